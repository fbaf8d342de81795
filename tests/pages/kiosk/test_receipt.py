"""After sending: the receipt goes along on a phone, and one says how it was."""

import pytest

from adapters.sealing import SecretSealer
from core.errors import LinkExpiredError
from tests.fakes import FakeKiosk


@pytest.fixture
def received(at_review):
    at_review.hand_in()
    return at_review


def test_a_receipt_that_cannot_be_printed_goes_to_the_phone(at_review, kiosk):
    kiosk.printer.fails = True
    at_review.hand_in()
    assert len(at_review.alerts) == 1
    number = at_review.visit.case_number
    assert number in at_review.html

    kiosk.printer.fails = False
    at_review.press("phone")

    link = kiosk.service.phone.look(at_review.visit.phone_token)
    assert link.is_receipt
    assert link.visit == number
    assert kiosk.service.receipt_pdf(number)


def test_the_receipt_given_here_bears_a_code_and_no_other_does(received, kiosk):
    code, number = received.visit.receipt_code, received.visit.case_number

    assert code in received.html
    assert kiosk.printer.printed[-1].code == code
    assert kiosk.service.receipt(number).code == ""
    assert kiosk.service.receipt(number, code="ACDE-FGHX").code == ""
    received.hand_in()
    assert code not in received.html


def test_the_code_goes_along_to_the_phone_sealed_by_the_link(shipped):
    kiosk = FakeKiosk(shipped, sealer=SecretSealer(b"installation"))
    token = kiosk.service.phone_receipts.offer("261124-ACDE-FGHY", "ACDE-FGHJ")

    assert kiosk.service.phone_receipts.code_of(token) == "ACDE-FGHJ"
    assert b"ACDE-FGHJ" not in kiosk.service.phone.look(token).sealed
    with pytest.raises(LinkExpiredError):
        kiosk.service.phone_signatures.read(token)


def test_nothing_can_be_handed_in_by_the_link_of_a_receipt(received, kiosk):
    received.press("phone")

    with pytest.raises(LinkExpiredError):
        kiosk.service.phone.give(received.visit.phone_token, name="a.pdf", content=b"%PDF-")


def test_how_it_was_is_said_once_and_kept_with_the_case(received, kiosk):
    received.press("level.5")

    number = received.visit.case_number
    assert kiosk.service.tracker.level_of(number) == 5
    assert "level.5" not in {button.key for button in received.app.button}


def test_whoever_was_not_content_is_asked_why(received, kiosk):
    received.press("level.2")
    received.app.checkbox(key="reasons.1").check()
    received.press("rate")

    (case,) = kiosk.cases.by_number.values()
    rated = case.history[-1]
    assert (rated.action, rated.details) == ("rated", {"level": 2, "reasons": ["time"]})
