"""Say how it was, once (好差评)."""

from collections.abc import Collection

from core.cases.models import Case
from core.ports import Clock, Transaction
from core.services.citizens.authenticate import Authenticate, Credentials
from core.services.citizens.write_event import write_event

LEVELS = (5, 4, 3, 2, 1)
"""From very satisfied to very dissatisfied, as the national standard GB/T 39734 has them."""
REASONS = ("manner", "time", "words", "screen", "result")


class RateCase:
    """Takes ratings of whoever looks after a case."""

    def __init__(self, *, authenticate: Authenticate, rate: "RateReceivedCase") -> None:
        self._authenticate = authenticate
        self._rate = rate

    def __call__(self, credentials: Credentials, level: int, reasons: Collection[str] = ()) -> None:
        """Rate a case, once: one of :data:`LEVELS`, and why (:data:`REASONS`)."""
        self._rate(self._authenticate(credentials).case.number, level, reasons)


class RateReceivedCase:
    """Takes ratings right after a case was received here."""

    def __init__(self, *, transaction: Transaction, clock: Clock) -> None:
        self._transaction = transaction
        self._clock = clock

    def __call__(self, number: str, level: int, reasons: Collection[str] = ()) -> None:
        """Rate a case, once."""
        details = {"level": level, "reasons": [reason for reason in REASONS if reason in reasons]}
        with self._transaction() as stores:
            case = stores.cases.get(number, to_change=True)
            if level in LEVELS and level_of(case) is None:
                write_event(case, stores, "rated", details, at=self._clock())


class ReadRating:
    """Tells ratings of cases that were just received here."""

    def __init__(self, *, transaction: Transaction) -> None:
        self._transaction = transaction

    def __call__(self, number: str) -> int | None:
        """Return how a case was rated, if it was."""
        with self._transaction() as stores:
            return level_of(stores.cases.get(number))


def level_of(case: Case) -> int | None:
    """Return how a case was rated, if it was."""
    rated = [event for event in case.history if event.action == "rated"]
    return int(rated[-1].details["level"]) if rated else None
