"""Passwords that others know: words of a list that comes along, and a file of digests."""

import hashlib
from functools import cached_property
from io import BufferedReader
from pathlib import Path

from adapters.settings import ROOT

COMMON = ROOT / "assets" / "passwords" / "common.txt"
_SHORTEST_DIGEST = 10
"""Of the 40 letters of a digest; a shorter beginning would meet passwords that nobody knows."""


class KnownPasswordFiles:
    """Implements :class:`core.ports.KnownPasswords`.

    ``breached`` is a file as Have I Been Pwned offers it: SHA-1 in hexadecimal, one a line and in
    order, each as it is or its beginning, with or without ``:count``.
    """

    def __init__(self, breached: Path | None = None, common: Path = COMMON) -> None:
        self._breached = breached
        self._common = common

    @cached_property
    def words(self) -> frozenset[str]:
        """Return the words that passwords in breaches are made of."""
        lines = self._common.read_text("utf-8").splitlines()
        return frozenset(line.strip() for line in lines if not line.startswith("#"))

    def is_breached(self, password: str) -> bool:
        """Say whether a password stands in the file; without one, none does."""
        if self._breached is None:
            return False
        digest = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()
        with self._breached.open("rb") as file:
            return _stands_in(file, digest.encode())


def _stands_in(file: BufferedReader, digest: bytes) -> bool:
    """Look by halves: the file has some forty gigabytes."""
    low, high = 0, file.seek(0, 2)
    while low < high:
        middle = (low + high) // 2
        line = _line_from(file, middle)
        suffix = line.partition(b":")[0].strip().upper()
        if len(suffix) >= _SHORTEST_DIGEST and digest.startswith(suffix):
            return True
        if line and suffix < digest:
            low = file.tell()
        else:
            high = middle
    return False


def _line_from(file: BufferedReader, place: int) -> bytes:
    """Return the first line that begins at a place or after it."""
    file.seek(max(place - 1, 0))
    if place:
        file.readline()
    return file.readline()
