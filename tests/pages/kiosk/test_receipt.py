"""After sending: the receipt goes along on a phone, and one says how it was."""

import re
from base64 import b64decode
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from core.errors import LinkExpiredError
from tests.fakes import PAGE, FakeKiosk
from tests.fakes import PDF as RECEIPT
from tests.filling import IDENTITY_NUMBER
from tests.keys import SEALER
from tests.pages.handed import handed_over, printed
from tests.pages.kiosk.screens import Screen


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


def code_shown(screen):
    """Return what a phone reads off the square code of the receipt; nothing if there is none."""
    bodies = [element.proto.body for element in screen.app.get("html")]
    shown = [body for body in bodies if "收件凭证的二维码" in body]
    token = screen.visit.received.token
    return f"{screen.visit.address}/phone?receipt={token}" if shown else ""


def keys_of(screen):
    return {button.key for button in screen.app.button}


@pytest.fixture
def received(at_receipt):
    return at_receipt


def test_the_code_for_the_phone_stands_there_at_once_and_takes_the_receipt(received, kiosk):
    number, token = received.visit.received.number, received.visit.received.token
    assert f"receipt={token}" in code_shown(received)

    phone = Phone(kiosk.service, token)
    assert not phone.alerts
    assert number not in phone.html
    phone.give(IDENTITY_NUMBER[-4:])
    phone.press("download")
    (handed,) = handed_over(phone.app)
    assert b64decode(handed["content"]) == RECEIPT
    assert number in phone.html


def test_a_code_that_was_used_gives_way_to_another_when_it_is_asked_for(received, kiosk):
    first = received.visit.received.token
    Phone(kiosk.service, first).give(IDENTITY_NUMBER[-4:])

    received.app.run()
    assert code_shown(received) == ""
    received.press("phone")

    assert received.visit.received.token != first
    assert f"receipt={received.visit.received.token}" in code_shown(received)


def test_the_receipt_is_printed_here_and_no_file_is_left_on_a_shared_machine(received, kiosk):
    assert "download" not in keys_of(received)

    received.press("print")

    assert printed(received.app) == [PAGE]
    assert "正在打印" in received.html
    paper = kiosk.printer.printed[-1]
    assert paper.code == received.visit.received.code
    number = received.visit.received.number
    assert paper.progress_page == f"https://hall.example/?case={number}"


def test_a_printer_that_fails_is_reported_and_the_number_and_the_code_stay(received, kiosk):
    kiosk.printer.fails = True

    received.press("print")

    assert len(received.alerts) == 1
    assert printed(received.app) == []
    assert received.visit.received.number in received.html
    assert code_shown(received)


def test_where_the_machine_is_a_persons_own_the_receipt_can_be_saved(shipped, at_review):
    place = replace(at_review.service.place, is_personal=True)
    own = replace(at_review.service, place=place)
    at_review.app.args = (own, at_review.visit.address)
    at_review.hand_in()
    at_review.press("download")

    assert handed_over(at_review.app)[0]["name"] == f"{at_review.visit.received.number}.pdf"


def test_without_an_address_that_phones_reach_there_is_no_code(at_review):
    at_review.app.args = (at_review.service, "http://127.0.0.1:8501")
    at_review.hand_in()

    assert code_shown(at_review) == ""
    assert at_review.visit.received.token == ""
    assert "请打印一张" in at_review.html


def test_taking_along_stands_above_all_else_and_the_wiping_button_last(received):
    keys = [button.key for button in received.app.button]
    html = received.html

    assert keys.index("print") < keys.index("level.5") < keys.index("main")
    order = ("先把凭证带走", "什么都不欠", "办到哪里了", "在哪里拿", "怎么查进度")
    assert sorted(order, key=html.index) == list(order)
    assert "收下不等于受理" in html
    assert re.search(r"如果今天受理，\d+ 月 \d+ 日（星期.）以前全部办完", html)


def test_the_code_on_the_receipt_opens_its_case_with_the_number_filled_in(received, kiosk):
    number = received.visit.received.number
    home = Screen(kiosk.service, case=number)

    assert home.app.text_input(key="case_number").value == number
    assert "case" not in home.app.query_params
    assert home.visit.draft.theme_code == ""
    home.app.text_input(key="last_four").set_value(IDENTITY_NUMBER[-4:])
    home.go_on()
    assert "每件事到哪一步了" in home.html


def test_the_receipt_given_here_bears_a_code_and_no_other_does(received, kiosk):
    code, number = received.visit.received.code, received.visit.received.number

    assert code in received.html
    assert kiosk.service.handing_in.receipt(number).code == ""
    assert kiosk.service.handing_in.receipt(number, code="ACDE-FGHX").code == ""
    received.hand_in()
    assert code not in received.html


def test_the_code_goes_along_to_the_phone_sealed_by_the_link(shipped):
    kiosk = FakeKiosk(shipped, sealer=SEALER)
    token = kiosk.service.phone.receipts.offer("261124-ACDE-FGHY", "ACDE-FGHJ")

    assert b"ACDE-FGHJ" not in kiosk.service.phone.files.look(token).sealed
    with pytest.raises(LinkExpiredError):
        kiosk.service.phone.signatures.read(token)


def test_nothing_can_be_handed_in_by_the_link_of_a_receipt(received, kiosk):
    with pytest.raises(LinkExpiredError):
        kiosk.service.phone.files.give(
            received.visit.received.token, name="a.pdf", content=b"%PDF-"
        )


def test_whoever_has_only_the_address_sees_nothing_of_the_receipt(received, kiosk):
    token, number = received.visit.received.token, received.visit.received.number

    phone = Phone(kiosk.service, token)
    phone.give("0000")

    assert "后四位对不上" in phone.alerts[0]
    assert number not in phone.html
    assert "download" not in {button.key for button in phone.app.button}
    as_paper = Phone(kiosk.service, token, under="token")
    assert as_paper.alerts
    assert number not in as_paper.html


def test_a_link_works_once_and_the_page_it_opened_can_be_read_on(received, kiosk):
    token, number = received.visit.received.token, received.visit.received.number
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
    token, number = received.visit.received.token, received.visit.received.number

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
