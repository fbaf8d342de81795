"""Let somebody do more than look: whoever holds the receipt has the code that it alone bears."""

from collections.abc import Callable

from core.cases.models import Case
from core.cases.receipt_codes import has_code, opens
from core.errors import (
    ReceiptCodeWrongError,
    ServiceError,
    TrackingLockedError,
    WithdrawAtCounterError,
)
from core.ports import Clock, Transaction
from core.services.citizens.track_case import Credentials
from core.services.guard_secrets import SecretGuard

MOST_TRIES = 5


class ReceiptHolder:
    """Knows who holds a receipt. ``found`` returns the case that somebody may look at."""

    def __init__(
        self, *, transaction: Transaction, clock: Clock, found: Callable[[Credentials], Case]
    ) -> None:
        self._found = found
        self._guard = SecretGuard(
            "receipt", free=MOST_TRIES, refusal=TrackingLockedError,
            transaction=transaction, clock=clock,
        )  # fmt: skip

    def expect(
        self,
        asked: Credentials,
        code: str,
        *,
        without: type[ServiceError] = WithdrawAtCounterError,
    ) -> Case:
        """Return the case of which somebody holds the receipt.

        Raises:
            TrackingRefusedError, TrackingLockedError: If somebody may not even look.
            ServiceError: ``without``, if its receipt has no code.
            ReceiptCodeWrongError: If the code is another.
        """
        case = self._found(asked)
        if not has_code(case):
            raise without
        left = self._guard.count(case.number, asked.place)
        if not opens(case, code):
            raise ReceiptCodeWrongError(tries=left) if left > 0 else self._guard.refusal()
        self._guard.passed(case.number, asked.place)
        return case
