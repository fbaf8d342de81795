"""What a home costs is assessed, waived, paid once, and nothing is issued before."""

from decimal import Decimal

import pytest

from core.cases.models import CaseStatus
from core.errors import (
    CaseNotFoundError,
    ChargeStepError,
    NothingDueError,
    NotPermittedError,
    StatementIncompleteError,
    StepHinderedError,
)
from core.fees.charges import ChargeState
from core.fees.statements import Assessing, Waiving
from core.fees.taking import CashierTicket
from core.services.citizens import Credentials
from core.services.officers.list_tasks import TaskSearch
from tests.papers import text_of
from tests.seating import REGISTRY, TAX, WINDOW
from tests.services.conftest import staffed
from tests.services.home_cases import BUYER_NUMBER, REGISTRAR, grant, home_case, take_step
from tests.services.racing import all_at_once, kinds_of

TICKET = CashierTicket("0012345")
NOTHING_OWED = Waiving("财税字〔1994〕20号")


@pytest.fixture(scope="module")
def hall(kind, tmp_path_factory):
    with staffed(kind, tmp_path_factory.mktemp("hall")) as office:
        yield office


@pytest.fixture
def case(hall):
    return home_case(hall)


def fees(hall, member):
    return hall.as_(member).fees


def states(hall, case):
    bill = fees(hall, WINDOW).paying.bill(case.number)
    return {line.charge.matter: line.charge.state.value for line in bill.lines}


def assess_taxes(hall, case):
    tax = fees(hall, TAX).charging
    tax.assess(case.number, "SW-04", Assessing("32,000", "契税法第三条、第四条"))
    tax.waive(case.number, "SW-05", NOTHING_OWED)
    tax.assess(case.number, "SW-06", Assessing("0", "满五唯一"))


def test_a_bill_names_what_is_charged_and_what_is_not(hall, case):
    bill = fees(hall, WINDOW).paying.bill(case.number)

    assert {line.charge.matter: line.charge.state for line in bill.lines} == {
        "SW-04": ChargeState.OPEN,
        "SW-05": ChargeState.OPEN,
        "SW-06": ChargeState.OPEN,
        "ZRZY-01": ChargeState.DUE,
        "ZRZY-02": ChargeState.OPEN,
    }
    assert [line.charge.amount for line in bill.payable] == [Decimal("80.00")]
    assert len(bill.free_matters) == len(case.matters) - 5


@pytest.mark.parametrize(
    ("use", "expected"), [("住宅", "80.00"), ("车库", "80.00"), ("商业", "550.00"), ("", None)]
)
def test_the_registration_fee_follows_from_what_the_home_is_used_for(hall, use, expected):
    case = home_case(hall, use=use)
    bill = fees(hall, WINDOW).paying.bill(case.number)
    (line,) = [line for line in bill.lines if line.charge.matter == "ZRZY-01"]

    assert line.charge.amount == (Decimal(expected) if expected else None)


def test_a_tax_is_assessed_and_paid_before_its_proof_is_issued(hall, case):
    grant(hall, case, "ZRZY-04", "ZJ-02")
    take_step(hall, case, "SW-04", "accepted")
    with pytest.raises(StepHinderedError) as unassessed:
        take_step(hall, case, "SW-04", "granted")
    assess_taxes(hall, case)
    with pytest.raises(StepHinderedError) as unpaid:
        take_step(hall, case, "SW-04", "granted")

    fees(hall, WINDOW).paying.take(case.number, ["SW-04", "ZRZY-01"], TICKET)
    take_step(hall, case, "SW-04", "granted")

    assert (unassessed.value.reason, unpaid.value.reason) == ("charge_open", "charge_due")
    assert unpaid.value.params["amount"] == "32000.00"
    assert states(hall, case) == {
        "SW-04": "paid",
        "SW-05": "waived",
        "SW-06": "free",
        "ZRZY-01": "paid",
        "ZRZY-02": "open",
    }


def test_a_home_is_concluded_only_when_everything_is_paid(hall):
    case = home_case(hall, answers={"util_water": "否", "util_power": "否"})
    grant(hall, case, "ZRZY-04", "ZJ-02")
    assess_taxes(hall, case)
    window, registry = fees(hall, WINDOW).paying, fees(hall, REGISTRAR).charging
    window.take(case.number, ["SW-04"], TICKET)
    grant(hall, case, "SW-04", "SW-05", "SW-06", "ZRZY-01", "ZRZY-02", "GY-03")
    others = [code for code in case.matters if code != "ZRZY-01"]
    registry.waive(case.number, "ZRZY-02", NOTHING_OWED)
    for matter in others:
        take_step(hall, case, matter, "delivered")
    with pytest.raises(StepHinderedError):
        take_step(hall, case, "ZRZY-01", "delivered")

    window.take(case.number, ["ZRZY-01"], TICKET)
    concluded = take_step(hall, case, "ZRZY-01", "delivered")

    assert concluded.status is CaseStatus.CONCLUDED


def test_what_was_paid_is_not_assessed_or_waived_any_more(hall, case):
    fees(hall, WINDOW).paying.take(case.number, ["ZRZY-01"], TICKET)
    registry = fees(hall, REGISTRAR).charging

    with pytest.raises(ChargeStepError):
        registry.assess(case.number, "ZRZY-01", Assessing("550.00", "公告"))
    with pytest.raises(ChargeStepError):
        registry.waive(case.number, "ZRZY-01", NOTHING_OWED)


def test_an_office_says_only_what_its_own_matter_costs(hall, case):
    with pytest.raises(CaseNotFoundError):
        fees(hall, REGISTRY).charging.assess(case.number, "SW-04", Assessing("1", "x"))
    with pytest.raises(CaseNotFoundError):
        fees(hall, REGISTRAR).charging.waive(case.number, "SW-04", NOTHING_OWED)
    with pytest.raises(NotPermittedError):
        fees(hall, WINDOW).charging.waive(case.number, "SW-04", NOTHING_OWED)
    with pytest.raises(NotPermittedError):
        fees(hall, TAX).paying.bill(case.number)


@pytest.mark.parametrize(
    ("amount", "basis"),
    [("", "x"), ("1.005", "x"), ("-1", "x"), ("三万", "x"), ("9" * 12, "x"), ("1", "  ")],
)
def test_an_amount_without_sense_or_basis_is_not_taken(hall, case, amount, basis):
    with pytest.raises(StatementIncompleteError):
        fees(hall, TAX).charging.assess(case.number, "SW-04", Assessing(amount, basis))


def test_a_matter_without_a_charge_is_never_charged(hall, case):
    with pytest.raises(ChargeStepError):
        fees(hall, REGISTRAR).charging.assess(case.number, "ZRZY-04", Assessing("1", "x"))
    with pytest.raises(NothingDueError):
        fees(hall, WINDOW).paying.take(case.number, ["ZRZY-04"], TICKET)


def test_two_windows_at_once_take_the_money_once(hall, case):
    at_window = fees(hall, WINDOW).paying

    def take():
        return at_window.take(case.number, ["ZRZY-01"], TICKET)

    assert kinds_of(all_at_once(take, take)) == {"CaseBill": 1, "NothingDueError": 1}


def test_what_was_paid_for_nothing_goes_back_once(hall, case):
    window = fees(hall, WINDOW).paying
    window.take(case.number, ["ZRZY-01"], TICKET)
    with pytest.raises(ChargeStepError):
        window.give_back(case.number, "ZRZY-01", TICKET)
    grant(hall, case, "ZRZY-04", "ZJ-02")
    assess_taxes(hall, case)
    window.take(case.number, ["SW-04"], TICKET)
    grant(hall, case, "SW-04", "SW-05", "SW-06")
    take_step(hall, case, "ZRZY-01", "accepted")
    take_step(hall, case, "ZRZY-01", "refused", {"reason": "x"})

    bill = window.give_back(case.number, "ZRZY-01", CashierTicket("0099"))

    assert states(hall, case)["ZRZY-01"] == "refunded"
    assert not any(line.goes_back for line in bill.lines)
    with pytest.raises(ChargeStepError):
        window.give_back(case.number, "ZRZY-01", TICKET)


def test_a_granted_matter_whose_fee_nobody_said_leads_back_to_its_office(hall):
    case = home_case(hall, use="")
    grant(hall, case, "ZRZY-04", "ZJ-02")
    assess_taxes(hall, case)
    fees(hall, WINDOW).paying.take(case.number, ["SW-04"], TICKET)
    listing, unsaid = hall.as_(REGISTRAR).office.listing, TaskSearch(is_unassessed=True)
    before = listing.tasks().unassessed
    grant(hall, case, "SW-04", "SW-05", "SW-06", "ZRZY-01")

    found = listing.tasks(unsaid)
    assert found.unassessed == before + 1
    assert (case.number, "ZRZY-01") in {(it.line.case_number, it.line.matter) for it in found.tasks}
    assert hall.as_(TAX).office.listing.tasks(unsaid).tasks == ()
    window = hall.as_(WINDOW).office.delivering
    (ready,) = [it for it in window.ready_cases() if it.number == case.number]
    assert (ready.unassessed, len(window.results(case.number).unassessed)) == (1, 1)

    fees(hall, REGISTRAR).charging.assess(case.number, "ZRZY-01", Assessing("80", "住宅"))
    assert listing.tasks().unassessed == before
    assert window.results(case.number).unassessed == ()


def test_one_payment_gives_a_receipt_for_each_matter_and_one_for_what_went_back(hall):
    case = home_case(hall)
    assess_taxes(hall, case)
    fees(hall, WINDOW).paying.take(case.number, ["SW-04", "ZRZY-01"], TICKET)
    tracking = hall.kiosk.tracking
    buyer = Credentials(case.number, BUYER_NUMBER[-4:])
    paid = tracking.look(buyer).receipts
    assert [(it.amount, it.is_refund) for it in paid] == [("32000.00", False), ("80.00", False)]
    take_step(hall, case, "ZRZY-01", "not_accepted", {"kind": "other", "reason": "x"})
    fees(hall, WINDOW).paying.give_back(case.number, "ZRZY-01", CashierTicket("退 7"))

    *_, back = tracking.look(buyer).receipts
    texts = [text_of(tracking.payment_receipt(buyer, it.sequence)) for it in (*paid, back)]

    tax, registration, refund = ("".join(text.split()) for text in texts)
    for words in ("缴费凭证", "32000.00元", "契税法第三条", "0012345"):
        assert words in tax
    assert ("80.00元" in registration, "32000.00" in registration) == (True, False)
    assert ("退费凭证" in refund, "退7" in refund) == (True, True)
    bill = fees(hall, WINDOW).paying.bill(case.number)
    receipts = {it.charge.matter: [each.sequence for each in it.receipts] for it in bill.lines}
    taken, registered = (it.sequence for it in paid)
    assert (receipts["SW-04"], receipts["ZRZY-01"]) == ([taken], [registered, back.sequence])
    opening = hall.as_(WINDOW).office.opening
    printed = opening.notice_file(case.number, "ZRZY-01", back.sequence)
    assert "退费凭证" in text_of(printed)
    with pytest.raises(CaseNotFoundError):
        tracking.payment_receipt(buyer, 1)
    with pytest.raises(CaseNotFoundError):
        hall.as_(TAX).office.opening.notice_file(case.number, "ZRZY-01", back.sequence)
