"""After sending: the receipt goes along on a phone, and one says how it was."""

from base64 import b64decode

import pytest
from streamlit.testing.v1 import AppTest

from adapters.sealing import SecretSealer
from core.errors import LinkExpiredError
from tests.fakes import PDF as RECEIPT
from tests.fakes import FakeKiosk
from tests.filling import IDENTITY_NUMBER
from tests.pages.handed import handed_over


def _script(service):
    from pages.kiosk.phone import page as phone  # noqa: PLC0415 -- AppTest ships source, not closures

    phone.page(service)


class Phone:
    """A phone that scanned the code of a receipt."""

    def __init__(self, service, token, *, under="receipt"):
        self.app = AppTest.from_function(_script, args=(service,), default_timeout=60)
        self.app.query_params[under] = token
        self.app.run()

    @property
    def html(self):
        return "".join(element.proto.body for element in self.app.get("html"))

    @property
    def alerts(self):
        bodies = [element.proto.body for element in self.app.get("html")]
        return [body for body in bodies if 'role="alert"' in body]

    def press(self, key):
        self.app.button(key=key).click().run()
        assert not self.app.exception

    def give(self, four):
        self.app.text_input(key="last_four").set_value(four)
        self.app.button[0].click().run()
        assert not self.app.exception


@pytest.fixture
def received(at_review):
    at_review.hand_in()
    return at_review


def test_a_receipt_that_cannot_be_printed_goes_to_the_phone(at_review, kiosk):
    kiosk.printer.fails = True
    at_review.hand_in()
    assert len(at_review.alerts) == 1
    number = at_review.visit.received.number
    assert number in at_review.html

    kiosk.printer.fails = False
    at_review.press("phone")

    phone = Phone(kiosk.service, at_review.visit.phone.token)
    assert not phone.alerts
    assert number not in phone.html
    phone.give(IDENTITY_NUMBER[-4:])
    phone.press("download")
    (handed,) = handed_over(phone.app)
    assert b64decode(handed["content"]) == RECEIPT
    assert number in phone.html


def test_the_receipt_given_here_bears_a_code_and_no_other_does(received, kiosk):
    code, number = received.visit.received.code, received.visit.received.number

    assert code in received.html
    assert kiosk.printer.printed[-1].code == code
    assert kiosk.service.handing_in.receipt(number).code == ""
    assert kiosk.service.handing_in.receipt(number, code="ACDE-FGHX").code == ""
    received.hand_in()
    assert code not in received.html


def test_the_code_goes_along_to_the_phone_sealed_by_the_link(shipped):
    kiosk = FakeKiosk(shipped, sealer=SecretSealer(b"installation"))
    token = kiosk.service.phone.receipts.offer("261124-ACDE-FGHY", "ACDE-FGHJ")

    assert b"ACDE-FGHJ" not in kiosk.service.phone.files.look(token).sealed
    with pytest.raises(LinkExpiredError):
        kiosk.service.phone.signatures.read(token)


def test_nothing_can_be_handed_in_by_the_link_of_a_receipt(received, kiosk):
    received.press("phone")

    with pytest.raises(LinkExpiredError):
        kiosk.service.phone.files.give(received.visit.phone.token, name="a.pdf", content=b"%PDF-")


def test_whoever_has_only_the_address_sees_nothing_of_the_receipt(received, kiosk):
    received.press("phone")
    token, number = received.visit.phone.token, received.visit.received.number

    phone = Phone(kiosk.service, token)
    phone.give("0000")

    assert "后四位对不上" in phone.alerts[0]
    assert number not in phone.html
    assert "download" not in {button.key for button in phone.app.button}
    as_paper = Phone(kiosk.service, token, under="token")
    assert as_paper.alerts
    assert number not in as_paper.html


def test_a_link_works_once_and_the_page_it_opened_can_be_read_on(received, kiosk):
    received.press("phone")
    token, number = received.visit.phone.token, received.visit.received.number
    first, second = Phone(kiosk.service, token), Phone(kiosk.service, token)

    first.give(IDENTITY_NUMBER[-4:].lower())
    second.give(IDENTITY_NUMBER[-4:])

    assert number in first.html
    assert "用过了" in second.alerts[0]
    assert number not in second.html
    assert "用过了" in Phone(kiosk.service, token).alerts[0]
    first.press("download")
    assert handed_over(first.app)[0]["name"] == f"{number}.pdf"


def test_a_link_outlives_the_visit_at_the_kiosk(received, kiosk):
    received.press("phone")
    token, number = received.visit.phone.token, received.visit.received.number

    received.press("main")
    phone = Phone(kiosk.service, token)
    phone.give(IDENTITY_NUMBER[-4:])

    assert number in phone.html


def test_how_it_was_is_said_once_and_kept_with_the_case(received, kiosk):
    received.press("level.5")

    number = received.visit.received.number
    assert kiosk.service.tracking.level_of(number) == 5
    assert "level.5" not in {button.key for button in received.app.button}


def test_whoever_was_not_content_is_asked_why(received, kiosk):
    received.press("level.2")
    received.app.checkbox(key="reasons.1").check()
    received.press("rate")

    (case,) = kiosk.cases.by_number.values()
    rated = case.history[-1]
    assert (rated.action, rated.details) == ("rated", {"level": 2, "reasons": ["time"]})
