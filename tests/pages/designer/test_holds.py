"""Supervisors keep cases beyond their period, and let go of them again."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from core.services.officers import HoldGround
from core.staff.models import OPERATOR
from core.training.scenarios import read_scenario
from core.working_days import day_of
from tests.pages.designer.screens import Screen
from tests.seating import POLICY, SUPERVISOR, WINDOW, let_in
from tests.services.applications import application_of
from tests.services.conftest import ASSETS


@pytest.fixture
def case(office):
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    return office.kiosk.handing_in.submit(application_of(person, office.kiosk, "a visit"))


def script(holds, session):
    from pages.designer import holds as shown  # noqa: PLC0415 -- AppTest ships source
    from pages.designer.workspace import current_workspace  # noqa: PLC0415

    current_workspace().session = session
    shown.page(holds)


class HoldScreen:
    """The page of whoever supervises."""

    def __init__(self, office, member):
        given = (office.holds, let_in(office.transaction, member))
        self.app = AppTest.from_function(script, args=given, default_timeout=60).run()

    def press(self, key):
        self.app.button(key=key).click().run()
        assert not self.app.exception

    @property
    def html(self):
        return "".join(element.proto.body for element in self.app.get("html"))


@pytest.fixture
def screen(office):
    return HoldScreen(office, SUPERVISOR)


def test_a_case_is_held_listed_and_let_go_of_again(office, case, screen):
    assert "现在没有暂缓清除的办件" in screen.html
    day = day_of(office.clock()) + timedelta(days=30)

    screen.app.text_input(key="hold_case_0").input(case.number.lower())
    screen.app.selectbox(key="hold_ground_0").set_value(HoldGround.LAWSUIT)
    screen.app.text_input(key="hold_ref_0").input("（2026）粤12行初345号")
    screen.app.date_input(key="hold_day_0").set_value(day)
    screen.press("hold_go")

    for words in (
        case.number,
        "行政诉讼",
        "（2026）粤12行初345号",
        day.isoformat(),
        SUPERVISOR.display_name,
    ):
        assert words in screen.html
    assert "请复核" not in screen.html
    with office.transaction() as stores:
        entry = stores.cases.get(case.number).history[-1]
    assert (entry.action, entry.actor) == ("hold_placed", SUPERVISOR.username)

    office.clock.now += timedelta(days=31)
    screen.app.run()
    assert "请复核" in screen.html
    screen.app.text_input(key=f"lift_ref_{case.number}").input("终审判决 7 号")
    screen.press(f"lift_go_{case.number}")

    assert "已解除暂缓清除" in screen.html
    assert "现在没有暂缓清除的办件" in screen.html


@pytest.mark.parametrize(
    ("number", "reference", "days"),
    [
        ("261124-AAAA-AAAA", "复议 1 号", 1),
        ("", "441202198803160028", 1),
        ("", "复议 1 号", -1),
        ("", "  ", 1),
    ],
)
def test_what_cannot_be_held_is_reported_and_nothing_is_written(
    office, case, screen, number, reference, days
):
    screen.app.text_input(key="hold_case_0").input(number or case.number)
    screen.app.selectbox(key="hold_ground_0").set_value(HoldGround.REVIEW)
    screen.app.text_input(key="hold_ref_0").input(reference)
    screen.app.date_input(key="hold_day_0").set_value(day_of(office.clock()) + timedelta(days=days))
    screen.press("hold_go")

    assert 'role="alert"' in screen.html
    assert "现在没有暂缓清除的办件" in screen.html


def test_a_hold_without_a_ground_is_asked_for_one(case, screen):
    screen.app.text_input(key="hold_case_0").input(case.number)
    screen.press("hold_go")

    assert "选择事由" in screen.html


def test_what_the_operator_holds_stands_there_too(office, case, screen):
    office.holds.place(OPERATOR, case.number, HoldGround.EVIDENCE, "函 9 号")

    screen.app.run()

    assert "函 9 号" in screen.html
    assert "系统管理员（命令行）" in screen.html
    assert "不提醒" in screen.html


@pytest.mark.parametrize("member", [POLICY, WINDOW])
def test_nobody_else_sees_what_is_held(office, member):
    assert "您的角色做不了这件事" in HoldScreen(office, member).html


def test_supervisors_are_led_there(screen, office):
    inside = Screen(office)
    inside.log_in("watch")

    assert any("holds" in link.proto.page for link in inside.app.get("page_link"))
