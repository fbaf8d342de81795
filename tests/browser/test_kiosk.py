"""The kiosk in Chromium: what only a browser can show, beside test_accessibility.py."""

import pytest
from playwright.sync_api import expect

from tests.browser.driving import LANDSCAPE, PORTRAIT, KioskDriver
from tests.browser.kept import go_on_with
from tests.browser.looking import misfits
from tests.fakes import FakeKiosk

pytestmark = pytest.mark.browser

HAIR_SALON = "T02"
GOLD = "rgb(245, 184, 46)"
_RING = """() => {
  const focused = document.activeElement;
  const ringed = focused.closest('[data-testid=stTextInputRootElement]') ?? focused;
  return getComputedStyle(ringed).outline;
}"""


@pytest.fixture
def kiosk(kiosk_page, kiosk_url):
    return KioskDriver(kiosk_page, kiosk_url)


def test_care_mode_is_larger_and_loses_nothing_that_was_typed(kiosk, kiosk_folder, shipped):
    answers = shipped.themes[HAIR_SALON].typical_answers
    form = FakeKiosk(shipped).service.filling.form(HAIR_SALON, 1, answers)
    go_on_with(kiosk, kiosk_folder, HAIR_SALON, answers)
    kiosk.fill_page(form, {"per.name@principal": "林秋月"})

    kiosk.press("care")
    kiosk.press("language_en")

    size = kiosk.page.evaluate("() => getComputedStyle(document.documentElement).fontSize")
    assert size == "31px"
    assert [misfits(kiosk.page, size) for size in (PORTRAIT, LANDSCAPE)] == [[], []]
    typed = [
        field.input_value()
        for field in kiosk.page.locator("form input, [data-testid=stForm] input").all()
    ]
    assert "林秋月" in typed


def test_what_has_the_focus_is_ringed_and_the_language_is_told_to_screen_readers(kiosk):
    styles = []
    for _ in range(8):
        kiosk.page.keyboard.press("Tab")
        styles.append(kiosk.page.evaluate(_RING))
    assert [style for style in styles if GOLD not in style] == []
    expect(kiosk.page.locator("html")).to_have_attribute("lang", "zh-CN")

    kiosk.press("language_en")

    assert kiosk.page.locator("html").get_attribute("lang") == "en"
