"""What has changed in the law since a case came in, for its officer to know (停用、废止).

A case goes on under the version that it was received with (law 9). The officer sees since when
nobody can apply for the matter any more, and which law that it rests on is not in force.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.catalogue.stops import DatedLibrary, MatterStop, RepealedLaw, StopReason

__all__ = ["RepealedLaw", "SeenValidity", "StopReason", "seen_validity"]


@dataclass(frozen=True, slots=True)
class SeenValidity:
    """Why nobody can apply for a matter any more, and the laws under it that are not in force."""

    stop: MatterStop | None
    repealed: tuple[RepealedLaw, ...]


def seen_validity(
    library: DatedLibrary, matter: str, bases: Iterable[str], on: date
) -> SeenValidity | None:
    """Return what an officer of a running case is told; nothing where all is as it was.

    Args:
        library: What of the library has days, as it says now.
        matter: The code of the matter.
        bases: What the version of the case says that it rests on.
        on: The day.
    """
    stop = next((found for found in library.stops([matter], on) if found.is_over), None)
    repealed = library.repealed(bases, on)
    return SeenValidity(stop, repealed) if stop or repealed else None
