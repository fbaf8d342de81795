"""An officer at the screen: accepts, pauses, resumes, grants; the next matter flows by itself."""

from datetime import timedelta

import pytest

from adapters.system import now
from core.review.states import MatterState
from core.staff.models import OPERATOR, Role
from core.training.scenarios import read_scenario
from core.working_days import day_of
from tests.browser.designing import DESK, DesignerDriver
from tests.browser.looking import violations
from tests.browser.serving import served
from tests.seating import HEALTH
from tests.services.applications import application_of
from tests.services.conftest import ASSETS
from tests.staffing import PASSWORD, open_office

pytestmark = pytest.mark.browser


@pytest.fixture
def office(tmp_path):
    opened = open_office(tmp_path)
    opened.clock.now = now()
    opened.staff.accounts.add(
        OPERATOR,
        "registry",
        "市监部门人员甲",
        roles=[Role.DEPARTMENT],
        password=PASSWORD,
        department="SCJG",
    )
    return opened


@pytest.fixture
def case(office):
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    return office.kiosk.handing_in.submit(application_of(person, office.kiosk, "a visit"))


@pytest.fixture
def desk(case, tmp_path, chromium):
    with served("designer_app.py", tmp_path, letters=15) as address:
        context = chromium.new_context(viewport=DESK, locale="zh-CN")
        driver = DesignerDriver(context.new_page(), address)
        driver.log_in("registry")
        yield driver
        context.close()


def expect_words(desk, words):
    """Wait until the page says so: on a busy machine it is drawn later than a press is taken."""
    desk.page.get_by_text(words).first.wait_for(timeout=20_000)


def say(desk, label, words):
    desk.page.get_by_role("dialog").get_by_label(label, exact=False).first.fill(words)
    desk.page.keyboard.press("Tab")
    desk.settle()


def test_from_the_list_to_the_decision_and_on_to_the_next_office(office, case, desk):
    assert desk.title() == "我的办件"
    assert case.number in desk.text()
    assert violations(desk.page) == []

    for key in ("/", *case.number):
        desk.page.keyboard.press(key)
    desk.settle()
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "Enter"):
        desk.page.keyboard.press(key)
    desk.page.get_by_text("已记入日志").wait_for()
    desk.settle()
    assert violations(desk.page) == []
    desk.press_key("act_accepted")
    desk.press_key("act_go")
    expect_words(desk, "已受理，开始计时")

    desk.press_key("act_paused")
    desk.page.get_by_role("dialog").get_by_label("法定事由", exact=False).first.click()
    desk.page.get_by_role("option", name="听证").click()
    desk.settle()
    until = day_of(now()) + timedelta(days=3)
    desk.page.get_by_role("dialog").get_by_label("停到哪天", exact=False).first.click()
    desk.page.keyboard.type(f"{until:%Y%m%d}")
    desk.page.keyboard.press("Tab")
    desk.settle()
    say(desk, "告知申请人的话", "听证要三天")
    desk.press_key("act_go")
    expect_words(desk, "已暂停计时")
    assert desk.page.locator(".mine b", has_text="暂停").count() == 1
    desk.page.reload()
    desk.page.get_by_text("已记入日志").wait_for()
    desk.settle()
    desk.press_key("act_resumed")

    desk.press_key("act_granted")
    assert violations(desk.page) == []
    say(desk, "的编号", "92441202MA0000001X")
    desk.press_key("act_go")

    expect_words(desk, "已准予")
    task = office.as_(HEALTH).office.reviewing.task(case.number, "WJ-01")
    assert task.review.state is MatterState.RECEIVED
    assert "营业执照" in "".join(task.passed_on)
