"""Withdraw a case: that takes more than looking at it, namely the code on the receipt.

Whoever saw the number and knows the end of an identity number may look; only who holds the
receipt may end what others wait for. Without a code there is still the counter.
"""

from dataclasses import replace

from core.agents.models import CaseAct
from core.cases.models import CaseStatus
from core.cases.review_actions import WITHDRAWN
from core.ports import Clock, Transaction
from core.services.citizens.authenticate import AuthenticatedCase, Credentials
from core.services.citizens.hold_receipt import ReceiptHolder
from core.services.citizens.write_event import expect_open, write_event
from core.services.review_steps import ReviewRules, write_review
from core.working_days import day_of


class WithdrawCase:
    """Withdraws cases. ``holder`` knows who holds a receipt."""

    def __init__(
        self,
        *,
        transaction: Transaction,
        clock: Clock,
        holder: ReceiptHolder,
        rules: ReviewRules,
    ) -> None:
        self._transaction = transaction
        self._clock = clock
        self._holder = holder
        self._rules = rules

    def __call__(self, credentials: Credentials, code: str) -> None:
        """Withdraw a case; doing it twice is doing it once.

        Raises:
            TrackingRefusedError, TrackingLockedError: If somebody may not even look.
            WithdrawAtCounterError: If its receipt has no code.
            ReceiptCodeWrongError: If the code is another.
            ActingRefusedError: If an agent may not withdraw it.
            CaseClosedError: If every matter of it has come to its end.
        """
        self._withdraw(self._holder.expect_found(credentials, code))

    def _withdraw(self, found: AuthenticatedCase) -> None:
        with self._transaction() as stores:
            case = stores.cases.get(found.case.number, to_change=True)
            if case.status is CaseStatus.WITHDRAWN:
                return
            today = day_of(self._clock())
            replace(found, case=case).expect_may(CaseAct.WITHDRAW, today, case.matters)
            expect_open(case)
            event = write_event(case, stores, WITHDRAWN, {}, at=self._clock())
            write_review(stores, case.outline, event, rules=self._rules)
