import ast
import re
from pathlib import Path

import pytest
import streamlit

from core.i18n import DEFAULT_LOCALE, messages_of
from core.services.designers.edit_theme import OpenTheme
from pages.shared.styling import _words_instead
from tests.pages.designer.screens import Screen

PAGES = sorted((Path(__file__).parents[3] / "pages" / "designer").glob("*.py"))
BIZ, FOOD, HEALTH = "SCJG-01", "SCJG-03", "WJ-01"


def open_board(inside, office, codes):
    """Start a theme with some matters and look at it on the board."""
    draft = office.policy.designer.drafting.create(
        name="<b>小饭馆</b>", lead_department="SCJG", audience_kind="企业"
    )
    document = office.policy.designer.drafting.arrange(draft.document, codes)
    office.policy.designer.drafting.save(draft, document)
    inside.look_again()
    inside.press(f"open_{draft.code}")
    return draft.code


def test_the_list_tells_what_is_published_and_what_is_in_the_making(inside, office):
    office.second.designer.drafting.create(
        name="开一家小饭馆", lead_department=None, audience_kind="个人"
    )
    inside.look_again()

    assert "共 13 个主题，1 个有草稿" in inside.html
    row = next(part for part in inside.html.split('<div class="row">') if "开一家小饭馆" in part)
    assert "还没有发布" in row
    assert "第 1 稿" in row
    assert "政策人员乙" in row
    assert "2026-11-24 10:32" in row


def test_the_list_is_searched_by_name_and_code(inside):
    inside.app.text_input(key="work_search").input("理发").run()
    assert inside.has("open_T02")
    assert not inside.has("open_T01")

    inside.app.text_input(key="work_search").input("没有这样的").run()
    assert "没有找到这样的主题" in inside.html


def test_a_theme_is_started_and_lies_on_the_board(inside, office):
    inside.press("new")
    inside.app.text_input(key="new_name").input("开一家小饭馆")
    inside.app.selectbox(key="new_lead").select("SCJG")
    inside.press("new_create")

    assert inside.title == "开一家小饭馆"
    assert "还没有事项" in inside.html
    assert office.policy.designer.drafting.open("T13").document["lead_department"] == "SCJG"


def test_a_theme_needs_a_name(inside):
    inside.press("new")
    inside.app.text_input(key="new_name").input("  ")
    inside.press("new_create")

    assert "还没有名称" in inside.alerts[0]


def test_the_preview_counts_what_is_saved_and_tells_who_asks(inside, office):
    open_board(inside, office, [BIZ, FOOD, HEALTH])

    cut = inside.html.split('class="cut"')[1].split("</div></div>")[0]
    assert re.findall(r"(?<=>)\d+", cut) == ["109", "81", "18", "11", "5", "7", "5"]
    assert "3 处合一" in inside.html
    assert "食品经营许可（新办）「申请人名称」" in inside.html
    assert "《食品安全法》第三十五条" in inside.html


def test_names_are_shown_as_text_whatever_is_in_them(inside, office):
    open_board(inside, office, [])

    assert inside.title == "&lt;b&gt;小饭馆&lt;/b&gt;"


def test_publishing_asks_first_and_makes_a_version(inside, office):
    code = open_board(inside, office, [HEALTH])

    inside.press("publish")
    assert office.policy.designer.listing.versions(code) == ()
    inside.press("publish_confirm")

    [version] = office.policy.designer.listing.versions(code)
    assert (version.number, version.published_by) == (1, "policy")
    inside.look_again()
    assert "第 1 版已经发布" in inside.html


@pytest.mark.parametrize(
    ("codes", "expected"), [([], "一个事项也没有"), ([HEALTH], "没有可发布的改动")]
)
def test_what_cannot_be_published_is_reported_in_the_dialog(inside, office, codes, expected):
    code = open_board(inside, office, codes)
    if codes:
        office.policy.designer.publishing.publish(code)

    inside.press("publish")
    inside.press("publish_confirm")

    assert expected in inside.alerts[-1]


def test_errors_block_publishing_and_are_reported_beside_the_form(inside, office):
    code = open_board(inside, office, [BIZ])
    draft = office.policy.designer.drafting.open(code)
    broken = {**draft.document, "matters": [*draft.document["matters"], {"matter": "XX-99"}]}
    office.policy.designer.drafting.save(draft, broken)
    inside.press("language_en")
    inside.workspace.lay_out(OpenTheme(office.policy.designer.drafting.open(code)))
    inside.press("language_zh-CN")

    assert "有 1 处错误" in inside.html
    inside.press("publish")
    assert "改好才能发布" in inside.alerts[0]
    inside.press("publish_confirm")
    assert "处错误" in inside.alerts[0]


def test_a_theme_that_is_not_there_is_reported_and_another_can_be_chosen(inside):
    inside.press("open_T02")
    inside.app.query_params["theme"] = "T99"
    inside.look_again()

    assert "T99" in inside.alerts[0]
    inside.app.selectbox(key="choose_code").select("T02").run()
    assert inside.title == "开办理发店"


def test_the_other_language_is_one_press_away(inside):
    inside.press("language_en")

    assert inside.title == "My work"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_message_that_a_page_names_exists(path):
    spoken = {
        node.args[0].value
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "say"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }

    assert {f"designer.{key}" for key in spoken} <= messages_of(DEFAULT_LOCALE).keys()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_pages_hold_no_sentences_of_their_own(path):
    tree = ast.parse(path.read_text("utf-8"))
    texts = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    documentation = [
        node.value.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    ]

    assert [
        text for text in texts if re.search(r"[一-鿿]{3}", text) and text not in documentation
    ] == []


def test_the_language_stands_in_the_address_so_that_a_reload_keeps_it(office, inside):
    inside.press("language_en")
    assert inside.app.query_params["lang"] == "en"

    assert Screen(office, lang="en").workspace.locale == "en"

    inside.press("language_zh-CN")
    assert "lang" not in inside.app.query_params
    assert inside.workspace.locale == "zh-CN"


def test_an_address_with_an_unknown_language_opens_in_the_first(office):
    assert Screen(office, lang="<script>").title == "工作人员登录"


def test_what_streamlit_says_of_an_unknown_address_is_said_in_the_language_of_the_page():
    scripts = (Path(streamlit.__file__).parent / "static" / "static" / "js").glob("index.*.js")
    bundle = "".join(script.read_text("utf-8") for script in scripts)
    (said,) = [words for words in _words_instead("zh-CN") if "does not seem to exist" in words]

    why, _, then = said.partition(". ")

    assert all(words in bundle for words in (why, then))
