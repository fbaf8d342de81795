"""Rules of logging in: how often one may try, and how long a session lasts."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.staff.models import Account, StaffSession

FREE_ATTEMPTS = 5
"""How many passwords may be tried for one name from one place before each has to wait."""
SEEN_EVERY = timedelta(minutes=1)
"""That something was done is written down no more often."""
CLOCKS_DIFFER_BY = timedelta(seconds=10)
"""Between two processes; a session that was seen later than now was seen by a clock set back."""


@dataclass(frozen=True, slots=True)
class SessionRules:
    """How long a session lasts: with nothing done by it, and at most."""

    idle: timedelta = timedelta(minutes=30)
    at_most: timedelta = timedelta(hours=12)


USUAL_RULES = SessionRules()


LONGEST_USERNAME = 64


def normal_username(typed: str) -> str:
    """Return a name as accounts bear it.

    Examples:
        >>> normal_username(" Policy ")
        'policy'
    """
    printable = "".join(letter for letter in typed if letter.isprintable())
    return printable.strip().lower()[:LONGEST_USERNAME]


def is_open(session: StaffSession, account: Account, now: datetime) -> bool:
    """Say whether a session still lets its holder in.

    A clock that was set back lengthens nothing: what was seen later than now is over.

    Examples:
        >>> from datetime import UTC
        >>> from core.staff.models import StaffMember
        >>> at = datetime(2026, 11, 29, 9, tzinfo=UTC)
        >>> minute, account = timedelta(minutes=1), Account(StaffMember("lin", "", ()), "hash")
        >>> session = StaffSession("", "lin", at, at + 720 * minute, at, 30 * minute)
        >>> [is_open(session, account, at + minutes * minute) for minutes in (-1, 0, 29, 30)]
        [False, True, True, False]
    """
    is_over = now >= session.expires_at or now >= session.seen_at + session.idle
    is_before = now < session.seen_at - CLOCKS_DIFFER_BY
    return account.active and session.revoked_at is None and not is_over and not is_before


def is_to_be_seen(session: StaffSession, now: datetime) -> bool:
    """Say whether it is time to write down again that something is done by a session."""
    return now >= session.seen_at + min(SEEN_EVERY, session.idle / 10)


def session_digest(secret: str) -> str:
    """Return what is stored of a session's secret.

    Examples:
        >>> session_digest("a")[:8]
        'ca978112'
    """
    return hashlib.sha256(secret.encode()).hexdigest()
