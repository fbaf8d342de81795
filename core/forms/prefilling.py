"""What can be fetched instead of asked: which licences, for whom, and only the parts needed.

Purpose limitation (law 3) holds for fetching as well: of everything that a licence carries
only the elements that this form asks about its holder are requested.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from core.catalogue.models import FieldKey
from core.forms.sources import ValueSource
from core.materials.keys import LicenceKey

HOLDER_NUMBERS = ("per.id_no", "org.uscc")
"""Elements that tell whose licence it is: a person's number, an organisation's code."""

VALID = "valid"
"""The only status in which a licence may be used; it is asked for at every use."""


@dataclass(frozen=True, slots=True)
class LicenceWanted:
    """One licence of one holder, and the elements that the form asks of it.

    ``holder`` is the field whose value says whose licence it is; ``source`` is the licence
    library or another department's shared data.
    """

    licence: str
    subject: str
    holder: FieldKey
    elements: tuple[str, ...]
    source: ValueSource = ValueSource.E_LICENCE

    @property
    def code(self) -> str:
        """Return ``licence@subject``, which names it among the licences of a form."""
        return str(LicenceKey(self.licence, self.subject))

    @property
    def keys(self) -> tuple[FieldKey, ...]:
        """Return the fields that it fills in."""
        return tuple(FieldKey(element, self.subject) for element in self.elements)


@dataclass(frozen=True, slots=True)
class LicenceCopy:
    """What a licence library answered: the parts requested, and the status at that moment."""

    licence: str
    number: str = field(repr=False)  # personal, so in no log; as are the values
    status: str
    values: Mapping[str, Any] = field(repr=False)
    checked_at: datetime


@dataclass(frozen=True, slots=True)
class FetchedValue:
    """A value with its origin. It can be contested, never edited away (law 5)."""

    key: FieldKey
    value: Any = field(repr=False)
    licence: str
    number: str = field(repr=False)
    checked_at: datetime


def licences_wanted(
    carried: Iterable[tuple[str, str, tuple[str, ...], ValueSource, tuple[FieldKey, ...]]],
    fetchable: frozenset[FieldKey],
    asked: frozenset[FieldKey],
) -> tuple[LicenceWanted, ...]:
    """Return the licences to request.

    Args:
        carried: Licence, holder, contents and source of all that may be fetched, and the
            fields by which it is looked up where its holder has no number.
        fetchable: The fields whose source is a licence.
        asked: The whole form; the holder's number has to be in it.
    """
    wanted: dict[tuple[str, str], LicenceWanted] = {}
    for licence, subject, contents, source, others in carried:
        own = (FieldKey(number, subject) for number in HOLDER_NUMBERS)
        holder = next((key for key in (*own, *others) if key in asked), None)
        elements = tuple(e for e in contents if FieldKey(e, subject) in fetchable)
        if holder is not None and elements:
            wanted[licence, subject] = LicenceWanted(licence, subject, holder, elements, source)
    return tuple(wanted.values())


def fewest_licences(wanted: Iterable[LicenceWanted]) -> tuple[LicenceWanted, ...]:
    """Return the licences without what another one tells as well.

    The one that tells most is asked first, so that as few as can be are asked at all.

    Examples:
        >>> holder = FieldKey("per.id_no", "mover")
        >>> card = LicenceWanted("card", "mover", holder, ("per.name", "per.sex"))
        >>> book = LicenceWanted("book", "mover", holder, ("per.name", "per.sex", "per.head"))
        >>> [one.licence for one in fewest_licences([card, book])]
        ['book']
    """
    in_order = tuple(wanted)
    carried: set[FieldKey] = set()
    kept: dict[str, LicenceWanted] = {}
    for licence in sorted(in_order, key=lambda licence: -len(licence.elements)):
        elements = tuple(key.element for key in licence.keys if key not in carried)
        if elements:
            kept[licence.code] = replace(licence, elements=elements)
            carried.update(licence.keys)
    return tuple(kept[licence.code] for licence in in_order if licence.code in kept)


def taken_from(copy: LicenceCopy, wanted: LicenceWanted) -> tuple[FetchedValue, ...]:
    """Return the values to use: none if the licence is not valid, none that was not asked for."""
    if copy.status != VALID:
        return ()
    return tuple(
        FetchedValue(key, copy.values[key.element], copy.licence, copy.number, copy.checked_at)
        for key in wanted.keys
        if copy.values.get(key.element) not in (None, "")
    )
