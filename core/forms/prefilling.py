"""What can be fetched instead of asked: which licences, for whom, and only the parts needed.

Purpose limitation (law 3) holds for fetching as well: of everything that a licence carries
only the elements that this form asks about its holder are requested.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.forms.models import FieldKey

HOLDER_NUMBERS = ("per.id_no", "org.uscc")
"""Elements that tell whose licence it is: a person's number, an organisation's code."""

VALID = "valid"
"""The only status in which a licence may be used; it is asked for at every use."""


@dataclass(frozen=True, slots=True)
class LicenceWanted:
    """One licence of one holder, and the elements that the form asks of it.

    ``holder`` is the field whose value says whose licence it is.
    """

    licence: str
    subject: str
    holder: FieldKey
    elements: tuple[str, ...]

    @property
    def keys(self) -> tuple[FieldKey, ...]:
        """Return the fields that it fills in."""
        return tuple(FieldKey(element, self.subject) for element in self.elements)


@dataclass(frozen=True, slots=True)
class LicenceCopy:
    """What a licence library answered: the parts requested, and the status at that moment."""

    licence: str
    number: str
    status: str
    values: Mapping[str, Any]
    checked_at: datetime


@dataclass(frozen=True, slots=True)
class FetchedValue:
    """A value with its origin. It can be contested, never edited away (law 5)."""

    key: FieldKey
    value: Any
    licence: str
    number: str
    checked_at: datetime


def licences_wanted(
    carried: Iterable[tuple[str, str, tuple[str, ...]]],
    fetchable: frozenset[FieldKey],
    asked: frozenset[FieldKey],
) -> tuple[LicenceWanted, ...]:
    """Return the licences to request.

    Args:
        carried: Licence, holder and contents of every licence that may be fetched.
        fetchable: The fields whose source is a licence.
        asked: The whole form; the holder's number has to be in it.
    """
    wanted: dict[tuple[str, str], LicenceWanted] = {}
    for licence, subject, contents in carried:
        holder = next((k for n in HOLDER_NUMBERS if (k := FieldKey(n, subject)) in asked), None)
        elements = tuple(e for e in contents if FieldKey(e, subject) in fetchable)
        if holder is not None and elements:
            wanted[licence, subject] = LicenceWanted(licence, subject, holder, elements)
    return tuple(wanted.values())


def taken_from(copy: LicenceCopy, wanted: LicenceWanted) -> tuple[FetchedValue, ...]:
    """Return the values to use: none if the licence is not valid, none that was not asked for."""
    if copy.status != VALID:
        return ()
    return tuple(
        FetchedValue(key, copy.values[key.element], copy.licence, copy.number, copy.checked_at)
        for key in wanted.keys
        if copy.values.get(key.element) not in (None, "")
    )
