"""Count attempts to log in, so that nobody guesses a password."""

from core.errors import AccountLockedError, ServiceError
from core.services.acting import StaffContext
from core.services.guard_secrets import SecretGuard
from core.staff.authenticating import FREE_ATTEMPTS
from core.staff.models import Account


class LoginAttempts:
    """Counts for an account with its present password: with another, nobody has tried yet."""

    def __init__(self, staff: StaffContext) -> None:
        self._guard = SecretGuard(
            "login",
            free=FREE_ATTEMPTS,
            refusal=AccountLockedError,
            transaction=staff.transaction,
            clock=staff.clock,
        )

    def count(self, username: str, account: Account | None, place: str) -> int:
        """Count an attempt; return how many are left before one has to wait.

        Raises:
            AccountLockedError: If one has to wait already.
        """
        return self._guard.count(_guarded(username, account), place)

    def refusal(self) -> ServiceError:
        """Return what to tell whoever has no attempt left."""
        return self._guard.refusal()

    def forget(self, username: str, account: Account | None, place: str) -> None:
        """Forget the attempts: the last was right."""
        self._guard.passed(_guarded(username, account), place)


def _guarded(username: str, account: Account | None) -> str:
    return chr(0).join((username, account.password_hash if account else ""))
