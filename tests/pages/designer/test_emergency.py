"""Forms for an outage on the page: printed, begun, voided, each seen in the list."""

from datetime import time, timedelta

import pytest

from core.working_days import ZONE
from tests.pages.designer.screens import Screen


class UnreadPrinter:
    def print_paper(self, content):
        self.content = content
        return b"%PDF"


@pytest.fixture
def printed(office, monkeypatch):
    """Print two forms, and let an hour go by."""
    printer = UnreadPrinter()
    monkeypatch.setattr(office.papers, "_printer", printer)
    office.policy.papers.print_forms("T02", 2)
    office.clock.wait(hours=1)
    return [blank.number for blank in printer.content.blanks]


def test_the_window_begins_to_enter_a_form_and_is_told_how_it_goes_on(office, printed):
    screen = Screen(office)
    screen.log_in("window")
    screen.visit("emergency")
    received = (office.clock.now - timedelta(minutes=5)).astimezone(ZONE)
    screen.app.date_input(key="emergency_day_0").set_value(received.date())
    screen.app.time_input(key="emergency_time_0").set_value(time(received.hour, received.minute))
    screen.app.text_input(key="emergency_number_0").input(printed[0].lower())
    screen.press("emergency_begin")
    assert any("收件人" in alert for alert in screen.alerts)

    screen.app.text_input(key="emergency_by_0").input("窗口人员乙")
    screen.app.text_input(key="emergency_why_0").input("停电")
    screen.press("emergency_begin")

    assert "接着上次办" in screen.html
    assert "六位密码" in screen.html
    assert "正在补录" in screen.html


def test_a_lost_form_is_voided_with_its_reason_in_the_list(office, printed):
    screen = Screen(office)
    screen.log_in("policy")
    screen.visit("emergency")
    assert all(number in screen.html for number in printed)
    assert "补录一份" not in screen.html

    screen.app.selectbox(key="emergency_lost_0").set_value(printed[1])
    screen.app.text_input(key="emergency_reason_0").input("雨水泡坏了")
    screen.press("emergency_void_go")

    assert "雨水泡坏了" in screen.html
    assert "已作废" in screen.html
