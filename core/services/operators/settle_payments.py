"""Book what was paid and give back what is not owed, however often and by whomever it is told.

Nobody's word is taken that a payment came in: the payment service is asked. So a message that
comes twice, late or never changes nothing.
"""

from dataclasses import replace

from core.cases.charge_actions import ChargeAction
from core.cases.models import RUNNING, Case
from core.errors import ServiceError, SourceUnreachableError
from core.fees.charges import ChargeState, goes_back
from core.fees.payments import PartState, Payment, PaymentPart, PaymentState, returned
from core.ports import Clock, PaymentGate, Stores, Transaction
from core.review.matter_reviews import matter_reviews
from core.services.operators.note_payments import PaymentNotes
from core.services.review_steps import ReviewRules
from core.services.setting_aside import tell_set_aside

_AT_ONCE = 200


class PaymentBooks(PaymentNotes):
    """Keeps payments and histories in step with the payment service."""

    def __init__(
        self,
        transaction: Transaction,
        gate: PaymentGate,
        rules: ReviewRules,
        clock: Clock,
        *,
        actor: str,
    ) -> None:
        super().__init__(transaction, rules, clock, actor=actor)
        self._gate = gate

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
            action = (
                ChargeAction.REFUNDED
                if now.state is PartState.BOOKED
                else ChargeAction.SURPLUS_RETURNED
            )
            self._append(stores, case, action, of=(payment, part))

    def _to_give_back(
        self, stores: Stores, case: Case, payment: Payment
    ) -> tuple[PaymentPart, ...]:
        if not payment.is_watched:
            return ()
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
