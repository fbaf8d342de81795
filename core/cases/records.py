"""A case as its rows say it: plain data, of which nothing is believed yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.cases.models import Event

Row = Mapping[str, Any]
LOOKED_UP = ("theme_code", "theme_version")
"""Columns of a case that repeat what stands in its application."""
ERASED = "erased"
"""The entry that says that what a case said was erased, so that its key is gone rightly."""
PURGED = "purged"
"""The same, because its time was over."""
CLOSING = (ERASED, PURGED)
LASTING = frozenset({"received", "sealed", "withdrawn", *CLOSING})
"""Entries whose details hold no person's words. The details of all others go with the case."""
SEALED = ("received_at", "applicant_name", "matters")
"""Columns of a case that stand nowhere else, so that each has a seal of its own."""
ANSWERED = ("answer", "answered_at")
"""What comes to a correction later; its other columns are sealed when it is asked for."""


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """A case with everything that hangs on it.

    ``columns`` are those of the case itself but for its application, ``application`` is that
    document without its files; ``files`` and ``corrections`` stand under their positions.
    ``astray`` names what the case is found by and does not fit it. With ``is_closed`` there is no
    key to what the case said: then nothing but its history can be compared.
    """

    number: str
    columns: Row
    application: Row
    history: Sequence[Event]
    files: Mapping[int, Row]
    corrections: Mapping[int, Row]
    astray: tuple[str, ...] = ()
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not as it was written: ``place`` names the row or column, ``kind`` how.

    ``entry`` is the sequence of the entry that said otherwise, where there is one. ``case`` is its
    number, told where several are looked through. None of it is what a person said.
    """

    place: str
    kind: str
    entry: int | None = None
    case: str = ""
