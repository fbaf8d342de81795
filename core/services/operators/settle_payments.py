"""Book what was paid and give back what is not owed, however often and by whomever it is told.

Nobody's word is taken that a payment came in: the payment service is asked. So a message that
comes twice, late or never changes nothing.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from core.cases.charge_actions import ChargeAction
from core.cases.models import RUNNING, Case
from core.cases.sealing import next_entry
from core.errors import ServiceError, SourceUnreachableError
from core.fees.amounts import yuan
from core.fees.charges import ChargeState, goes_back
from core.fees.payments import (
    PartState,
    Payment,
    PaymentAnswer,
    PaymentPart,
    PaymentState,
    booked,
    closed,
    differing,
    returned,
)
from core.ports import PaymentGate, Stores, Transaction
from core.review.matter_reviews import matter_reviews
from core.services.review_steps import ReviewRules
from core.services.setting_aside import tell_set_aside

_AT_ONCE = 200
_AWAITED = frozenset({PaymentState.OPEN, PaymentState.LEFT})
"""What the service still has to tell of."""


class PaymentBooks:
    """Keeps payments and histories in step with the payment service."""

    def __init__(
        self,
        transaction: Transaction,
        gate: PaymentGate,
        rules: ReviewRules,
        clock: Callable[[], datetime],
        *,
        actor: str,
    ) -> None:
        self._transaction = transaction
        self._gate = gate
        self._rules = rules
        self._clock = clock
        self._actor = actor

    def settle(self, key: str) -> None:
        """Ask about a payment, book it if it came in, and give back what is not owed.

        Raises:
            SourceUnreachableError: If the payment service gives no answer.
        """
        with self._transaction() as stores:
            payment = stores.payments.get(key)
        if payment is None:
            return
        if payment.state is PaymentState.OPEN:
            self.note(key, self._gate.look(key))
        elif payment.state is PaymentState.LEFT:
            self.close(key)
        self._give_back(key)

    def close(self, key: str) -> None:
        """Let nobody pay a payment any more; what was paid before is booked.

        Raises:
            SourceUnreachableError: If the payment service gives no answer.
        """
        self.note(key, self._gate.close(key))

    def note(self, key: str, answer: PaymentAnswer) -> None:
        """Write down what the payment service says, once."""
        if answer.state is PaymentState.OPEN:
            return
        with self._transaction() as stores:
            case, payment = self._held(stores, key)
            if payment.state not in _AWAITED:
                return
            if answer.state is PaymentState.CLOSED:
                stores.payments.save(closed(payment, self._clock()))
                return
            charges = self._rules.charges.of(stores, case)
            paid = booked(payment, charges, answer.reference, self._clock())
            stores.payments.save(paid)
            for part in paid.parts:
                if part.state is PartState.BOOKED:
                    case = self._append(stores, case, ChargeAction.PAID, of=(paid, part))

    def set_aside(self, key: str) -> None:
        """Take a payment as not paid, since another sum is told of it; the operator is told."""
        with self._transaction() as stores:
            _, payment = self._held(stores, key)
            if payment.state in _AWAITED:
                stores.payments.save(differing(payment, self._clock()))
        tell_set_aside(f"payment {key}: another sum is told of it")

    def settle_all(self) -> int:
        """Do so with every payment that is not settled; what fails is tried in the next round."""
        after, done = "", 0
        while True:
            with self._transaction() as stores:
                keys = stores.payments.unsettled(after=after, limit=_AT_ONCE)
            for key in keys:
                try:
                    self.settle(key)
                    done += 1
                except SourceUnreachableError:
                    raise
                except ServiceError:
                    tell_set_aside(f"payment {key}")
            if len(keys) < _AT_ONCE:
                return done
            after = keys[-1]

    def _give_back(self, key: str) -> None:
        with self._transaction() as stores:
            case, payment = self._held(stores, key)
            parts = self._to_give_back(stores, case, payment)
        for part in parts:
            # Given back before it is written down: the service does the same part only once.
            self._gate.give_back(key, part)
            self._note_returned(key, part)
        self._leave(key)

    def _leave(self, key: str) -> None:
        """Watch a payment no more once nothing of it can go back: its case has ended."""
        with self._transaction() as stores:
            case, payment = self._held(stores, key)
            is_paid = payment.is_watched and payment.state is PaymentState.PAID
            is_over = is_paid and case.status not in RUNNING
            if is_over and not self._to_give_back(stores, case, payment):
                stores.payments.save(replace(payment, is_watched=False))

    def _note_returned(self, key: str, part: PaymentPart) -> None:
        with self._transaction() as stores:
            case, payment = self._held(stores, key)
            now = next(each for each in payment.parts if each.matter == part.matter)
            if now.state is PartState.RETURNED:
                return
            stores.payments.save(returned(payment, part.matter))
            if now.state is PartState.BOOKED:
                self._append(stores, case, ChargeAction.REFUNDED, of=(payment, part))

    def _to_give_back(
        self, stores: Stores, case: Case, payment: Payment
    ) -> tuple[PaymentPart, ...]:
        charges = self._rules.charges.of(stores, case)
        reviews = matter_reviews(case.outline, self._rules.terms(stores, case.outline))
        return tuple(
            part
            for part in payment.parts
            if part.state is PartState.SURPLUS
            or (
                part.state is PartState.BOOKED
                and charges[part.matter].state is ChargeState.PAID
                and goes_back(charges[part.matter], reviews[part.matter].state)
            )
        )

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
    ) -> Case:
        payment, part = of
        details = {
            "matter": part.matter,
            "amount": yuan(part.amount),
            "payment": payment.reference or payment.key,
            "key": payment.key,
        }
        event = next_entry(
            case, at=self._clock(), actor=self._actor, action=action, details=details
        )
        stores.cases.append(event)
        return stores.cases.get(case.number)
