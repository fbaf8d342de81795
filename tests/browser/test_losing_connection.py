"""A lost connection that comes back within 90 seconds loses nothing and does nothing twice."""

import pytest

from tests.browser.driving import PORTRAIT, KioskDriver
from tests.browser.kept import go_on_with
from tests.browser.lines import Line

pytestmark = pytest.mark.browser

HAIR_SALON = "T02"


@pytest.fixture
def page(chromium):
    context = chromium.new_context(viewport=PORTRAIT, has_touch=True, locale="zh-CN")
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def test_what_was_answered_and_typed_is_still_there(page, kiosk_url, kiosk_folder, shipped):
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
