"""The kiosk in Chromium: what only a browser can show."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from core.catalogue.packages import read_package
from tests.browser.driving import LANDSCAPE, PAPER, PORTRAIT, KioskDriver
from tests.conftest import SHIPPED
from tests.fakes import FakeKiosk
from tests.filling import values_for

pytestmark = pytest.mark.browser

HAIR_SALON = "T02"

SMALLEST_TARGET = 56
GOLD = "rgb(245, 184, 46)"
_RING = """() => {
  const focused = document.activeElement;
  const ringed = focused.closest('[data-testid=stTextInputRootElement]') ?? focused;
  return getComputedStyle(ringed).outline;
}"""
_SMALL_TARGETS = """smallest => [
    ...document.querySelectorAll('button, [role=radiogroup] > div, label:has(input)')]
  .map(element => [element, element.getBoundingClientRect()])
  .filter(([element, box]) => box.width && element.checkVisibility({visibilityProperty: true})
    && !element.closest('[data-testid=stSkipToContent], [role=radiogroup] > div > *')
    && (box.height < smallest || box.width < smallest))
  .map(([element, box]) =>
    `${element.innerText || element.outerHTML.slice(0, 90)}: ${box.width} x ${box.height}`)"""
_AT_TOP = "() => document.querySelector('[data-testid=stMain]').scrollTop === 0"
_BARS_IN_PLACE = """() => {
  const [top, bottom] = ['topbar', 'actionbar'].map(
    name => document.querySelector('.st-key-' + name)?.getBoundingClientRect());
  return top?.top === 0 && Math.abs(bottom?.bottom - window.innerHeight) <= 1;
}"""
_OVERFLOW = "() => document.documentElement.scrollWidth - window.innerWidth"
_WIDE_PARTS = """() => [...document.querySelectorAll('[data-testid=stMain] *')]
  .filter(e => e.checkVisibility() && e.getBoundingClientRect().right > window.innerWidth + 1
    && getComputedStyle(e).position !== 'fixed' && !e.closest('.st-key-ready'))
  .map(e => e.outerHTML.slice(0, 80))"""


@pytest.fixture(scope="module")
def shipped():
    return read_package(SHIPPED).catalogue


@pytest.fixture(scope="module")
def answers(shipped):
    return shipped.themes[HAIR_SALON].typical_answers


@pytest.fixture(scope="module")
def form(shipped, answers):
    return FakeKiosk(shipped).service.filling.form(HAIR_SALON, 1, answers)


@pytest.fixture(scope="module")
def values(form, shipped):
    return values_for(form, shipped)


@pytest.fixture(params=[PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def kiosk(chromium, kiosk_url, request):
    context = chromium.new_context(viewport=request.param, has_touch=True, locale="zh-CN")
    context.set_default_timeout(20_000)
    yield KioskDriver(context.new_page(), kiosk_url)
    context.close()


def expect_fitting(kiosk):
    """Nothing sticks out sideways, and a finger finds everything."""
    assert kiosk.page.evaluate(_OVERFLOW) <= 0
    assert kiosk.page.evaluate(_WIDE_PARTS) == []
    assert kiosk.page.evaluate(_SMALL_TARGETS, SMALLEST_TARGET) == []


def expect_refused_in_words(kiosk):
    """What is too large to be sent at all is told, alone and beside a file that is taken."""
    film = {"name": "film.mp4", "mimeType": "video/mp4", "buffer": bytes(21_000_000)}
    kiosk.page.locator("input[type=file]").set_input_files(film)
    expect(kiosk.page.locator(".err")).to_contain_text("film.mp4")
    kiosk.settle()
    kiosk.page.locator("input[type=file]").set_input_files([film, PAPER])
    kiosk.at("got_0").wait_for()
    expect(kiosk.page.locator(".err")).to_contain_text("film.mp4")
    expect_fitting(kiosk)
    kiosk.press("drop.0")


def test_a_visit_from_welcome_to_receipt_fits_on_every_page(kiosk, answers, form, values):
    expect_fitting(kiosk)
    kiosk.choose_theme(HAIR_SALON)
    expect_fitting(kiosk)
    kiosk.answer_all(answers)
    expect_fitting(kiosk)
    kiosk.go_on()
    kiosk.fill_form(form, values, look=lambda: expect_fitting(kiosk))
    expect_refused_in_words(kiosk)
    for _ in form.materials:
        kiosk.give_file(PAPER)
        assert kiosk.page.locator("[role=alert]").all_inner_texts() == []
        expect_fitting(kiosk)
        kiosk.go_on()
    expect_fitting(kiosk)
    kiosk.go_on()
    expect_fitting(kiosk)
    kiosk.sign_all()
    kiosk.page.locator(".paper").wait_for()
    kiosk.settle()
    expect_fitting(kiosk)

    number = kiosk.page.locator(".caseno").inner_text()
    assert kiosk.at("download").count() == 0, "the machine is shared"
    assert number in kiosk.print_paper()

    kiosk.go_on()
    assert kiosk.page.locator("iframe.paper_to_print").count() == 0
    assert kiosk.page.locator(".hero").count() == 1
    assert number not in kiosk.page.content()


def test_care_mode_is_larger_and_loses_nothing_that_was_typed(kiosk, answers, form, values):
    kiosk.choose_theme(HAIR_SALON)
    kiosk.answer_all(answers)
    kiosk.go_on()
    kiosk.fill_page(form, values)

    kiosk.press("care")
    kiosk.press("language_en")

    size = kiosk.page.evaluate("() => getComputedStyle(document.documentElement).fontSize")
    assert size == "31px"
    expect_fitting(kiosk)
    typed = [
        field.input_value()
        for field in kiosk.page.locator("form input, [data-testid=stForm] input").all()
    ]
    assert values["per.name@principal"] in typed


def test_the_language_is_reported_to_screen_readers(kiosk):
    expect(kiosk.page.locator("html")).to_have_attribute("lang", "zh-CN")

    kiosk.press("language_en")

    assert kiosk.page.locator("html").get_attribute("lang") == "en"


def test_every_new_page_begins_at_its_top_with_the_bars_in_place(kiosk, answers):
    kiosk.choose_theme(HAIR_SALON)
    kiosk.answer_all(answers)
    kiosk.page.mouse.move(500, 500)
    kiosk.page.mouse.wheel(0, 9999)  # as a person: a page still coming may be moved to its top
    kiosk.page.wait_for_function(_BARS_IN_PLACE)
    kiosk.go_on()

    kiosk.page.wait_for_function(_AT_TOP)
    kiosk.page.wait_for_function(_BARS_IN_PLACE)


def test_what_has_the_focus_is_ringed(kiosk):
    styles = []
    for _ in range(8):
        kiosk.page.keyboard.press("Tab")
        styles.append(kiosk.page.evaluate(_RING))

    assert [style for style in styles if GOLD not in style] == []


def test_nothing_is_asked_from_outside_the_house(chromium, kiosk_url):
    context = chromium.new_context(viewport=PORTRAIT, has_touch=True, locale="zh-CN")
    asked = []
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    KioskDriver(page, kiosk_url).choose_theme(HAIR_SALON)
    context.close()

    hosts = {urlsplit(url).hostname for url in asked if url.startswith("http")}
    assert hosts == {"127.0.0.1"}
