"""What is owed comes later by phone and by camera, each with its day, and is owed no more."""

import re
import subprocess

import pytest
from playwright.sync_api import expect

from adapters.system import now
from core.training.scenarios import read_scenario
from tests.browser.driving import PAPER, KioskDriver
from tests.services.applications import application_of
from tests.services.conftest import ASSETS

pytestmark = pytest.mark.browser

DAY = re.compile(r"最晚 \d+ 月 \d+ 日补交")


@pytest.fixture
def case(office, monkeypatch):
    """A case in which three papers were promised for later."""
    monkeypatch.setattr(office.clock, "now", now())
    person = read_scenario(ASSETS / "scenarios" / "S01.yaml")
    return office.kiosk.handing_in.submit(application_of(person, office.kiosk, "to give"))


@pytest.fixture
def kiosk(case, kiosk_page, office_kiosk_url):
    return KioskDriver(kiosk_page, office_kiosk_url)


def token_on(kiosk):
    """Read the link from the screen, as a phone's camera does."""
    picture = kiosk.page.locator("img.square").screenshot()
    command = ["zbarimg", "--quiet", "--raw", "-"]
    read = subprocess.run(command, input=picture, capture_output=True, check=True)
    return re.search(r"token=(\w+)", read.stdout.decode())[1]


def test_what_is_owed_comes_by_phone_and_by_camera(kiosk, case):
    kiosk.press("track")
    kiosk.page.get_by_label("编号", exact=False).fill(case.number)
    four = case.application.values["per.id_no@principal"][-4:]
    kiosk.page.get_by_label("后四位", exact=False).fill(four)
    kiosk.go_on()
    devices = kiosk.page.locator("[class*=st-key-devices_owed]")
    number = len(case.application.deferred)
    expect(devices).to_have_count(number)
    sections = kiosk.page.locator("section.sec:has(.src)")
    expect(sections.filter(has_text=DAY)).to_have_count(number)  # one day for each

    kiosk.press("phone_owed.0")
    phone = kiosk.page.context.new_page()
    phone.set_viewport_size({"width": 390, "height": 844})
    phone.goto(f"{kiosk.page.url.split('/?')[0].rstrip('/')}/phone?token={token_on(kiosk)}")
    phone.locator("input[type=file]").set_input_files(PAPER)
    expect(phone.locator(".done")).to_be_visible()
    expect(devices).to_have_count(number - 1)

    kiosk.press("camera_owed.0")
    kiosk.release_camera("use")
    kiosk.press("use")
    expect(devices).to_have_count(number - 2)
