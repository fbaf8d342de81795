"""An officer asks once at the designer; the applicant puts it right at the kiosk, by touch."""

import pytest

from adapters.system import now
from core.training.scenarios import read_scenario
from tests.browser.designing import DESK, DesignerDriver
from tests.browser.driving import PAPER, KioskDriver
from tests.browser.looking import english, violations
from tests.services.applications import application_of
from tests.services.conftest import ASSETS

pytestmark = pytest.mark.browser

WIDER = "() => document.documentElement.scrollWidth - window.innerWidth"


@pytest.fixture
def case(office, monkeypatch):
    monkeypatch.setattr(office.clock, "now", now())
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    return office.kiosk.handing_in.submit(application_of(person, office.kiosk, "to correct"))


@pytest.fixture
def officer(case, designer_url, chromium):
    context = chromium.new_context(viewport=DESK, locale="zh-CN", accept_downloads=True)
    driver = DesignerDriver(context.new_page(), designer_url)
    driver.log_in("health")
    driver.open("cases")
    yield driver
    context.close()


@pytest.fixture
def citizen(case, office_kiosk_url, kiosk_page):
    return KioskDriver(kiosk_page, office_kiosk_url)


def ask_for(officer, case, places):
    officer.press(f"打开 {case.number[-4:]}")
    officer.press("一次告知补正")
    for place in places:
        officer.page.get_by_role("combobox", name="哪些要补正").press_sequentially(place)
        officer.page.get_by_role("option", name=place).first.click()
        officer.settle()
    officer.page.keyboard.press("Escape")
    for place, box in zip(places, officer.page.get_by_label("错在哪里").all(), strict=True):
        box.fill(f"{place}看不清")
    for box in officer.page.get_by_label("怎样改").all():
        box.fill("请重新提供")
    officer.press("发出告知")
    officer.press("核对无误，发出")


def look_up(citizen, case):
    citizen.press("track")
    citizen.page.get_by_label("编号", exact=False).fill(case.number)
    four = case.application.values["per.id_no@principal"][-4:]
    citizen.page.get_by_label("后四位", exact=False).fill(four)
    citizen.go_on()


def test_asked_once_and_put_right_by_touch(officer, citizen, case):
    entry, paper = "卫生管理员姓名", "身份证"
    ask_for(officer, case, [entry, paper])
    officer.page.get_by_text("等申请人补正").first.wait_for()

    look_up(citizen, case)
    assert citizen.page.evaluate(WIDER) <= 0
    assert citizen.page.locator(".notice").count() == len((entry, paper))
    assert violations(citizen.page) + english(citizen.page) == []
    citizen.page.get_by_label(entry, exact=False).first.fill("林秋")
    citizen.press("send.0")
    citizen.page.locator("input[type=file]").first.set_input_files(PAPER)
    citizen.page.locator(".notice .tag.ok").nth(1).wait_for()
    assert citizen.page.locator(".notice .tag.ok").count() == len((entry, paper))

    officer.page.reload()
    officer.page.locator("h1").first.wait_for()
    officer.settle()
    officer.press(f"打开 {case.number[-4:]}")
    assert "林秋" in officer.page.locator(".notice").inner_text()
    with officer.page.expect_download() as download:
        officer.page.get_by_role("button", name="文件1").last.click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
