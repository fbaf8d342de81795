"""The page that proves a theme: prove, look, accept, take back."""

import pytest
from streamlit.testing.v1 import AppTest

from core.services.designers.edit_theme import OpenTheme


def _script(designer, accounts, session, opened):
    import streamlit as st  # noqa: PLC0415 -- AppTest ships source

    from pages.designer import proving, workspace  # noqa: PLC0415

    at_work = workspace.current_workspace()
    at_work.session = session
    if at_work.theme is None:
        at_work.lay_out(opened)
    proving.page(designer, accounts, st.Page(lambda: None, title="board"))


@pytest.fixture
def app(office):
    args = (
        office.designer,
        office.staff.accounts,
        office.policy.session,
        OpenTheme(office.policy.designer.drafting.open("T02")),
    )
    return AppTest.from_function(_script, args=args, default_timeout=60).run()


@pytest.fixture
def proved(app):
    press(app, "prove")
    return app


def press(app, key):
    app.button(key=key).click().run()
    assert not app.exception


def html_of(app):
    return "".join(element.proto.body for element in app.get("html"))


def place_of(app, rule):
    """Return the place of the first finding of a rule among all."""
    bodies = [html.proto.body for html in app.get("html") if "finding" in html.proto.body]
    return next(place for place, body in enumerate(bodies) if rule in body)


def keys_of(app):
    return {button.key for button in app.button}


def test_before_anything_is_proved_it_says_what_proving_means(app):
    html = html_of(app)

    assert "还没有验证过现在的样子" in html
    assert "不是抽查" in html


def test_the_number_of_situations_is_reported_exactly_and_in_words(proved):
    html = html_of(proved)

    assert "<b>165,888</b> 种情形（约 16.6万种），一种不漏。" in html
    assert "全部证明" in html
    assert "prove" not in keys_of(proved)


def test_a_finding_is_reported_in_words_with_the_situation_that_shows_it(proved):
    html = html_of(proved)

    assert "目标时限达不到" in html
    assert "出现在：您以哪种主体类型开办?公司" in html
    assert "<dt>您以哪种主体类型开办?</dt><dd>公司</dd>" in html


def test_a_warning_is_accepted_by_whoever_is_here_and_taken_back(proved):
    place = place_of(proved, "目标时限达不到")

    press(proved, f"accept_{place}")
    proved.text_area(key="reason").input("目标 <b>只</b> 算开业登记")
    press(proved, "accept_yes")

    html = html_of(proved)
    assert "政策人员甲 于 2026-11-24 10:32 接受" in html
    assert "目标 &lt;b&gt;只&lt;/b&gt; 算开业登记" in html
    assert "6 处提醒，其中 5 处还没有人接受" in html

    press(proved, f"withdraw_{place}")
    assert "其中 6 处还没有人接受" in html_of(proved)


def test_a_warning_without_a_reason_stays_open(proved):
    press(proved, "accept_0")
    press(proved, "accept_yes")

    assert "理由要写 4 到 400 个字" in html_of(proved)


def test_after_a_change_the_proof_counts_no_longer(proved, office):
    opened = proved.session_state["remembered.pages.designer.workspace.Workspace"]
    draft = opened.theme.draft
    document = office.policy.designer.drafting.arrange(draft.document, ["SCJG-01", "WJ-01"])
    opened.lay_out(OpenTheme(office.policy.designer.drafting.save(draft, document)))

    proved.run()

    assert "主题或事项库改过了" in html_of(proved)
    assert "prove" in keys_of(proved)


def test_errors_that_say_how_are_put_right_by_one_touch_and_proved_anew(office):
    draft = office.policy.designer.drafting.create(
        name="小店", lead_department="SCJG", audience_kind="企业"
    )
    five = ["SCJG-01", "SCJG-04", "YC-01", "CG-01", "SW-01"]
    document = office.policy.designer.drafting.arrange(draft.document, five)
    opened = OpenTheme(office.policy.designer.drafting.save(draft, document))
    args = (office.designer, office.staff.accounts, office.policy.session, opened)
    app = AppTest.from_function(_script, args=args, default_timeout=60).run()
    press(app, "prove")
    assert "事项用在了不适用的情形" in html_of(app)
    assert "没有等要用的结果" in html_of(app)
    press(app, f"mend_{place_of(app, '事项用在了不适用的情形')}")
    assert office.policy.designer.drafting.open(draft.code).revision == 3

    press(app, "mend_all")

    assert (
        office.policy.designer.proving.prove(
            office.policy.designer.drafting.open(draft.code)
        ).errors
        == ()
    )
    assert "没有等要用的结果" not in html_of(app)
    assert not any(key.startswith("mend") for key in keys_of(app))
