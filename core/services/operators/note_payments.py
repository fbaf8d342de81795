"""Write down what became of a payment, with the row of its case held, so that it is done once."""

import logging
from decimal import Decimal

from core.cases.charge_actions import ChargeAction
from core.cases.models import Case
from core.cases.sealing import next_entry
from core.fees.amounts import yuan
from core.fees.payments import (
    PartState,
    Payment,
    PaymentAnswer,
    PaymentPart,
    PaymentState,
    booked,
    closed,
    differing,
)
from core.ports import Clock, Stores, Transaction
from core.review.statement_checks import said_only
from core.services.review_steps import ReviewRules

_log = logging.getLogger(__name__)

AWAITED = frozenset({PaymentState.OPEN, PaymentState.LEFT})
"""What the service still has to tell of."""


class PaymentNotes:
    """Keeps payments and histories in step with what is said of payments."""

    def __init__(
        self, transaction: Transaction, rules: ReviewRules, clock: Clock, *, actor: str
    ) -> None:
        self._transaction = transaction
        self._rules = rules
        self._clock = clock
        self._actor = actor

    def note(self, key: str, answer: PaymentAnswer, *, reason: str = "") -> None:
        """Write down what the payment service says, once; ``reason`` is why a person says it."""
        if answer.state is PaymentState.OPEN:
            return
        with self._transaction() as stores:
            case, payment = self._held(stores, key)
            if payment.state not in AWAITED:
                return
            if answer.state is PaymentState.CLOSED:
                stores.payments.save(closed(payment, self._clock()))
                return
            if answer.came_in is not None and answer.came_in != payment.total:
                self._differ(stores, payment, answer.came_in, answer.reference)
                return
            self._book(stores, case, payment, answer, reason=reason)

    def _book(
        self, stores: Stores, case: Case, payment: Payment, answer: PaymentAnswer, *, reason: str
    ) -> None:
        charges = self._rules.charges.of(stores, case)
        paid = booked(payment, charges, answer.reference, self._clock())
        stores.payments.save(paid)
        for part in paid.parts:
            if part.state is PartState.BOOKED:
                case = self._append(stores, case, ChargeAction.PAID, of=(paid, part), reason=reason)

    def set_aside(self, key: str, came_in: Decimal, *, is_certain: bool = False) -> None:
        """Book nothing more of a payment by which another sum came in: the window settles it.

        Args:
            key: Of the payment.
            came_in: The sum.
            is_certain: Whether a person read it, so that it replaces what was told before.
        """
        with self._transaction() as stores:
            _, payment = self._held(stores, key)
            is_corrected = is_certain and payment.state is PaymentState.DIFFERS
            if is_corrected or payment.has_to_differ(came_in):
                self._differ(stores, payment, came_in)

    def _differ(
        self, stores: Stores, payment: Payment, came_in: Decimal, reference: str = ""
    ) -> None:
        stores.payments.save(differing(payment, came_in, self._clock(), reference=reference))
        _log.warning("Payment %s: another sum came in; the window settles it.", payment.key)

    def _held(self, stores: Stores, key: str) -> tuple[Case, Payment]:
        """Return case and payment, with the row of the case held."""
        known = stores.payments.get(key)
        if known is None:
            raise LookupError(key)
        case = stores.cases.get(known.case_number, to_change=True)
        payment = stores.payments.get(key)
        return case, payment or known

    def _append(
        self,
        stores: Stores,
        case: Case,
        action: ChargeAction,
        *,
        of: tuple[Payment, PaymentPart],
        reason: str = "",
    ) -> Case:
        payment, part = of
        details = {
            "matter": part.matter,
            "amount": yuan(part.amount),
            "payment": payment.reference or payment.key,
            "key": payment.key,
            **said_only(reason=reason),
        }
        event = next_entry(
            case, at=self._clock(), actor=self._actor, action=action, details=details
        )
        stores.cases.append(event)
        return stores.cases.get(case.number)
