"""Reading aloud and low reach in Chromium."""

import pytest
from playwright.sync_api import expect

from tests.browser.driving import PORTRAIT, KioskDriver

pytestmark = pytest.mark.browser

# The test machine has no voice, so one is put in that writes down what it is told to say.
_VOICE = """
window.said = [];
window.silenced = 0;
Object.defineProperty(window, 'speechSynthesis', { value: {
  getVoices: () => [{ lang: 'zh-CN', name: 'a voice' }],
  speak: (one) => { window.said.push(one.text); },
  cancel: () => { window.silenced += 1; },
  addEventListener: () => {},
} });
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
"""
_TOUCHABLE = """() => [...document.querySelectorAll(
  '.st-key-topbar button, .st-key-actionbar button, [class*=st-key-option-] button')]
  .filter(one => one.checkVisibility())
  .map(one => one.getBoundingClientRect()).filter(box => box.width)
  .map(box => box.top)"""


@pytest.fixture
def open_kiosk(kiosk_page, kiosk_url):
    def open_kiosk(*, voice):
        if voice:
            kiosk_page.add_init_script(_VOICE)
        return KioskDriver(kiosk_page, kiosk_url)

    return open_kiosk


def test_care_mode_reads_the_page_and_falls_silent_when_it_is_left(open_kiosk):
    kiosk = open_kiosk(voice=True)
    button = kiosk.page.locator(".reading")
    expect(button).to_be_hidden()
    kiosk.press("care")

    button.tap()

    expect(button).to_have_text("停，不念了")
    said = kiosk.page.evaluate("() => window.said.join('')")
    assert said.startswith("您今天想办成什么事？")
    assert "开餐饮店" in said
    for unspoken in ("restaurant", "叫人", "结束"):
        assert unspoken not in said
    before = kiosk.page.evaluate("() => window.silenced")
    kiosk.choose_theme("T02")
    expect(button).to_have_text("念给我听")
    assert kiosk.page.evaluate("() => window.silenced") > before


def test_low_reach_brings_all_that_is_touched_down_and_without_a_voice_nothing_is_read(open_kiosk):
    kiosk = open_kiosk(voice=False)
    kiosk.press("care")
    expect(kiosk.page.locator(".reading")).to_be_hidden()
    kiosk.press("care")
    kiosk.press("reach")
    kiosk.choose_theme("T02")

    tops = kiosk.page.evaluate(_TOUCHABLE)
    assert len(tops) > 5
    assert min(tops) > PORTRAIT["height"] * 0.42
    assert kiosk.page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0

    kiosk.press("exit")
    kiosk.press("wipe")
    expect(kiosk.page.locator(".hero")).to_be_visible()
    expect(kiosk.page.locator(".low")).to_have_count(0)
