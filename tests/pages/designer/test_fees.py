"""Fees and taxes on the pages: the office says how much, the window takes it."""

from decimal import Decimal

import pytest

from core.fees.payments import Payment, PaymentPart, differing
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


def test_the_window_settles_a_payment_of_another_sum(office, case):
    at = office.clock()
    with office.transaction() as stores:
        part = PaymentPart("ZRZY-01", "不动产登记费", Decimal("80.00"))
        payment = Payment(f"{case.number}-1", case.number, (part,), at)
        stores.payments.add(differing(payment, Decimal("160.00"), at))
    screen = Screen(office)
    screen.log_in("window")
    screen.visit("fees")
    screen.app.text_input(key="fees_search").input(case.number).run()
    assert "应收 80.00 元，实际到账 160.00 元" in screen.html

    screen.press(f"fees_settle_{payment.key}")
    assert any("金额为什么不一致" in alert for alert in screen.alerts)
    screen.app.text_input(key=f"fees_settle_ticket_{payment.key}").input("粤财 0012345")
    screen.app.text_input(key=f"fees_reason_{payment.key}").input("扫了两次")
    screen.press(f"fees_settle_{payment.key}")

    assert "已处理金额不一致的付款" in screen.html
    labels = [button.label for button in screen.app.button]
    assert any(label.startswith("打印退款凭证") for label in labels)
