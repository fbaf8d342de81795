"""What the reasons of a round rest on (依据), kept so that it can be shown when the log is gone.

Of a log its digest and its counts are kept, and of its cases figures by matter: no case, no row,
nobody's name. Whoever still has the log can show that it is the same.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any, Self


class LogKind(StrEnum):
    """Where a log came from."""

    OWN = "own"
    """The histories of this hall's own cases."""
    FILE = "file"
    """A file from elsewhere, which is not kept."""


@dataclass(frozen=True, slots=True)
class LogSource:
    """A log that was looked at: the SHA-256 digest of its bytes, and what was read of it.

    ``rows`` are those that were read as events, ``left_out`` those that were not. The days are
    those of the first and the last event, empty where there is none.
    """

    kind: LogKind
    digest: str
    rows: int
    left_out: int
    cases: int
    first_on: str = ""
    last_on: str = ""


@dataclass(frozen=True, slots=True)
class MatterFigures:
    """What the cases of one matter came to, beside what was declared of it on that day.

    Days are working days. ``beyond`` are materials that no guide names, with how many cases. Names
    are those of that day.
    """

    matter: str
    name: str
    cases: int
    decided: int
    median_days: float | None
    nine_of_ten_days: int | None
    longest_days: int | None
    late: int
    corrections: int
    deemed: int
    mean_trips: float
    committed_days: int | None
    beyond: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class RoundEvidence:
    """The logs that a round looked at, and the table that its reasons were read from."""

    sources: tuple[LogSource, ...]
    matters: tuple[MatterFigures, ...]

    def as_details(self) -> dict[str, Any]:
        """Return it as an event of the round has it."""
        return asdict(self)

    @classmethod
    def from_details(cls, details: Mapping[str, Any] | None) -> Self | None:
        """Return it as it was written down; rounds before had none.

        Examples:
            >>> source = LogSource(LogKind.FILE, "ab", 3, 1, 2)
            >>> kept = RoundEvidence((source,), ())
            >>> RoundEvidence.from_details(kept.as_details()) == kept
            True
            >>> RoundEvidence.from_details(None) is None
            True
        """
        if details is None:
            return None
        sources = (_known(LogSource, source) for source in details["sources"])
        return cls(
            tuple(LogSource(**{**given, "kind": LogKind(given["kind"])}) for given in sources),
            tuple(
                MatterFigures(**{**given, "beyond": tuple(map(tuple, given.get("beyond", ())))})
                for given in (_known(MatterFigures, row) for row in details["matters"])
            ),
        )


def _known(kind: type, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what this version knows of what was written down, perhaps by a later one."""
    names = {each.name for each in fields(kind)}
    return {name: value for name, value in given.items() if name in names}
