"""Rules of logging in: how often one may try, how long a session lasts, what passwords do."""

import hashlib
from datetime import datetime, timedelta

from core.attempts import Limit, minutes_of
from core.errors import AccountLockedError, StaffError, WrongLoginError
from core.staff.models import Account, StaffSession

MOST_FAILURES = 5
LOCKED_FOR = timedelta(minutes=15)
LOGIN_LIMIT = Limit(MOST_FAILURES, (LOCKED_FOR,), forgotten_after=LOCKED_FOR)
SESSION_LASTS = timedelta(hours=8)
"""A working day: whoever comes back tomorrow logs in again."""

LONGEST_USERNAME = 64
SHORTEST_PASSWORD = 10
MOST_PASSWORD_BYTES = 72
"""bcrypt looks at no more; a Chinese character takes three."""


def normal_username(typed: str) -> str:
    """Return a name as accounts bear it.

    Examples:
        >>> normal_username(" Policy ")
        'policy'
    """
    printable = "".join(letter for letter in typed if letter.isprintable())
    return printable.strip().lower()[:LONGEST_USERNAME]


def refusal_after(count: int) -> StaffError:
    """Return what to tell whoever fails for the last time counted.

    Examples:
        >>> [type(refusal_after(count)).__name__ for count in (4, 5)]
        ['WrongLoginError', 'AccountLockedError']
    """
    left = MOST_FAILURES - count
    if left > 0:
        return WrongLoginError(attempts_left=left)
    return AccountLockedError(minutes=minutes_of(LOCKED_FOR))


def is_open(session: StaffSession, account: Account, now: datetime) -> bool:
    """Say whether a session still lets its holder in."""
    return session.revoked_at is None and now < session.expires_at and account.active


def session_digest(secret: str) -> str:
    """Return what is stored of a session's secret.

    Examples:
        >>> session_digest("a")[:8]
        'ca978112'
    """
    return hashlib.sha256(secret.encode()).hexdigest()


def is_too_long(password: str) -> bool:
    """Say whether a password is longer than what can be compared.

    Examples:
        >>> is_too_long("密码" * 12), is_too_long("密码" * 13)
        (False, True)
    """
    return len(password.encode()) > MOST_PASSWORD_BYTES


def password_fault(password: str, username: str) -> str:
    """Return what is wrong with a new password, or nothing.

    Examples:
        >>> password_fault("kzmt-8r4n-w6qd", "policy")
        ''
        >>> [password_fault(bad, "policyman1") for bad in ("short", "policyman1", " padded 1 ")]
        ['short', 'guessable', 'blanks']
    """
    if is_too_long(password):
        return "too_long"
    if password != password.strip():
        return "blanks"
    if len(password) < SHORTEST_PASSWORD:
        return "short"
    if password.lower() == username or len(set(password)) < 4:
        return "guessable"
    return ""
