"""Whoever does not know an answer is led to it in Chromium, on the kiosk and on a telephone."""

import pytest
from playwright.sync_api import expect

from tests.browser.driving import KioskDriver
from tests.browser.looking import english, violations

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
ASKED = "premises_tenure"


@pytest.fixture
def kiosk(kiosk_page, kiosk_url):
    return KioskDriver(kiosk_page, kiosk_url)


def test_two_simpler_questions_lead_to_an_answer_that_no_second_tap_gives(kiosk, catalogue):
    answers = catalogue.themes["T02"].typical_answers
    kiosk.choose_theme("T02")
    while (question := kiosk.question()) != ASKED:
        kiosk.answer(question, answers[question])
        kiosk.page.wait_for_function(
            "code => !document.querySelector('.st-key-answer-' + code)", arg=question
        )
    assert violations(kiosk.page) == []

    # Two quick taps where the answers end: the help is opened, and nothing is said in it.
    box = kiosk.at(f"unsure.{ASKED}").locator("button").bounding_box()
    for _ in range(2):
        kiosk.page.touchscreen.tap(box["x"] + 80, box["y"] + 40)
        kiosk.page.wait_for_timeout(120)
    kiosk.at("simpler.0").wait_for()
    kiosk.settle()
    assert kiosk.page.locator("[class*=st-key-simpler] button[kind=primary]").count() == 0

    for place, said in enumerate(("no", "yes")):
        kiosk.press(f"simpler.{ASKED}.{place}.{said}")
    expect(kiosk.page.locator(".so")).to_contain_text("租的（租赁）")
    expect(kiosk.page.locator(".items")).to_contain_text("房屋租赁合同")
    assert violations(kiosk.page) + english(kiosk.page) == []
    kiosk.page.set_viewport_size(PHONE)
    kiosk.settle()
    assert kiosk.page.evaluate("() => document.documentElement.scrollWidth") == PHONE["width"]

    kiosk.press("main")

    expect(kiosk.at(f"change.{ASKED}")).to_contain_text("租的")
