"""Withdraw a case: that takes more than looking at it, namely the code on the receipt.

Whoever saw the number and knows the end of an identity number may look; only who holds the
receipt may end what others wait for. Without a code there is still the counter.
"""

from collections.abc import Callable

from core.cases.history import next_event
from core.cases.models import Case, CaseStatus
from core.cases.numbering import ALPHABET
from core.cases.receipt_codes import CODE_SYMBOLS, has_code, opens, written_code
from core.errors import ReceiptCodeWrongError, TrackingLockedError, WithdrawAtCounterError
from core.ports import Clock, Randomness, Transaction
from core.services.guard_secrets import SecretGuard
from core.services.kiosk.track_case import Credentials

MOST_TRIES = 5


class CaseWithdrawal:
    """Withdraws cases. ``found`` returns the case that somebody may look at, or refuses."""

    def __init__(
        self,
        *,
        transaction: Transaction,
        clock: Clock,
        randomness: Randomness,
        found: Callable[[Credentials], Case],
    ) -> None:
        self._transaction = transaction
        self._clock = clock
        self._randomness = randomness
        self._found = found
        self._guard = SecretGuard(
            "receipt", free=MOST_TRIES, refusal=TrackingLockedError,
            transaction=transaction, clock=clock,
        )  # fmt: skip

    def new_code(self) -> str:
        """Return a code for a receipt, as it is printed; it is handed in with the application."""
        return written_code(self._randomness(CODE_SYMBOLS, ALPHABET))

    def withdraw(self, asked: Credentials, code: str) -> None:
        """Withdraw a case; doing it twice is doing it once.

        Raises:
            TrackingRefusedError, TrackingLockedError: If somebody may not even look.
            WithdrawAtCounterError: If its receipt has no code.
            ReceiptCodeWrongError: If the code is another.
        """
        case = self._found(asked)
        if not has_code(case):
            raise WithdrawAtCounterError
        left = self._guard.count(case.number, asked.place)
        if not opens(case, code):
            raise ReceiptCodeWrongError(tries=left) if left > 0 else self._guard.refusal()
        self._guard.passed(case.number, asked.place)
        self._withdraw(case.number)

    def _withdraw(self, number: str) -> None:
        with self._transaction() as stores:
            case = stores.cases.get(number, to_change=True)
            if case.status is CaseStatus.WITHDRAWN:
                return
            withdrawn = next_event(
                case.history, case_number=number, at=self._clock(), actor="applicant",
                action="withdrawn", details={},
            )  # fmt: skip
            stores.cases.append(withdrawn)
            stores.cases.set_status(number, CaseStatus.WITHDRAWN)
