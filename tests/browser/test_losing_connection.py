"""A lost connection that comes back within 90 seconds loses nothing and does nothing twice."""

import pytest

from tests.browser.driving import KioskDriver
from tests.browser.kept import go_on_with
from tests.browser.lines import Line

pytestmark = pytest.mark.browser

HAIR_SALON = "T02"


def test_what_was_answered_and_typed_is_still_there(kiosk_page, kiosk_url, kiosk_folder, shipped):
    page = kiosk_page
    answers = shipped.themes[HAIR_SALON].typical_answers
    said = dict(list(answers.items())[:-2])
    line = Line(page)
    kiosk = KioskDriver(page, kiosk_url)
    go_on_with(kiosk, kiosk_folder, HAIR_SALON, said, step="questions")
    second = kiosk.question()

    with page.expect_websocket():
        line.cut()
    kiosk.settle()

    assert kiosk.question() == second
    kiosk.answer_all(answers)
    kiosk.go_on()
    box = page.locator("[class*=st-key-ok_field] input[type=text]").first
    box.fill("秋月")

    with page.expect_websocket():
        line.cut()
    kiosk.settle()

    assert box.input_value() == "秋月"
    place = kiosk.title()
    kiosk.go_back()
    kiosk.go_on()
    assert kiosk.title() == place
    assert box.input_value() == "秋月"
