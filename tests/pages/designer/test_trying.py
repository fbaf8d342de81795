"""The pages that play a theme through and order its questions, without a browser."""

import pytest
from streamlit.testing.v1 import AppTest

from core.catalogue.models import AskingOrder
from core.errors import StaleDraftError
from core.services.designers.edit_theme import OpenTheme, arrange_theme
from core.training.scenarios import read_scenario
from tests.services.applications import application_of
from tests.services.conftest import ASSETS

_SERVICES = {"simulating": 1, "ordering": 2}
"""How many services a page is given: the designer's, then the accounts."""


def _script(name, services, session, opened):
    from importlib import import_module  # noqa: PLC0415 -- AppTest ships source

    from pages.designer import workspace  # noqa: PLC0415

    at_work = workspace.current_workspace()
    at_work.session = session
    if at_work.theme is None:
        at_work.lay_out(opened)
    import_module(f"pages.designer.{name}").page(*services)


@pytest.fixture
def open_page(office):
    def open_page(name, code):
        services = (office.designer, office.staff.accounts)[: _SERVICES[name]]
        args = (
            name,
            services,
            office.policy.session,
            OpenTheme(office.policy.designer.drafting.open(code)),
        )
        return AppTest.from_function(_script, args=args, default_timeout=60).run()

    return open_page


def press(app, key):
    app.button(key=key).click().run()
    assert not app.exception


def html_of(app):
    return "".join(element.proto.body for element in app.get("html"))


# --- Simulating


def test_a_theme_is_played_through_as_it_stands(open_page):
    app = open_page("simulating", "T02")
    assert "不选任何改动" in html_of(app)

    press(app, "play")

    html = html_of(app)
    assert "走了 10,000 种情形" in html
    assert "填写项（合并后）" in html
    assert "100.0 %" in html  # WJ-01 always applies
    assert "相差" not in html


def test_what_if_is_shown_beside_it(open_page):
    app = open_page("simulating", "T02")
    app.multiselect(key="sim_without").select("CG-01")

    press(app, "play")

    html = html_of(app)
    assert "相差" in html
    assert 'class="less"' in html


def test_a_limit_is_moved(open_page):
    app = open_page("simulating", "T01")
    limits = app.selectbox(key="sim_limit").options
    place = next(place for place, limit in enumerate(limits) if "300 平方米" in limit)
    app.selectbox(key="sim_limit").select_index(place).run()
    app.number_input(key="sim_becomes").set_value(500.0)

    press(app, "play")

    assert "相差" in html_of(app)


# --- The order of questions


def test_both_orders_stand_side_by_side(open_page):
    html = html_of(open_page("ordering", "T02"))

    assert "<b>13.75</b> 个问题（平均），最多 16 个；全问要 15.50 个。没有更少的问法。" in html
    assert "<b>14.00</b>" in html


def test_the_authors_order_is_chosen_saved_and_can_be_undone(open_page, office):
    app = open_page("ordering", "T02")

    press(app, "choose_author")

    document = office.policy.designer.drafting.open("T02").document
    assert document["asking"]["order"] == AskingOrder.AUTHOR
    opened = app.session_state["remembered.pages.designer.workspace.Workspace"]
    assert len(opened.theme.past) == 1


def test_what_somebody_else_saved_is_not_written_over_by_a_way_of_asking(open_page, office):
    app = open_page("ordering", "T01")
    theirs = office.policy.designer.drafting.open("T01")
    office.second.designer.drafting.save(theirs, {**theirs.document, "name": "名字"})

    press(app, "choose_author")

    assert "也改了这个主题，两份改动合在一起了" in html_of(app)
    document = office.policy.designer.drafting.open("T01").document
    assert (document["name"], document["asking"]["order"]) == ("名字", "author")


def test_questions_are_kept_together_and_let_go_again(open_page, office):
    app = open_page("ordering", "T02")
    opened = app.session_state["remembered.pages.designer.workspace.Workspace"]
    app.multiselect(key=f"pick_{opened.revision}").select("sign_need").select("tax_now").run()

    press(app, "pin")
    assert office.policy.designer.drafting.open("T02").document["asking"]["together"] == [
        ["sign_need", "tax_now"]
    ]

    press(app, "apart_0")
    assert office.policy.designer.drafting.open("T02").document["asking"]["together"] == []


# --- What publishing would change


def _publish_script(designer, session, opened):
    from pages.designer import publishing, workspace  # noqa: PLC0415 -- AppTest ships source

    at_work = workspace.current_workspace()
    at_work.session = session
    if at_work.theme is None:
        at_work.lay_out(opened)
    publishing.ask_to_publish(designer, at_work, {"second": "乙"})


def publish_dialog(office, opened):
    args = (office.designer, office.policy.session, opened)
    return html_of(AppTest.from_function(_publish_script, args=args, default_timeout=60).run())


def test_before_publishing_it_says_what_changes_for_whom_and_who_keeps_the_old_version(office):
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    office.kiosk.handing_in.submit(application_of(person, office.kiosk, "a visit"))
    opened = OpenTheme(office.policy.designer.drafting.open("T02"))
    left = [code for code in opened.matters if code != "CG-01"]

    html = publish_dialog(
        office, arrange_theme(office.designer, office.policy.session, opened, left)
    )

    assert "16.6万种情形中，11.1万种要办的事" in html.replace(" ", "")
    assert "种情形里不再要求" in html
    assert "例如：" in html
    assert "有 1 件正在办理" in html


def test_the_same_theme_again_changes_nothing_for_anybody(office):
    opened = OpenTheme(office.policy.designer.drafting.open("T02"))
    changed = {**opened.draft.document, "note": "已核对"}
    draft = office.policy.designer.drafting.save(opened.draft, changed)

    assert "对谁都没有变化" in publish_dialog(office, OpenTheme(draft))


def stripped(office, code="T02"):
    """A draft that has lost every condition, as one made before matters brought theirs back."""
    draft = office.policy.designer.drafting.open(code)
    bare = [{"matter": inclusion["matter"]} for inclusion in draft.document["matters"]]
    return office.policy.designer.drafting.save(draft, {**draft.document, "matters": bare})


def dialog_app(office, opened):
    args = (office.designer, office.policy.session, opened)
    return AppTest.from_function(_publish_script, args=args, default_timeout=60).run()


def test_every_condition_that_a_version_loses_is_named_and_confirmed_before_publishing(office):
    draft = stripped(office)
    lost = office.policy.designer.publishing.before_publishing(draft).losses_in_words("zh-CN")

    app = dialog_app(office, OpenTheme(draft))

    html = html_of(app)
    assert f"这一版丢掉了 {len(lost)} 个条件" in html
    assert "原来只在" in html
    assert "个体工商户" in html
    press(app, "publish_confirm")
    assert "丢掉的条件要有人确认" in html_of(app)
    assert office.policy.designer.listing.versions("T02")[0].number == 1
    app.checkbox(key=f"losses_meant_{draft.revision}").check().run()
    press(app, "publish_confirm")
    assert "丢掉的条件要有人确认" not in html_of(app)


def test_open_warnings_are_named_before_publishing_and_accepted_ones_are_not(office):
    opened = OpenTheme(office.policy.designer.drafting.open("T02"))
    draft = office.policy.designer.drafting.save(
        opened.draft, {**opened.draft.document, "note": "x"}
    )
    warnings = office.policy.designer.proving.prove(draft).open_warnings
    assert warnings

    app = dialog_app(office, OpenTheme(draft))

    assert f"还有 {len(warnings)} 条提醒没有人接受" in html_of(app)
    assert app.button(key="publish_confirm").label == f"看过这 {len(warnings)} 条提醒，确认发布"
    for warning in warnings:
        office.policy.designer.proving.accept_warning(
            draft, rule=warning.finding.rule, at=warning.finding.at, reason="已经核对过了"
        )
    app.run()
    assert "条提醒没有人接受" not in html_of(app)
    assert app.button(key="publish_confirm").label == "确认发布"


def test_what_others_saved_while_the_dialog_was_open_is_looked_at_first_then_published(office):
    opened = OpenTheme(office.policy.designer.drafting.open("T02"))
    seen = office.policy.designer.drafting.save(
        opened.draft, {**opened.draft.document, "note": "x"}
    )
    app = dialog_app(office, OpenTheme(seen))
    office.second.designer.drafting.save(seen, {**seen.document, "audience": "个体户"})

    press(app, "publish_confirm")

    assert office.policy.designer.listing.versions("T02")[0].number == 1
    app.run()
    assert "乙" in html_of(app)
    assert not [button for button in app.button if button.key == "publish_confirm"]
    press(app, "go_on_publish")
    press(app, "publish_confirm")
    version = office.policy.designer.listing.versions("T02")[0]
    assert (version.number, version.theme.note, version.theme.audience) == (2, "x", "个体户")


def test_a_draft_that_was_saved_meanwhile_is_not_published(office):
    opened = OpenTheme(office.policy.designer.drafting.open("T02"))
    seen = office.policy.designer.drafting.save(
        opened.draft, {**opened.draft.document, "note": "x"}
    )
    office.second.designer.drafting.save(seen, {**seen.document, "note": "y"})

    with pytest.raises(StaleDraftError):
        office.policy.designer.publishing.publish("T02", revision=seen.revision)
    assert office.policy.designer.listing.versions("T02")[0].number == 1
