"""What is kept of the life of themes: first days, archiving, opening again."""

from collections.abc import Mapping
from typing import Protocol

from core.themes.terms import ThemeTerm


class TermStore(Protocol):
    """Keeps what was said about the life of themes; nothing of it is ever changed."""

    def of(self, code: str) -> tuple[ThemeTerm, ...]:
        """Return everything said about a theme, in order."""

    def every(self) -> Mapping[str, tuple[ThemeTerm, ...]]:
        """Return everything said about every theme, by code and in order."""

    def add(self, code: str, term: ThemeTerm) -> None:
        """Add something, after whatever others say at the same moment."""
