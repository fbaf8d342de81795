"""Let somebody do more than look: whoever holds the receipt has the code that it alone bears."""

from core.cases.models import Case
from core.cases.receipt_codes import has_code, opens
from core.errors import (
    ReceiptCodeWrongError,
    ServiceError,
    TrackingLockedError,
    WithdrawAtCounterError,
)
from core.ports import Clock, Transaction
from core.services.citizens.authenticate import (
    Authenticate,
    AuthenticatedCase,
    Credentials,
)
from core.services.guard_secrets import SecretGuard

MOST_TRIES = 5


class ReceiptHolder:
    """Knows who holds a receipt. ``authenticate`` opens a case to whoever acts in it."""

    def __init__(
        self, *, transaction: Transaction, clock: Clock, authenticate: Authenticate
    ) -> None:
        self._authenticate = authenticate
        self._guard = SecretGuard(
            "receipt",
            free=MOST_TRIES,
            refusal=TrackingLockedError,
            transaction=transaction,
            clock=clock,
        )

    def expect(
        self,
        credentials: Credentials,
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
        return self.expect_found(credentials, code, without=without).case

    def expect_found(
        self,
        credentials: Credentials,
        code: str,
        *,
        without: type[ServiceError] = WithdrawAtCounterError,
    ) -> AuthenticatedCase:
        """Return the same with what applies, and by what somebody is known.

        Raises:
            ServiceError: As for :meth:`expect`.
        """
        found = self._authenticate(credentials)
        case = found.case
        if not has_code(case):
            raise without
        left = self._guard.count(case.number, credentials.place)
        if not opens(case, code):
            raise ReceiptCodeWrongError(tries=left) if left > 0 else self._guard.refusal()
        self._guard.passed(case.number, credentials.place)
        return found
