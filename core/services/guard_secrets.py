"""Count attempts at a secret before it is looked at: by what is tried, and by where from.

A stranger's guesses make the stranger wait, at that secret from that place. Guesses from many
places make everybody wait at that secret, but never for long, and nothing is ever wiped.
"""

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Protocol

from core.attempts import REMEMBERED_FOR, Limit, minutes_of
from core.errors import ServiceError
from core.ports import Clock, Transaction

_WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
FROM_ONE_PLACE = Limit(30, _WAITS[:3], forgotten_after=REMEMBERED_FOR)
"""In one hour, at whatever: a kiosk has many visitors who mistype."""
AT_ONE_SECRET = Limit(30, _WAITS[:3], forgotten_after=REMEMBERED_FOR)
"""From wherever."""


class WaitRefusal(Protocol):
    """Says that one has to wait."""

    def __call__(self, *, minutes: int) -> ServiceError:
        """Return the error for so many minutes."""


class SecretGuard:
    """Guards the secrets of one kind: ``free`` attempts at one from one place need no waiting."""

    def __init__(
        self, kind: str, *, free: int, refusal: WaitRefusal, transaction: Transaction, clock: Clock
    ) -> None:
        self._kind = kind
        self._limit = Limit(free, _WAITS, forgotten_after=REMEMBERED_FOR)
        self._refusal = refusal
        self._transaction = transaction
        self._clock = clock

    def count(self, secret: str, place: str) -> int:
        """Count an attempt; return how many are left before this place has to wait.

        It is on disk before anything is looked at, so that many at once count as many.

        Raises:
            ServiceError: The refusal, if there may be none now. Then nothing is counted.
        """
        now = self._clock()
        with self._transaction() as stores:
            for name, limit in self._counted(secret, place, now):
                attempt = stores.attempts.count(name, limit, at=now)
                if attempt.not_before is not None:
                    raise self._refusal(minutes=minutes_of(attempt.not_before - now))
            stores.attempts.forget_before(now - REMEMBERED_FOR)
        return self._limit.free - attempt.count

    def refusal(self) -> ServiceError:
        """Return what to tell whoever has no attempt left."""
        return self._refusal(minutes=minutes_of(_WAITS[0]))

    def passed(self, secret: str, place: str) -> None:
        """Forget the attempts at a secret: the last was right. Those from its place stay."""
        from_place, at_secret, both = (
            name for name, _ in self._counted(secret, place, self._clock())
        )
        with self._transaction() as stores:
            stores.attempts.take_back(from_place)
            stores.attempts.forget(at_secret)
            stores.attempts.forget(both)

    def _counted(self, secret: str, place: str, now: datetime) -> Iterator[tuple[str, Limit]]:
        """Return what an attempt counts for, always in one order: then nobody waits in a ring."""
        yield _name(self._kind, "from", place, f"{now:%Y%m%d%H}"), FROM_ONE_PLACE
        yield _name(self._kind, "at", secret), AT_ONE_SECRET
        yield _name(self._kind, "from", place, "at", secret), self._limit


def _name(*parts: str) -> str:
    """Return a name that tells nothing of what it stands for, and that no account can bear."""
    return f"try {hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:48]}"
