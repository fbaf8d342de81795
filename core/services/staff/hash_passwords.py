"""Take a new password or refuse it, and compare with the one that an account has."""

from functools import cached_property

from core.errors import PasswordRefusedError
from core.ports import KnownPasswords, PasswordHasher, Randomness
from core.staff.models import StaffMember
from core.staff.passwords import MOST_PASSWORD_BYTES, SHORTEST_PASSWORD, password_fault

_SECRET_LENGTH = 64
_SECRET_LETTERS = "0123456789abcdef"
_TYPED_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
"""No letters that look like others, because somebody has to type it off a screen."""


def random_secret(randomness: Randomness) -> str:
    """Return a secret that nobody can guess."""
    return randomness(_SECRET_LENGTH, _SECRET_LETTERS)


def random_password(randomness: Randomness) -> str:
    """Return a password that nobody can guess, in groups that are easy to read out."""
    return "-".join(randomness(4, _TYPED_LETTERS) for _ in range(3))


class Passwords:
    """Hashes passwords that may be taken. ``known`` are those that anybody would try."""

    def __init__(
        self, hasher: PasswordHasher, randomness: Randomness, known: KnownPasswords | None = None
    ) -> None:
        self._hasher = hasher
        self._randomness = randomness
        self._known = known

    def hash(self, password: str, whose: StaffMember) -> str:
        """Return the hash of a new password.

        Raises:
            PasswordRefusedError: If it cannot be taken.
        """
        fault = password_fault(password, whose, self._known.words if self._known else ())
        if not fault and self._known and self._known.is_breached(password):
            fault = "breached"
        if fault:
            raise PasswordRefusedError(fault, bytes=MOST_PASSWORD_BYTES, letters=SHORTEST_PASSWORD)
        return self._hasher.hash(password)

    def generate(self) -> str:
        """Return a new password for somebody to type."""
        return random_password(self._randomness)

    def matches(self, password: str, password_hash: str) -> bool:
        """Say whether it is the password of this hash."""
        return self._hasher.matches(password, password_hash)

    @cached_property
    def decoy_hash(self) -> str:
        """Take as long for a name that nobody bears as for one that somebody does."""
        return self._hasher.hash(random_secret(self._randomness))
