"""A lost connection that comes back within 90 seconds loses nothing and does nothing twice."""

import pytest

from core.catalogue.packages import read_package
from tests.browser.driving import PORTRAIT, KioskDriver
from tests.browser.lines import Line
from tests.conftest import SHIPPED

pytestmark = pytest.mark.browser

HAIR_SALON = "T02"


@pytest.fixture
def page(chromium):
    context = chromium.new_context(viewport=PORTRAIT, has_touch=True, locale="zh-CN")
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def test_what_was_answered_and_typed_is_still_there(page, kiosk_url):
    answers = read_package(SHIPPED).catalogue.themes[HAIR_SALON].typical_answers
    line = Line(page)
    kiosk = KioskDriver(page, kiosk_url)
    kiosk.choose_theme(HAIR_SALON)
    kiosk.answer(kiosk.question(), answers[kiosk.question()])
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
