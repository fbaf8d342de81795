"""What a virus scanner said of files."""

from collections.abc import Collection, Mapping
from typing import Protocol

from core.materials.screening import Screened, ScreenState


class VirusScanner(Protocol):
    """Looks for what does harm in files."""

    def find(self, content: bytes) -> str:
        """Return the name of what was found in a file, or nothing.

        Raises:
            ScannerUnreachableError: If it gave no answer that can be used.
        """


class ScreenStore(Protocol):
    """Keeps what a scanner said of each file, by its digest; files are those of all halls."""

    def write(self, screened: Screened) -> None:
        """Insert or replace what is known of a file; that it waits replaces nothing."""

    def of(self, digest: str) -> Screened | None:
        """Return what is known of a file."""

    def in_state(self, state: ScreenState) -> tuple[Screened, ...]:
        """Return every file of a state, the longest first."""

    def states(self, digests: Collection[str]) -> Mapping[str, ScreenState]:
        """Return how these files stand, as far as it is known."""

    def forget(self, digests: Collection[str]) -> None:
        """Remove what is known of files that are removed; what was found harmful stays known."""
