"""Somebody's own data on the screen: behind the code of the receipt, and gone with the visit."""

import pytest

from core.visits.draft import ApplicationDraft
from core.visits.steps import VisitStep
from pages.kiosk.visit import Visit
from tests.fakes import FakeKiosk
from tests.keys import SEALER
from tests.pages.kiosk.test_tracking import look_up

NAME = "per.name@principal"


@pytest.fixture
def kiosk(shipped):
    return FakeKiosk(shipped, sealer=SEALER)


@pytest.fixture
def received(at_receipt, kiosk):
    (case,) = kiosk.cases.by_number.values()
    code = at_receipt.visit.received.code
    at_receipt.hand_in()
    look_up(at_receipt, case.number, case.application.values["per.id_no@principal"][-4:])
    at_receipt.press("own")
    return at_receipt, case, code


def show(screen, code):
    screen.app.text_input(key="own_code").set_value(code)
    screen.press("main")


def test_looking_at_a_case_shows_nothing_of_what_was_declared(received):
    screen, case, _ = received

    show(screen, "ACDE-FGH0")

    assert "撤回码不对" in screen.alerts[0]
    assert case.application.values[NAME] not in screen.html


def test_with_the_code_everything_is_shown_and_taken_along(received, kiosk):
    screen, case, code = received
    show(screen, code)
    assert case.application.values[NAME] in screen.html
    assert "卫生健康局收到的" in screen.html

    screen.press("own_copy")

    assert kiosk.printer.printed[-1].case_number == case.number


def test_a_correction_is_asked_for_and_what_was_declared_stays(received, kiosk):
    screen, case, code = received
    show(screen, code)
    screen.press("own_correct_send")
    assert "还没有写清楚" in screen.alerts[0]

    screen.app.selectbox(key="own_place").set_value(NAME)
    screen.app.text_area(key="own_right").set_value("林秋悦")
    screen.press("own_correct_send")

    assert "更正的要求记下来了，最晚" in screen.html
    again = kiosk.cases.get(case.number)
    assert again.application == case.application
    asked = {"kind": "correct", "text": "林秋悦", "place": NAME}
    assert again.history[-1].details.items() >= asked.items()


def test_erasure_and_withdrawing_consent_are_a_touch_each(received, kiosk):
    screen, case, code = received
    show(screen, code)

    screen.press("own_erase")
    assert "没有交上来的已经删掉" in screen.html
    screen.press("own_consent.sensitive")

    actions = [event.action for event in kiosk.cases.get(case.number).history]
    assert actions[-2:] == ["right_asked", "consent_withdrawn"]
    assert not [button for button in screen.app.button if button.key == "own_consent.sensitive"]


def test_nothing_of_it_stays_when_done(received):
    screen, case, code = received
    show(screen, code)

    screen.press("main")

    assert screen.visit == Visit(draft=ApplicationDraft(screen.visit.draft.submission_key))
    assert case.application.values[NAME] not in screen.html


def test_what_was_left_for_later_is_erased_where_it_is_resumed(at_form, kiosk):
    at_form.press("exit")
    at_form.press("later")
    slip = at_form.resume_code
    at_form.press("main")
    assert at_form.visit.cursor.step is VisitStep.WELCOME
    at_form.press("resume")
    at_form.app.text_input(key="slip_number").set_value(slip.number)
    at_form.app.text_input(key="slip_code").set_value(slip.code)

    at_form.press("other")

    assert "删掉了" in at_form.html
    assert kiosk.visits.visits == {}
