"""Where the codes of the shared lists stand: in matters, themes and other lists."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel

from core.catalogue.catalogue import Catalogue
from core.catalogue.editing.entries import entries_of
from core.catalogue.editing.entry_kinds import EntryKind
from core.catalogue.models import Part
from core.catalogue.validity import LawIndex


class UsePlace(NamedTuple):
    """What uses an entry: a matter, a theme or another entry, and in how many places."""

    owner: str
    code: str
    places: int


Uses = Mapping[tuple[EntryKind, str], tuple[UsePlace, ...]]

_NAMED: Mapping[str, EntryKind] = {
    "question": EntryKind.QUESTIONS,
    "fixed_answers": EntryKind.QUESTIONS,
    "typical_answers": EntryKind.QUESTIONS,
    "together": EntryKind.QUESTIONS,
    "element": EntryKind.ELEMENTS,
    "carries": EntryKind.ELEMENTS,
    "document": EntryKind.DOCUMENTS,
    "licence": EntryKind.LICENCES,
    "subject": EntryKind.SUBJECTS,
    "bound_as": EntryKind.SUBJECTS,
    "inspects": EntryKind.SUBJECTS,
    "payer": EntryKind.SUBJECTS,
    "signed_by": EntryKind.SUBJECTS,
    "one_person": EntryKind.SUBJECTS,
    "may_be": EntryKind.SUBJECTS,
    "typical": EntryKind.SUBJECTS,
    "members": EntryKind.SUBJECTS,
    "rows_from": EntryKind.SUBJECTS,
    "rows_of": EntryKind.SUBJECTS,
    "rows_not": EntryKind.SUBJECTS,
    "first": EntryKind.SUBJECTS,
    "department": EntryKind.DEPARTMENTS,
    "lead_department": EntryKind.DEPARTMENTS,
    "standard": EntryKind.STANDARDS,
}
"""What stands under an attribute of that name. ``element@subject`` names both, wherever it is."""
_BOTH = re.compile(r"([^@\s]+)@([^@\s]+)")


def uses_in(owner: str, parts: Iterable[tuple[str, Part]]) -> dict[tuple[EntryKind, str], Any]:
    """Return which entries some things use, and where."""
    found: dict[tuple[EntryKind, str], list[UsePlace]] = {}
    for code, part in parts:
        for entry, places in Counter(_names_in("", part)).items():
            found.setdefault(entry, []).append(UsePlace(owner, code, places))
    return found


def uses_of_library(catalogue: Catalogue) -> Uses:
    """Return which entries matters and the lists use. Themes are looked at by themselves."""
    found: dict[tuple[EntryKind, str], tuple[UsePlace, ...]] = {}
    owners: list[tuple[str, Iterable[tuple[str, Part]]]] = [
        ("matters", catalogue.matters.items()),
        *((kind.value, entries_of(catalogue, kind).items()) for kind in EntryKind),
    ]
    found |= _uses_of_laws(catalogue)
    for owner, parts in owners:
        for entry, places in uses_in(owner, parts).items():
            own = (place for place in places if (place.owner, place.code) != entry)
            found[entry] = (*found.get(entry, ()), *own)
    return found


def _uses_of_laws(catalogue: Catalogue) -> dict[tuple[EntryKind, str], tuple[UsePlace, ...]]:
    """Return which matters rest on each law, under whatever name they cite it."""
    laws = LawIndex(catalogue.laws.values())
    found: dict[tuple[EntryKind, str], tuple[UsePlace, ...]] = {}
    for code, matter in catalogue.matters.items():
        for name, places in Counter(resting.law.name for resting in laws.under(matter)).items():
            at = (EntryKind.LAWS, name)
            found[at] = (*found.get(at, ()), UsePlace("matters", code, places))
    return found


def _names_in(name: str, value: Any) -> Iterator[tuple[EntryKind, str]]:
    """Yield every code of a list that stands in something, as often as it does."""
    if isinstance(value, str):
        yield from _named(name, value)
    for own, part in _parts_of(name, value):
        yield from _names_in(own, part)


def _parts_of(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Yield what something consists of, under the attribute by which it is read."""
    if isinstance(value, BaseModel):
        yield from ((own, getattr(value, own)) for own in value.model_fields_set)
    elif isinstance(value, Mapping):
        yield from ((name, key) for key in value)
        yield from (("", under) for under in value.values())
    elif isinstance(value, tuple | list):
        yield from ((name, part) for part in value)


def _named(name: str, text: str) -> Iterator[tuple[EntryKind, str]]:
    kind = _NAMED.get(name)
    if kind is not None:
        yield kind, text
    for element, subject in _BOTH.findall(text) if "@" in text else ():
        yield EntryKind.ELEMENTS, element
        yield EntryKind.SUBJECTS, subject
