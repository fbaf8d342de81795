from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from core.visits.steps import VisitStep
from tests.fakes import FakeKiosk
from tests.filling import values_for
from tests.pages.kiosk.screens import Screen

NEWBORN = "T04"


@pytest.fixture
def at_notice(screen, answers):
    """The visit after the guide, before anything is typed."""
    screen.choose("T02")
    screen.answer_all(answers)
    screen.press("main")
    return screen


@pytest.fixture
def plain(shipped):
    """A catalogue in which nothing is sensitive."""
    return replace(
        shipped,
        elements={c: e.model_copy(update={"sensitive": None}) for c, e in shipped.elements.items()},
        documents={
            c: d.model_copy(update={"sensitive": None}) for c, d in shipped.documents.items()
        },
    )


def ticks(screen):
    return [box for box in screen.app.checkbox if box.key.startswith("agree.")]


def begin(screen, theme, answers):
    screen.choose(theme)
    screen.answer_all(answers)
    screen.press("main")


def test_nothing_can_be_typed_before_the_notice(at_notice):
    assert at_notice.app.text_input.len == at_notice.app.text_area.len == 0
    assert "市场监督管理局" in at_notice.html
    assert "10 年" in at_notice.html


def test_nothing_is_ticked_beforehand_and_a_tick_is_needed(at_notice):
    assert [box.value for box in ticks(at_notice)] == [False]

    at_notice.press("main")

    assert at_notice.alerts
    assert at_notice.visit.draft.consents == ()
    assert at_notice.visit.cursor.telling


def test_where_nothing_is_sensitive_one_touch_goes_on(plain, answers):
    screen = Screen(FakeKiosk(plain).service)
    begin(screen, "T02", answers)
    assert ticks(screen) == []

    screen.press("main")

    assert screen.visit.cursor.telling == ""
    assert [consent.about for consent in screen.visit.draft.consents] == ["notice"]
    screen.go_on()
    assert screen.app.text_input.len


def test_whoever_does_not_agree_is_told_what_then_and_leaves_nothing(at_notice):
    at_notice.press("other")
    assert "综合窗口" in at_notice.html

    at_notice.go_back()
    assert ticks(at_notice)
    at_notice.press("other")
    at_notice.press("main")

    assert at_notice.visit.cursor.step is VisitStep.WELCOME
    assert at_notice.visit.draft.answers == {}


def test_back_leads_to_the_guide_and_the_notice_stays_open(at_notice):
    at_notice.go_back()
    assert at_notice.visit.cursor.step is VisitStep.GUIDE

    at_notice.press("main")

    assert at_notice.visit.cursor.telling == "notice/sensitive"


def test_the_other_language_asks_nobody_twice(at_form):
    at_form.press("language_en")

    assert at_form.visit.cursor.telling == ""


def test_what_was_told_is_handed_in(at_review, kiosk):
    at_review.hand_in()

    (case,) = kiosk.cases.by_number.values()
    assert [consent.about for consent in case.application.consents] == ["notice", "sensitive"]
    assert {consent.locale for consent in case.application.consents} == {"zh-CN"}


def test_a_newborn_has_a_tick_of_its_own_beforehand(shipped):
    screen = Screen(FakeKiosk(shipped).service)
    begin(screen, NEWBORN, shipped.themes[NEWBORN].typical_answers)

    assert [box.key for box in ticks(screen)] == ["agree.sensitive", "agree.child:newborn"]


def test_a_child_that_shows_by_its_number_is_asked_for_then_and_can_be_corrected(shipped):
    kiosk = FakeKiosk(shipped)
    answers = shipped.themes["T02"].typical_answers
    form = kiosk.service.filling.form("T02", 1, answers)
    values = values_for(form, shipped)
    screen = Screen(kiosk.service)
    begin(screen, "T02", answers)
    screen.agree()
    screen.go_on()
    number = "per.id_no@principal"
    while number not in {str(f.key) for f in form.pages[screen.visit.cursor.page].fields}:
        screen.fill_page(form, values)
        screen.press("main")
    page = screen.visit.cursor.page
    of_a_child = {number: "441202201305060029", "per.photo@principal": None}
    screen.fill_page(form, {**values, **of_a_child})
    screen.press("main")
    assert screen.visit.cursor.telling == "child:principal"
    assert "填写之前" not in screen.html

    screen.go_back()
    assert (screen.visit.cursor.telling, screen.visit.cursor.page) == ("", page)
    screen.press("main")
    assert screen.visit.cursor.telling == "child:principal"
    screen.agree()

    assert screen.visit.cursor.telling == ""
    assert [consent.about for consent in screen.visit.draft.consents][-1] == "child:principal"


def phone_script(service, token):
    import streamlit as st  # noqa: PLC0415 -- AppTest ships source, not closures

    from pages.kiosk.phone import page as phone  # noqa: PLC0415

    st.query_params["token"] = token
    phone.page(service)


def test_whoever_holds_the_phone_is_told_as_well(kiosk):
    token = kiosk.service.phone.files.offer(
        visit="a visit", document="mat.id_card", subject="principal", paper="身份证"
    )

    page = AppTest.from_function(phone_script, args=(kiosk.service, token)).run()

    bodies = "".join(element.proto.body for element in page.get("html"))
    assert "2 小时内删掉" in bodies
    assert "综合窗口" in bodies
