"""By touch from welcome to receipt in every theme: `make walk`; it takes a while, one does not."""

import pytest
from playwright.sync_api import expect

from core.catalogue.packages import read_package
from tests.browser.driving import PAPER, PORTRAIT, KioskDriver
from tests.conftest import SHIPPED
from tests.fakes import FakeKiosk
from tests.filling import values_for

pytestmark = pytest.mark.browser

CATALOGUE = read_package(SHIPPED).catalogue
WITH_EVERY_TEST = "T08"
CODES = [
    pytest.param(code, marks=[pytest.mark.walk] if code != WITH_EVERY_TEST else [])
    for code in sorted(CATALOGUE.themes)
]


@pytest.fixture
def kiosk(chromium, kiosk_url):
    context = chromium.new_context(viewport=PORTRAIT, has_touch=True, locale="zh-CN")
    context.set_default_timeout(30_000)
    yield KioskDriver(context.new_page(), kiosk_url)
    context.close()


@pytest.mark.parametrize("code", CODES)
def test_every_theme_is_walked_from_welcome_to_receipt(kiosk, code):
    answers = CATALOGUE.themes[code].typical_answers
    form = FakeKiosk(CATALOGUE).service.filling.form(code, 1, answers)
    values = values_for(form, CATALOGUE)

    kiosk.choose_theme(code)
    kiosk.answer_all(answers)
    kiosk.go_on()
    kiosk.fill_form(form, values)
    for paper in form.materials:
        expect(kiosk.page.locator("h1").last).to_have_text(paper.name)
        kiosk.give_file(PAPER)
        kiosk.go_on()
    number = kiosk.hand_in()

    kiosk.go_on()
    expect(kiosk.page.locator(".hero")).to_be_visible()
    assert number not in kiosk.page.content()
