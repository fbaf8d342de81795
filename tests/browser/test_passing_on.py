"""Passing a visit on in Chromium: to a phone beside the kiosk, and to another day."""

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from core.catalogue.packages import read_package
from tests.browser.driving import PAPER, PORTRAIT, KioskDriver
from tests.browser.kept import go_on_with
from tests.browser.serving import served
from tests.conftest import SHIPPED
from tests.databases import filled_database
from tests.fakes import FakeKiosk
from tests.filling import values_for

pytestmark = pytest.mark.browser

HAIR_SALON = "T02"
IDLE_SECONDS = 300
PHONE = {"width": 390, "height": 844}
WARNING = "[data-idle=alertdialog]"
_STORED = """async () => JSON.stringify([
  {...localStorage}, {...sessionStorage}, document.cookie, await indexedDB.databases(),
  await caches.keys(), location.href, history.length])"""


@pytest.fixture(scope="module")
def shipped():
    return read_package(SHIPPED).catalogue


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A kiosk of its own, and the folder that everything it keeps is in."""
    folder = tmp_path_factory.mktemp("passing")
    filled_database("sqlite", folder)
    settings = {"DONE_ONCE_IDLE_SECONDS": str(IDLE_SECONDS)}
    with served("kiosk_app.py", folder, more=settings) as url:
        yield url, folder


@pytest.fixture
def browser_page(chromium):
    contexts = []

    def open_page(size):
        context = chromium.new_context(viewport=size, has_touch=True, locale="zh-CN")
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        page.clock.install()
        return page

    yield open_page
    for context in contexts:
        context.close()


def at_papers(page, house, shipped):
    url, folder = house
    kiosk = KioskDriver(page, url)
    answers = shipped.themes[HAIR_SALON].typical_answers
    form = FakeKiosk(shipped).service.filling.form(HAIR_SALON, 1, answers)
    values = values_for(form, shipped)
    go_on_with(kiosk, folder, HAIR_SALON, answers, step="materials", values=values)
    expect(kiosk.page.locator("h1").last).to_have_text(form.materials[0].name)
    return kiosk, values


def test_a_paper_comes_from_a_phone_and_the_visit_goes_on_another_day(house, browser_page, shipped):
    url, folder = house
    kiosk, values = at_papers(browser_page(PORTRAIT), house, shipped)

    kiosk.press("phone")
    expect(kiosk.page.locator("figcaption").last).to_contain_text("它指向这台机器自己")
    token = _token(kiosk)
    phone = browser_page(PHONE)
    phone.goto(f"{url}/phone?token={token}")
    pass_time(kiosk, IDLE_SECONDS - 10)
    expect(kiosk.page.locator(WARNING)).to_be_visible()
    phone.locator("input[type=file]").set_input_files({**PAPER, "name": "我的平面图.pdf"})
    expect(phone.locator(".done")).to_be_visible()
    assert phone.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0

    expect(kiosk.page.locator("[class*=st-key-got_]")).to_contain_text("我的平面图.pdf")
    expect(kiosk.page.locator(WARNING)).to_be_hidden()

    kiosk.press("exit")
    kiosk.press("later")
    number, code = kiosk.page.locator("dd.caseno").all_inner_texts()
    kiosk.go_on()
    assert kiosk.page.locator(".hero").count() == 1
    expect(phone.locator("[role=alert]")).to_contain_text("大厅那台机器不再等这部手机")

    other = KioskDriver(browser_page(PORTRAIT), url)
    other.press("resume")
    other.at("slip_number").locator("input").fill(number)
    other.at("slip_code").locator("input").fill(f"{(int(code) + 1) % 10**6:06d}")
    other.go_on()
    expect(other.page.locator("[role=alert]")).to_contain_text("还可以试 2 次")
    other.at("slip_code").locator("input").fill(code)
    other.go_on()
    expect(other.page.locator("[class*=st-key-got_]")).to_contain_text("我的平面图.pdf")
    other.go_back()
    mobile = next(value for key, value in values.items() if key.startswith("per.mobile"))
    for _ in range(9):
        if mobile in [
            box.input_value() for box in other.page.locator("[data-testid=stForm] input").all()
        ]:
            break
        other.go_back()
    else:
        pytest.fail("what was typed before is not there")

    for personal in (mobile, number, code, token):
        assert personal not in kiosk.page.evaluate(_STORED)
        assert personal not in (folder / "app.log").read_text("utf-8")
        assert personal.encode() not in _database(folder)


def test_a_call_for_help_is_reported_and_stays_quiet(house, browser_page):
    url, _ = house
    kiosk = KioskDriver(browser_page(PORTRAIT), url)
    kiosk.choose_theme(HAIR_SALON)
    kiosk.press("help")
    kiosk.press("call")
    expect(kiosk.page.get_by_role("dialog")).to_contain_text("已经通知工作人员")
    kiosk.press("go_on")
    expect(kiosk.page.get_by_role("dialog")).to_have_count(0)
    pass_time(kiosk, IDLE_SECONDS + 10)
    kiosk.settle()
    expect(kiosk.page.locator(WARNING)).to_be_hidden()
    pass_time(kiosk, IDLE_SECONDS - 20)
    expect(kiosk.page.locator(WARNING)).to_be_visible()


def pass_time(kiosk, seconds):
    """Let the browser's clock go on, with nobody touching the screen."""
    kiosk.page.clock.fast_forward(seconds * 1000)


def _token(kiosk):
    """Read the link from the screen, as a phone's camera does."""
    picture = kiosk.page.locator("img.square").screenshot()
    command = ["zbarimg", "--quiet", "--raw", "-"]
    read = subprocess.run(command, input=picture, capture_output=True, check=True)
    return re.search(r"token=(\w+)", read.stdout.decode())[1]


def _database(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.glob("*.db*"))
