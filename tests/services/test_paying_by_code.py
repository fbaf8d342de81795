"""One payment for a case: asked for once, booked once, and given back where nothing is owed."""

import json
from datetime import timedelta
from functools import partial

import pytest
import requests
from starlette.applications import Starlette

from adapters.serving.payment_route import PaymentReceiver, payment_routes
from adapters.webhook_signing import signed_headers
from core.errors import (
    NothingDueError,
    PaymentOpenError,
    PaymentServiceMissingError,
    SourceUnreachableError,
)
from core.fees.payments import PaymentState
from core.fees.statements import Assessing, Waiving
from core.fees.taking import CashierTicket
from core.services.acting import StaffContext
from core.services.officers.pay_by_code import PayByCode
from core.services.officers.take_payments import TakePayments
from core.services.operators.settle_payments import PaymentBooks
from core.services.operators.take_payment_notices import TakePaymentNotices
from tests.adapters.serving_stand_in import serving
from tests.payments import FakePaymentService
from tests.seating import TAX, WINDOW, let_in
from tests.services.conftest import staffed
from tests.services.home_cases import REGISTRAR, RULES, grant, home_case, take_step
from tests.services.racing import all_at_once, kinds_of

TICKET = CashierTicket("0012345")


@pytest.fixture(scope="module")
def hall(kind, tmp_path_factory):
    with staffed(kind, tmp_path_factory.mktemp("hall")) as office:
        yield office


@pytest.fixture
def case(hall):
    return home_case(hall)


@pytest.fixture
def gate():
    return FakePaymentService()


class Window:
    """The window of a hall whose payment service is a test's own."""

    def __init__(self, hall, gate, case):
        self.hall, self.gate, self.number = hall, gate, case.number
        self.context = StaffContext(hall.transaction, hall.clock)
        self.codes = PayByCode(self.context, gate)
        self.session = let_in(hall.transaction, WINDOW)

    def begin(self):
        return self.codes.begin(self.session, self.number)

    def look(self):
        return self.codes.look(self.session, self.number)

    def cancel(self):
        return self.codes.cancel(self.session, self.number)

    def work(self):
        return self.books.settle_all()

    @property
    def books(self):
        return PaymentBooks(self.hall.transaction, self.gate, RULES, self.hall.clock, actor="clock")

    @property
    def payments(self):
        with self.hall.transaction() as stores:
            return stores.payments.of(self.number)

    @property
    def entries(self):
        with self.hall.transaction() as stores:
            history = stores.cases.get(self.number).history
        return [(e.action, e.details["matter"]) for e in history if "charge" in e.action]


@pytest.fixture
def window(hall, gate, case):
    return Window(hall, gate, case)


def test_a_code_asks_for_everything_that_is_due_and_for_the_same_when_asked_again(
    hall, window, gate
):
    hall.as_(TAX).fees.charging.assess(window.number, "SW-04", Assessing("32000", "x"))

    first, again = window.begin().code, window.begin().code

    assert (first.key, str(first.total)) == (again.key, "32080.00")
    assert first.shown == f"https://pay.example/{first.key}"
    assert [(key, total) for key, total, _ in gate.opened] == [(first.key, "32080.00")]


def test_what_came_in_is_booked_once_however_often_it_is_told(window, gate):
    key = window.begin().code.key
    gate.pay(key)

    window.look()
    window.look()
    window.work()

    assert window.entries == [("charge_paid", "ZRZY-01")]
    assert window.payments[0].reference == f"R-{key}"


def test_what_nobody_told_of_is_found_by_the_worker(window, gate):
    gate.pay(window.begin().code.key)

    window.work()

    assert window.entries == [("charge_paid", "ZRZY-01")]


def test_nothing_is_booked_before_it_came_in(window):
    window.begin()

    assert window.look().code is not None
    assert window.entries == []


def test_several_who_ask_at_once_book_once(window, gate):
    gate.pay(window.begin().code.key)

    results = kinds_of(all_at_once(window.look, window.look, window.work))

    assert results in ({"CaseBill": 2, "int": 1}, {"CaseBill": 2, "NoneType": 1})
    assert window.entries == [("charge_paid", "ZRZY-01")]


def test_two_windows_that_show_a_code_show_the_same(window):
    bills = all_at_once(window.begin, window.begin)

    assert len({bill.code.key for bill in bills}) == 1
    assert len(window.payments) == 1


def test_no_ticket_is_taken_while_somebody_could_pay_by_the_code(hall, window, gate):
    at_counter = hall.as_(WINDOW).fees.paying
    window.begin()
    with pytest.raises(PaymentOpenError):
        at_counter.take(window.number, ["ZRZY-01"], TICKET)

    window.cancel()
    at_counter.take(window.number, ["ZRZY-01"], TICKET)

    assert window.entries == [("charge_paid", "ZRZY-01")]


def test_a_code_that_was_paid_before_it_was_taken_back_is_booked(window, gate):
    gate.pay(window.begin().code.key)

    window.cancel()

    assert window.entries == [("charge_paid", "ZRZY-01")]


def test_a_new_amount_takes_the_old_code_back(hall, window, gate):
    first = window.begin().code
    hall.as_(TAX).fees.charging.assess(window.number, "SW-04", Assessing("32000", "x"))

    second = window.begin().code

    assert first.key != second.key
    assert str(second.total) == "32080.00"
    assert gate.states[first.key].value == "closed"


def test_what_was_waived_while_somebody_paid_goes_back(hall, window, gate):
    key = window.begin().code.key
    hall.as_(REGISTRAR).fees.charging.waive(window.number, "ZRZY-01", Waiving("公告"))
    gate.pay(key)

    window.work()
    window.work()

    assert gate.returned == [(key, "ZRZY-01")]
    assert window.payments[0].state.value == "returned"
    assert window.entries == [
        ("charge_waived", "ZRZY-01"),
        ("charge_surplus_returned", "ZRZY-01"),
    ]


def test_what_was_paid_for_a_matter_that_is_refused_goes_back_by_itself(hall, window, gate, case):
    key = window.begin().code.key
    gate.pay(key)
    window.work()
    tax = hall.as_(TAX).fees.charging
    for matter in ("SW-04", "SW-05", "SW-06"):
        tax.waive(case.number, matter, Waiving("公告"))
    grant(hall, case, "ZRZY-04", "ZJ-02", "SW-04", "SW-05", "SW-06")
    take_step(hall, case, "ZRZY-01", "accepted")
    take_step(hall, case, "ZRZY-01", "refused", {"reason": "x"})

    window.work()
    window.work()

    assert gate.returned == [(key, "ZRZY-01")]
    assert window.entries[-1] == ("charge_refunded", "ZRZY-01")


def test_a_service_that_is_down_takes_nothing_and_is_asked_again(window, gate):
    gate.is_down = True
    with pytest.raises(SourceUnreachableError):
        window.begin()
    gate.is_down = False

    assert window.begin().code.shown
    assert len(window.payments) == 1


def test_a_payment_that_never_reached_the_service_is_closed_by_the_worker(window, gate):
    gate.is_down = True
    with pytest.raises(SourceUnreachableError):
        window.begin()
    gate.is_down = False

    window.work()

    assert window.payments[0].state.value == "closed"
    assert window.begin().code.key.endswith("-2")


def test_nothing_is_asked_for_where_nothing_is_due_or_nobody_can_pay(hall, window, gate):
    hall.as_(WINDOW).fees.paying.take(window.number, ["ZRZY-01"], TICKET)
    with pytest.raises(NothingDueError):
        window.begin()
    window.codes = PayByCode(window.context, None)
    with pytest.raises(PaymentServiceMissingError):
        window.begin()


# --- What the service tells of itself, and codes that nobody can be asked about


SECRET = b"a secret of a test"


@pytest.fixture
def notified(hall, window):
    """Return what sends a message of the payment service, and returns its status and outcome."""
    take = TakePaymentNotices(hall.transaction, window.books)
    receiver = PaymentReceiver(take, SECRET, hall.clock)

    def send(key, *, total="80.00", status="paid", secret=SECRET, at=None, body=None):
        content = body or json.dumps({"key": key, "status": status, "total": total}).encode()
        headers = signed_headers(secret, "a message", content, at=at or hall.clock())
        answer = requests.post(f"{address}/payments/notices", data=content, headers=headers)
        return answer.status_code, answer.json()["outcome"]

    with serving(Starlette(routes=payment_routes(receiver))) as address:
        yield send


def test_a_message_that_comes_twice_late_or_out_of_order_books_once(window, gate, notified):
    key = window.begin().code.key
    assert notified(key) == (200, "taken")  # told, and not so: the service is asked
    assert window.entries == []
    gate.pay(key)

    assert [
        notified(key),
        notified(key),
        notified(key, status="open"),
        notified(key, status="closed"),
    ] == [(200, "taken")] * 4
    assert all_at_once(*[partial(notified, key)] * 3) == [(200, "taken")] * 3

    assert window.entries == [("charge_paid", "ZRZY-01")]


def test_nobody_else_tells_and_nothing_old_is_sent_again(hall, window, gate, notified):
    key = window.begin().code.key
    gate.pay(key)
    old = hall.clock() - timedelta(minutes=6)

    assert notified(key, secret=b"another") == (401, "signature")
    assert notified(key, at=old) == (401, "signature")
    assert notified("nobody's") == (404, "unknown")
    assert [notified(key, body=body)[0] for body in (b"{", b"[]", b'{"key": 1}', b"[" * 9_000)] == [
        400
    ] * 4
    assert notified(key, total="NaN")[0] == 400
    assert notified(key, body=b"x" * 30_000)[0] == 413
    assert window.entries == []


def test_another_sum_is_never_taken_as_paid(window, gate, notified):
    key = window.begin().code.key
    gate.pay(key)

    assert notified(key, total="8.00") == (200, "set_aside")
    window.work()
    assert notified(key) == (200, "taken")

    assert (window.entries, window.payments[0].state) == ([], PaymentState.DIFFERS)
    bill = TakePayments(window.context).bill(window.session, window.number)
    assert [str(it.came_in) for it in bill.differences] == ["80.00"]
    with pytest.raises(NothingDueError):
        window.begin()


def test_a_service_that_cannot_be_asked_is_told_to_send_again(window, gate, notified):
    key = window.begin().code.key
    gate.pay(key)
    gate.is_down = True

    assert notified(key) == (503, "again")


def test_without_a_service_the_ticket_does_not_wait_and_what_is_paid_twice_goes_back(
    hall, window, gate
):
    key = window.begin().code.key
    TakePayments(window.context).take(
        window.session, window.number, ["ZRZY-01"], CashierTicket("0012345")
    )
    gate.pay(key)
    assert window.payments[0].state is PaymentState.LEFT

    window.work()

    assert [it for it, _ in window.entries] == ["charge_paid", "charge_surplus_returned"]
    assert gate.returned == [(key, "ZRZY-01")]


def test_a_service_without_an_answer_is_not_waited_for_for_ever(hall, window, gate):
    window.begin()
    gate.is_down = True
    with pytest.raises(SourceUnreachableError):
        window.cancel()
    hall.clock.wait(minutes=31)
    assert window.cancel().code is None
    gate.is_down = False

    window.work()

    assert [it.state for it in window.payments] == [PaymentState.CLOSED]
