"""What the core needs from the machine: the time, chance, files, secrets, paper."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Protocol

from core.handouts.models import Handout
from core.materials.inspecting import Inspected
from core.receipts.models import MissingGlyph, Paper

Clock = Callable[[], datetime]
"""Returns the present moment, with its time zone."""

Elapsed = Callable[[], float]
"""Returns seconds that only count on, whatever the clock is set to."""

Randomness = Callable[[int, str], str]
"""Returns so many unpredictable symbols of an alphabet."""

Inspector = Callable[[bytes], Inspected]
"""Returns what is kept of a file, or refuses it: :func:`core.materials.inspecting.inspect`."""


class FileStore(Protocol):
    """Keeps files by the SHA-256 of their content."""

    def put(self, content: bytes) -> str:
        """Write a file durably and return its digest; writing it again changes nothing."""

    def get(self, digest: str) -> bytes:
        """Return a file.

        Raises:
            FileLostError: If it is gone, or no longer the same.
            StorageError: If it cannot be read.
        """

    def remove(self, digest: str) -> None:
        """Remove a file; one that is not there is no error."""


class Sealer(Protocol):
    """Seals what somebody leaves here, so that it opens by their secret alone."""

    def seal(self, content: bytes, secret: str) -> bytes:
        """Return what may be stored."""

    def open(self, sealed: bytes, secret: str) -> bytes | None:
        """Return what was sealed, or nothing if the secret is another one."""


class PasswordHasher(Protocol):
    """Keeps passwords so that nobody can read them."""

    def hash(self, password: str) -> str:
        """Return what may be stored of a password."""

    def matches(self, password: str, password_hash: str) -> bool:
        """Say whether a password is the one that was stored."""


class KnownPasswords(Protocol):
    """Knows passwords that others have or would try."""

    @property
    def words(self) -> Collection[str]:
        """Return words that passwords are made of, in small letters."""

    def is_breached(self, password: str) -> bool:
        """Say whether a password is known to have been somebody's."""


class Printer(Protocol):
    """Turns the content of a paper into a PDF, or into a page that a browser prints."""

    def print_paper(self, content: Paper) -> bytes:
        """Return a paper as PDF bytes.

        Raises:
            PrintingError: If it cannot be made.
        """

    def lay_out(self, content: Paper) -> str:
        """Return a paper as a page of its own, for the printer of a browser.

        Raises:
            PrintingError: If it cannot be made.
        """

    def missing_on(self, content: Paper) -> tuple[MissingGlyph, ...]:
        """Return the characters that cannot be printed, to be told before the paper is."""


class HandoutWriter(Protocol):
    """Writes handouts as files that people circulate."""

    @property
    def media_types(self) -> Mapping[str, str]:
        """Return what each format is sent as, by what names of files end in."""

    def picture(self, handout: Handout) -> bytes:
        """Return the charts of a handout as one PNG.

        Raises:
            PrintingError: If they cannot be drawn.
        """

    def write(self, handout: Handout, form: str) -> bytes:
        """Return a handout as a file of one of the formats.

        Raises:
            PrintingError: If it cannot be made.
            SpreadsheetRefusedError: If a text is longer than a cell holds.
        """
