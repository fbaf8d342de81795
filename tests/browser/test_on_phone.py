"""The form goes to a phone and comes back: both screens in step, and nothing lost between them."""

import os
import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.driving import PORTRAIT, KioskDriver
from tests.browser.kept import go_on_with

pytestmark = pytest.mark.browser

THEME = "T07"
PHONE = {"width": 390, "height": 844}
SHOTS = os.environ.get("SHOTS")


@pytest.fixture
def open_page(chromium):
    contexts = []

    def open_page(size):
        context = chromium.new_context(viewport=size, has_touch=True, locale="zh-CN")
        context.set_default_timeout(20_000)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


def shoot(page, name):
    if SHOTS:
        page.screenshot(path=str(Path(SHOTS) / f"{name}.png"))


def read_code(kiosk):
    """Read the link from the screen, as a phone's camera does."""
    picture = kiosk.page.locator("img.square").screenshot()
    command = ["zbarimg", "--quiet", "--raw", "-"]
    read = subprocess.run(command, input=picture, capture_output=True, check=True)
    return re.search(r"form=\w+", read.stdout.decode())[0]


def wide(page):
    return page.evaluate("() => document.documentElement.scrollWidth - innerWidth")


def test_the_form_goes_to_the_phone_and_what_was_typed_there_comes_back(
    kiosk_url, kiosk_folder, open_page, shipped
):
    kiosk = KioskDriver(open_page(PORTRAIT), kiosk_url)
    go_on_with(kiosk, kiosk_folder, THEME, shipped.themes[THEME].typical_answers, step="guide")
    kiosk.go_on()
    while not kiosk.at("lend").count():
        kiosk.go_on()
    kiosk.at("lend").locator("button").tap()  # from now on the kiosk looks every second
    kiosk.page.locator("img.square").wait_for()
    shoot(kiosk.page, "lent_code")
    link = read_code(kiosk)

    phone = open_page(PHONE)
    phone.goto(f"{kiosk_url}/phone?{link}")
    box = phone.locator("[data-testid=stForm] input[type=text]").first
    box.wait_for()
    expect(kiosk.page.locator("h1").last).to_contain_text("手机正在填", timeout=20_000)
    box.fill("林秋月")
    phone.locator(".st-key-main button").tap()
    expect(kiosk.page.locator(".why").last).to_contain_text("刚填好", timeout=20_000)
    shoot(kiosk.page, "lent_filling")
    shoot(phone, "lent_phone")
    assert wide(phone) <= 0
    assert "林秋月" not in kiosk.page.content()

    kiosk.at("main").locator("button").tap()
    expect(
        kiosk.page.locator("[data-testid=stForm]").locator("input[type=text]").first
    ).to_have_value("林秋月")
    expect(phone.locator("h1").last).to_contain_text("不在手机上了", timeout=20_000)
    shoot(phone, "lent_gone")
    assert "林秋月" not in phone.content()
