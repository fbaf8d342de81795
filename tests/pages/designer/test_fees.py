"""Fees and taxes on the pages: the office says how much, the window takes it."""

import pytest

from core.fees.statements import Assessing
from tests.pages.designer.screens import Screen
from tests.pages.designer.test_office import Desk
from tests.seating import TAX
from tests.services.home_cases import home_case


@pytest.fixture
def case(office):
    return home_case(office)


def test_the_window_takes_everything_that_is_due_at_once(office, case):
    tax = office.as_(TAX).fees.charging
    tax.assess(case.number, "SW-04", Assessing("32000", "契税法第三条"))
    screen = Screen(office)
    screen.log_in("window")
    screen.visit("fees")
    screen.app.text_input(key="fees_search").input(case.number).run()

    assert "还有 3 项等部门核定金额" in screen.html
    screen.press("fees_take")
    assert any("票据号" in alert for alert in screen.alerts)
    screen.app.text_input(key=f"fees_ticket_{case.number}").input("粤财 0012345")
    screen.press("fees_take")

    assert "已记下收款 32080.00 元" in screen.html
    labels = [button.label for button in screen.app.button]
    assert "fees_take" not in {button.key for button in screen.app.button}
    assert "打印凭证：契税 · 契税申报（存量房）" in labels


def test_an_office_assesses_its_tax_on_the_page_of_the_case(office, case):
    desk = Desk(office, TAX, case=case.number, matter="SW-04")
    assert "契税 还没核定" in desk.html

    desk.app.text_input(key="charge_amount").input("三万")
    desk.press("charge_say")
    assert "还没核定" in desk.html
    desk.app.text_input(key="charge_amount").input("32,000")
    desk.press("charge_say")

    assert "契税 32000.00 元" in desk.html


def test_an_office_waives_by_law_alone(office, case):
    desk = Desk(office, TAX, case=case.number, matter="SW-05")
    desk.app.button_group(key="charge_way_SW-05").set_value("waive")
    desk.run().press("charge_say")
    assert "待核定" in desk.html

    desk.app.text_area(key="charge_waive_basis").input("财税〔2016〕36号附件3")
    desk.press("charge_say")

    assert "免收" in desk.html


def test_a_number_that_is_none_is_told(office):
    screen = Screen(office)
    screen.log_in("window")
    screen.visit("fees")

    screen.app.text_input(key="fees_search").input("261124-ACDE-0000").run()

    assert screen.alerts
