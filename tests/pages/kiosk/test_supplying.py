"""What is owed is handed in by file, by phone and with the camera, at the receipt and later."""

from functools import partial

import pytest

from core.services.citizens import Credentials
from core.visits.steps import VisitStep
from tests.filling import IDENTITY_NUMBER
from tests.pages.kiosk.reaching import reach, to_form
from tests.pages.kiosk.screens import PDF_FILE
from tests.papers import PDF

OWED = "mat.hygiene_test@premises"


@pytest.fixture
def owing(kiosk, screen, answers, form, values):
    """A visit at the receipt, with one material still to come."""
    reach(kiosk, screen, "owing", partial(_hand_in_owing, screen, answers, form, values))
    assert screen.visit.cursor.step is VisitStep.RECEIPT
    return screen


def _hand_in_owing(screen, answers, form, values):
    to_form(screen, answers)
    screen.fill_all(form, values)
    for paper in form.materials:
        if paper.code == OWED:
            screen.press("way.later")
        else:
            screen.app.file_uploader[0].upload(*PDF_FILE).run()
        screen.go_on()
    screen.hand_in()


@pytest.fixture
def case(owing, kiosk):
    (case,) = kiosk.cases.by_number.values()
    return case


def supplied(kiosk, case):
    """Return what of the case was handed in later."""
    history = kiosk.cases.get(case.number).history
    return [event.details["paper"] for event in history if event.action == "supplied"]


def send_by_phone(screen, kiosk):
    """Send a file from the phone that scanned the code, and let the kiosk look."""
    kiosk.service.phone.files.give(screen.visit.phone.token, name="report.pdf", content=PDF)
    screen.app.run()


def test_at_the_receipt_it_is_handed_in_at_once_as_a_file(owing, kiosk, case):
    assert not owing.app.file_uploader
    owing.press("supply.0")

    owing.app.file_uploader[0].upload(*PDF_FILE).run()

    assert supplied(kiosk, case) == [OWED]
    assert "什么都不欠" in owing.html
    assert "要交 3 样，都收到了" in owing.html


def test_at_the_receipt_it_comes_from_the_phone(owing, kiosk, case):
    owing.press("supply.0")
    owing.press("phone_owed.0")

    send_by_phone(owing, kiosk)

    assert supplied(kiosk, case) == [OWED]
    assert "什么都不欠" in owing.html


def test_no_phone_sends_to_a_receipt_that_was_left(owing, kiosk):
    owing.press("supply.0")
    owing.press("phone_owed.0")
    key = owing.visit.draft.submission_key

    owing.press("main")

    assert not [link for link in kiosk.visits.links.values() if link.visit == key]


def test_the_camera_is_offered_in_the_place_of_the_other_ways(owing):
    owing.press("supply.0")
    owing.press("camera_owed.0")

    assert owing.app.get("camera_input")
    assert not owing.app.file_uploader


def test_later_it_comes_from_the_phone_too(owing, kiosk, case):
    owing.press("main")
    owing.press("track")
    owing.app.text_input(key="case_number").set_value(case.number)
    owing.app.text_input(key="last_four").set_value(IDENTITY_NUMBER[-4:])
    owing.go_on()
    owing.press("phone_owed.0")

    send_by_phone(owing, kiosk)

    assert supplied(kiosk, case) == [OWED]
    asked = Credentials(case.number, IDENTITY_NUMBER[-4:])
    assert kiosk.service.tracking.look(asked).owed == ()


def test_what_came_already_is_reported_and_taken_once(owing, kiosk, case):
    owing.press("supply.0")
    owing.press("phone_owed.0")
    token = owing.visit.phone.token
    (owed,) = kiosk.service.tracking.supply_received.owed(case.number)
    kiosk.service.tracking.supply_received(case.number, owed, name="a.pdf", content=PDF)
    kiosk.service.phone.files.give(token, name="b.pdf", content=PDF)

    owing.app.run()

    assert supplied(kiosk, case) == [OWED]
    assert "什么都不欠" in owing.html


def test_what_a_note_allows_to_come_later_may_come_later(shipped):
    """A floor plan for the fire inspection: before the inspection is in time (XF-01, M05)."""
    plan = next(material for material in shipped.matters["XF-01"].materials if material.id == "M05")

    assert "补" in plan.note
    assert plan.necessity == "deferrable"
