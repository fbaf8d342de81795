"""Tell what came in by a payment while the payment service gives no answer: from its statement.

What was asked for is booked as ever. Another sum is for the window to settle, by ticket.
"""

from decimal import Decimal

from core.errors import (
    PaymentChangedError,
    PaymentUnknownError,
    Problem,
    StatementIncompleteError,
)
from core.fees.amounts import FEN
from core.fees.payments import Payment, PaymentAnswer, PaymentState
from core.kinds.values.numeric import number_of
from core.review.statement_checks import cleaned_text, written
from core.services.access_log import note_look
from core.services.acting import StaffContext
from core.services.officers.bills import bill_of
from core.services.operators.note_payments import AWAITED, PaymentNotes
from core.staff.models import Principal
from core.staff.use_cases import UseCase

MOST_LISTED = 1_000
_MOST = Decimal(1_000_000_000)


class TellPayments:
    """Lists payments that wait for an answer, and takes what the operator read of one."""

    def __init__(self, staff: StaffContext) -> None:
        self._staff = staff

    def unsettled(self, session: Principal) -> tuple[Payment, ...]:
        """Return payments that wait for the service, for the window, or to go back."""
        with self._staff.as_permitted(session, UseCase.LIST_UNSETTLED) as (stores, _):
            found = (stores.payments.get(key) for key in stores.payments.waiting(MOST_LISTED))
            return tuple(payment for payment in found if payment is not None)

    def tell(self, session: Principal, key: str, came_in: str, reason: str) -> Payment:
        """Write down which sum came in; nothing for 0.00.

        Raises:
            PaymentUnknownError: If there is no such payment.
            PaymentChangedError: If it is settled already, and no more came in.
            StatementIncompleteError: If the sum is none, or the reason is missing.
        """
        with self._staff.as_permitted(session, UseCase.TELL_PAYMENT) as acted:
            stores, permit = acted
            total = _sum_of(came_in, reason)
            payment = stores.payments.get(key)
            if payment is None:
                raise PaymentUnknownError
            case = stores.cases.get(payment.case_number)
            note_look(
                acted,
                UseCase.TELL_PAYMENT,
                at=self._staff.session_time(),
                case_number=payment.case_number,
            )
            payable = bill_of(stores, case, self._staff.review_rules).payable
            is_owed = payment.asks_for(
                line.charge
                for line in payable
                if any(part.matter == line.charge.matter for part in payment.parts)
            )
        notes = PaymentNotes(
            self._staff.transaction,
            self._staff.review_rules,
            self._staff.clock,
            actor=permit.username,
        )
        if payment.state in AWAITED and (not total or (total == payment.total and is_owed)):
            state = PaymentState.PAID if total else PaymentState.CLOSED
            notes.note(key, PaymentAnswer(state), reason=cleaned_text(reason))
        elif payment.state is PaymentState.DIFFERS or payment.has_to_differ(total):
            notes.set_aside(key, total, is_certain=True)
        else:
            raise PaymentChangedError
        with self._staff.as_permitted(session, UseCase.TELL_PAYMENT) as (stores, _):
            return stores.payments.get(key) or payment


def _sum_of(came_in: str, reason: str) -> Decimal:
    number = number_of(came_in)
    problems = list(written(reason=reason))
    if number is None or not 0 <= number < _MOST or number != number.quantize(FEN):
        problems.insert(0, Problem("amount", "charge_no_amount"))
    if problems or number is None:
        raise StatementIncompleteError(tuple(problems))
    return number
