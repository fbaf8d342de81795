"""Passwords, kept as bcrypt hashes."""

import bcrypt

ROUNDS = 12
"""About a third of a second a password: slow for whoever guesses, bearable at a login."""


class BcryptPasswordHasher:
    """Implements :class:`core.ports.PasswordHasher`."""

    def __init__(self, rounds: int = ROUNDS) -> None:
        self._rounds = rounds

    def hash(self, password: str) -> str:
        """Return what may be stored of a password of at most 72 bytes.

        Examples:
            >>> BcryptPasswordHasher(rounds=4).hash("kzmt-8r4n-w6qd")[:7]
            '$2b$04$'
        """
        return bcrypt.hashpw(password.encode(), bcrypt.gensalt(self._rounds)).decode()

    def matches(self, password: str, password_hash: str) -> bool:
        """Say whether a password is the one that was stored.

        Examples:
            >>> hasher = BcryptPasswordHasher(rounds=4)
            >>> stored = hasher.hash("kzmt-8r4n-w6qd")
            >>> hasher.matches("kzmt-8r4n-w6qd", stored), hasher.matches("密" * 99, stored)
            (True, False)
        """
        try:
            return bcrypt.checkpw(password.encode(), password_hash.encode())
        except ValueError:  # longer than bcrypt can compare, so nobody's
            return False
