"""A payment by which another sum came in: settled once by a person, and nothing is left over."""

from decimal import Decimal
from functools import partial

import pytest

from core.errors import NothingDueError, PaymentChangedError, StatementIncompleteError
from core.fees.payments import PaymentState
from core.fees.settling import Settling, SettlingWay
from core.fees.taking import CashierTicket
from core.services.fee_use_cases import fee_use_cases
from core.services.officers.take_payments import TakePayments
from core.staff.models import OPERATOR
from core.staff.use_cases import UseCase
from tests.payments import FakePaymentService
from tests.seating import WINDOW
from tests.services.conftest import staffed
from tests.services.home_cases import home_case
from tests.services.racing import all_at_once, kinds_of
from tests.services.test_paying_by_code import TICKET, Window


@pytest.fixture(scope="module")
def hall(kind, tmp_path_factory):
    with staffed(kind, tmp_path_factory.mktemp("hall")) as office:
        yield office


@pytest.fixture
def window(hall):
    return Window(hall, FakePaymentService(), home_case(hall))


def differing(window, came_in):
    """Let another sum come in by a code, and return the payment's key."""
    key = window.begin().code.key
    window.gate.pay(key)
    window.gate.came_in[key] = Decimal(came_in)
    window.work()
    return key


def settle(window, key, way, *, moved, ticket="T-1", reason="付款人输错"):
    statement = Settling(way, Decimal(moved), CashierTicket(ticket), reason)
    at_window = fee_use_cases(window.context, files=None).differences
    return at_window.settle(window.session, window.number, key, statement)


def charge_entries(window):
    with window.hall.transaction() as stores:
        history = stores.cases.get(window.number).history
    return [entry for entry in history if "charge" in entry.action]


def states(bill):
    return {line.charge.matter: line.charge.state.value for line in bill.lines}


@pytest.mark.parametrize(
    ("came_in", "way", "moved", "actions", "state"),
    [
        ("8.00", SettlingWay.BOOK, "72.00", ["charge_paid"], "paid"),
        ("8.00", SettlingWay.RETURN, "-8.00", ["charge_surplus_returned"], "due"),
        ("160.00", SettlingWay.BOOK, "-80.00", ["charge_paid", "charge_surplus_returned"], "paid"),
        ("160.00", SettlingWay.RETURN, "-160.00", ["charge_surplus_returned"], "due"),
    ],
)
def test_what_is_missing_is_taken_and_what_is_too_much_goes_back(
    window, came_in, way, moved, actions, state
):
    key = differing(window, came_in)
    assert window.entries == []

    bill = settle(window, key, way, moved=moved)
    window.work()

    entries = charge_entries(window)
    assert [entry.action for entry in entries] == actions
    assert {(it.details["reason"], it.details["ticket"], it.actor) for it in entries} == {
        ("付款人输错", "T-1", WINDOW.username)
    }
    assert states(bill)["ZRZY-01"] == state
    assert (bill.differences, window.gate.returned) == ((), [])


def test_what_is_settled_cannot_be_settled_again_nor_otherwise_than_it_was_seen(window):
    key = differing(window, "8.00")
    with pytest.raises(PaymentChangedError):
        settle(window, key, SettlingWay.BOOK, moved="70.00")
    with pytest.raises(StatementIncompleteError) as refused:
        settle(window, key, SettlingWay.BOOK, moved="72.00", ticket=" ", reason="")
    settle(window, key, SettlingWay.BOOK, moved="72.00")

    with pytest.raises(PaymentChangedError):
        settle(window, key, SettlingWay.BOOK, moved="72.00")
    assert [problem.place for problem in refused.value.problems] == ["ticket", "reason"]


def test_of_two_who_settle_at_once_one_does(window):
    key = differing(window, "160.00")

    results = kinds_of(
        all_at_once(
            partial(settle, window, key, SettlingWay.BOOK, moved="-80.00"),
            partial(settle, window, key, SettlingWay.RETURN, moved="-160.00"),
        )
    )

    assert results == {"CaseBill": 1, "PaymentChangedError": 1}
    assert sum(it.action == "charge_surplus_returned" for it in charge_entries(window)) == 1


def test_of_a_ticket_and_settling_at_once_nothing_is_paid_twice(hall, window):
    key = differing(window, "8.00")
    at_counter = hall.as_(WINDOW).fees.paying

    results = kinds_of(
        all_at_once(
            partial(settle, window, key, SettlingWay.BOOK, moved="72.00"),
            partial(at_counter.take, window.number, ["ZRZY-01"], TICKET),
        )
    )

    assert results["CaseBill"] == 1
    assert window.entries == [("charge_paid", "ZRZY-01")]


def test_what_money_came_in_for_is_not_taken_again_before_it_is_settled(hall, window):
    key = differing(window, "8.00")
    at_counter = hall.as_(WINDOW).fees.paying

    assert at_counter.bill(window.number).payable == ()
    with pytest.raises(NothingDueError):
        at_counter.take(window.number, ["ZRZY-01"], TICKET)
    settle(window, key, SettlingWay.RETURN, moved="-8.00")
    assert [it.charge.matter for it in at_counter.bill(window.number).payable] == ["ZRZY-01"]


def test_what_comes_in_once_more_after_it_was_booked_goes_back(window):
    key = window.begin().code.key
    window.gate.pay(key)
    window.work()

    window.books.set_aside(key, Decimal("160.00"))
    window.books.set_aside(key, Decimal("80.00"))
    bill = settle(window, key, SettlingWay.BOOK, moved="-80.00")
    window.books.set_aside(key, Decimal("160.00"))

    assert [it for it, _ in window.entries] == ["charge_paid", "charge_surplus_returned"]
    assert states(bill)["ZRZY-01"] == "paid"
    assert window.payments[0].state is PaymentState.PAID


def test_what_a_ticket_paid_meanwhile_all_goes_back(hall, window):
    key = window.begin().code.key
    without_service = TakePayments(window.context)
    without_service.take(window.session, window.number, ["ZRZY-01"], TICKET)
    window.books.set_aside(key, Decimal("80.50"))

    bill = hall.as_(WINDOW).fees.paying.bill(window.number)

    assert bill.differences[0].ways() == (SettlingWay.RETURN,)
    settle(window, key, SettlingWay.RETURN, moved="-80.50")
    assert window.payments[0].state is PaymentState.RETURNED


@pytest.mark.parametrize(
    ("came_in", "state", "entries"),
    [
        ("0", PaymentState.CLOSED, []),
        ("80", PaymentState.PAID, [("charge_paid", "ZRZY-01")]),
        ("8.00", PaymentState.DIFFERS, []),
    ],
)
def test_the_operator_tells_what_came_in_where_nobody_can_be_asked(window, came_in, state, entries):
    key = window.begin().code.key
    telling = fee_use_cases(window.context, files=None).telling
    assert key in [payment.key for payment in telling.unsettled(OPERATOR)]

    after = telling.tell(OPERATOR, key, came_in, "银行对账单 3 号")

    assert (after.state, window.entries) == (state, entries)
    if entries:
        assert charge_entries(window)[0].details["reason"] == "银行对账单 3 号"
        with pytest.raises(PaymentChangedError):
            telling.tell(OPERATOR, key, came_in, "x")


def test_the_operator_says_a_sum_and_why(window):
    key = window.begin().code.key
    telling = fee_use_cases(window.context, files=None).telling

    with pytest.raises(StatementIncompleteError) as refused:
        telling.tell(OPERATOR, key, "1.001", " ")

    assert [problem.place for problem in refused.value.problems] == ["amount", "reason"]


def test_the_receipt_says_what_came_in_and_what_went_back(hall, window):
    key = differing(window, "160.00")
    settle(window, key, SettlingWay.BOOK, moved="-80.00")
    bill = hall.as_(WINDOW).fees.paying.bill(window.number)
    receipts = next(it.receipts for it in bill.lines if it.charge.matter == "ZRZY-01")

    pages = [
        hall.as_(WINDOW).office.opening.notice_file(window.number, "ZRZY-01", it.sequence)
        for it in receipts
    ]

    assert [it.is_back for it in receipts] == [False, True]
    assert all(page.startswith(b"%PDF") for page in pages)


def test_settling_is_a_look_that_is_logged(hall, window):
    settle(window, differing(window, "8.00"), SettlingWay.BOOK, moved="72.00")

    with hall.transaction() as stores:
        looks = stores.access.of_case(window.number)
    assert UseCase.SETTLE_PAYMENT in {look.use_case for look in looks}
