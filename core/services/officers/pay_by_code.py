"""Let people pay everything that is due by a code that they scan at the window."""

from dataclasses import replace
from datetime import datetime, timedelta

from core.cases.models import RUNNING, Case
from core.cases.numbering import normalised
from core.errors import (
    CaseClosedError,
    NothingDueError,
    PaymentServiceMissingError,
    SourceUnreachableError,
    StoreBusyError,
)
from core.fees.payments import Payment, PaymentState, left, open_payment, payment_of
from core.ports import PaymentGate
from core.services.acting import StaffContext
from core.services.officers.bills import CaseBill, bill_of
from core.services.operators.settle_payments import PaymentBooks
from core.staff.models import Principal
from core.staff.use_cases import UseCase

WAITED_FOR = timedelta(minutes=30)
"""So long a code is kept for a service that gives no answer; then the window goes on."""


class PayByCode:
    """Opens payments at the payment service, asks what became of them, and takes them back."""

    def __init__(self, staff: StaffContext, gate: PaymentGate | None) -> None:
        self._staff = staff
        self._gate = gate

    @property
    def is_connected(self) -> bool:
        """Say whether there is a payment service at all."""
        return self._gate is not None

    def begin(self, session: Principal, number: str) -> CaseBill:
        """Open one payment for everything that is due; the same again while nothing changed.

        Raises:
            CaseNotFoundError: If there is no such case.
            CaseClosedError: If nothing more is done in the case.
            NothingDueError: If there is nothing to pay.
            PaymentServiceMissingError: If no payment service is connected.
            SourceUnreachableError: If it gives no answer.
        """
        self._staff.expect(session, UseCase.BEGIN_PAYMENT)
        gate = self._expected_gate()
        payment, is_outdated = self._open_or_new(session, number)
        if is_outdated:
            self._books(session, UseCase.BEGIN_PAYMENT).close(payment.key)
            payment, _ = self._open_or_new(session, number)
        if not payment.shown:
            title = self._bill(session, UseCase.BEGIN_PAYMENT, number).theme_name
            shown = gate.open(payment, title)
            self._show(session, payment.key, shown)
        return self._bill(session, UseCase.BEGIN_PAYMENT, number)

    def look(self, session: Principal, number: str) -> CaseBill:
        """Ask the payment service what became of the payment that is open, and book it.

        Raises:
            CaseNotFoundError: If there is no such case.
            PaymentServiceMissingError: If no payment service is connected.
            SourceUnreachableError: If it gives no answer.
        """
        self._staff.expect(session, UseCase.LOOK_FOR_PAYMENT)
        self._expected_gate()
        payment = self._open(session, UseCase.LOOK_FOR_PAYMENT, number)
        if payment is not None:
            self._books(session, UseCase.LOOK_FOR_PAYMENT).settle(payment.key)
        return self._bill(session, UseCase.LOOK_FOR_PAYMENT, number)

    def cancel(self, session: Principal, number: str) -> CaseBill:
        """Let nobody pay the payment that is open any more; what was paid before is booked.

        A service that gives no answer is not waited for longer than :data:`WAITED_FOR`.

        Raises:
            CaseNotFoundError: If there is no such case.
            PaymentServiceMissingError: If no payment service is connected.
            SourceUnreachableError: If it gives no answer.
        """
        self._staff.expect(session, UseCase.CANCEL_PAYMENT)
        self._expected_gate()
        payment = self._open(session, UseCase.CANCEL_PAYMENT, number)
        if payment is not None:
            try:
                self._books(session, UseCase.CANCEL_PAYMENT).close(payment.key)
            except SourceUnreachableError:
                if self._now() - payment.opened_at < WAITED_FOR:
                    raise
                self._leave(session, payment.key)
        return self._bill(session, UseCase.CANCEL_PAYMENT, number)

    def _open_or_new(self, session: Principal, number: str) -> tuple[Payment, bool]:
        """Return the open payment, and whether it asks for something else than is due; or a new."""
        with self._staff.as_permitted(session, UseCase.BEGIN_PAYMENT) as (stores, _):
            case = stores.cases.get(normalised(number), to_change=True)
            if case.status not in RUNNING:
                raise CaseClosedError
            due = [line.charge for line in bill_of(stores, case, self._staff.review_rules).payable]
            known = stores.payments.of(case.number)
            payment = open_payment(known)
            if payment is not None:
                return payment, not payment.asks_for(due)
            if not due:
                raise NothingDueError
            payment = payment_of(case.number, len(known) + 1, due, self._now())
            stores.payments.add(payment)
            return payment, False

    def _show(self, session: Principal, key: str, shown: str) -> None:
        with self._staff.as_permitted(session, UseCase.BEGIN_PAYMENT) as (stores, _):
            payment = stores.payments.get(key)
            if payment is None or payment.state is not PaymentState.OPEN:
                raise StoreBusyError(reason="the payment was settled meanwhile")
            stores.payments.save(replace(payment, shown=shown))

    def _leave(self, session: Principal, key: str) -> None:
        with self._staff.as_permitted(session, UseCase.CANCEL_PAYMENT) as (stores, _):
            payment = stores.payments.get(key)
            if payment is not None and payment.state is PaymentState.OPEN:
                stores.payments.save(left(payment))

    def _open(self, session: Principal, use_case: UseCase, number: str) -> Payment | None:
        with self._staff.as_permitted(session, use_case) as (stores, _):
            case = stores.cases.get(normalised(number))
            return open_payment(stores.payments.of(case.number))

    def _bill(self, session: Principal, use_case: UseCase, number: str) -> CaseBill:
        with self._staff.as_permitted(session, use_case) as (stores, _):
            case: Case = stores.cases.get(normalised(number))
            return bill_of(stores, case, self._staff.review_rules)

    def _books(self, session: Principal, use_case: UseCase) -> PaymentBooks:
        """Return the books, written in the name of whoever presses."""
        with self._staff.as_permitted(session, use_case) as (_, permit):
            actor = permit.username
        return PaymentBooks(
            self._staff.transaction,
            self._expected_gate(),
            self._staff.review_rules,
            self._staff.clock,
            actor=actor,
        )

    def _expected_gate(self) -> PaymentGate:
        if self._gate is None:
            raise PaymentServiceMissingError
        return self._gate

    def _now(self) -> datetime:
        return self._staff.clock()
