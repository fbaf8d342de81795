"""Offer persons who were named already for the rows of a table: values are taken, never merged."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Subject
from core.forms.parties import Parties
from core.forms.validating import is_empty
from core.themes.guides import Guide

_NAME = "per.name"
_TAKEN = (_NAME, "per.id_type", "per.id_no", "per.mobile", "per.tel")
"""What is the same of a person wherever they stand: who they are, and how they are reached."""


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A person who was named already, and what a row takes over, by its places."""

    name: str = field(repr=False)
    values: Mapping[str, Any] = field(repr=False)


def persons_for_rows(
    catalogue: Catalogue, guide: Guide, values: Mapping[str, Any], group: str
) -> tuple[NamedPerson, ...]:
    """Return who may stand in the next row of a table, mostly the first one first.

    Nobody is offered who stands in a row already, or who never does.
    """
    subject = catalogue.subjects.get(group)
    if subject is None:
        return ()
    asked = tuple(str(key) for key in guide.form_by_key if key.subject == group)
    there = {_who(row) for row in _rows(values, group)}
    never = {_who(_person(values, role, guide.parties)) for role in subject.rows_not}
    persons = {}
    for person in _candidates(subject, values, guide.parties):
        who = _who(person)
        if who[0] and who not in there | never and who not in persons:
            places = {f"{element}@{group}": value for element, value in person.items()}
            persons[who] = {place: places[place] for place in asked if place in places}
    return tuple(NamedPerson(name, taken) for (name, _), taken in persons.items())


def _candidates(
    subject: Subject, values: Mapping[str, Any], parties: Parties
) -> Iterator[dict[str, Any]]:
    for role in sorted(subject.rows_from, key=lambda role: role != subject.first):
        yield _person(values, role, parties)
    for other in subject.rows_of:
        yield from _rows(values, other)


def _person(values: Mapping[str, Any], role: str, parties: Parties) -> dict[str, Any]:
    holder = parties.represented_by.get(role, role)
    return _filled((element, values.get(f"{element}@{holder}")) for element in _TAKEN)


def _rows(values: Mapping[str, Any], group: str) -> Iterator[dict[str, Any]]:
    columns = {element: values.get(f"{element}@{group}") for element in _TAKEN}
    entries = {name: column for name, column in columns.items() if isinstance(column, list)}
    for number in range(max(map(len, entries.values()), default=0)):
        yield _filled(
            (element, column[number]) for element, column in entries.items() if number < len(column)
        )


def _filled(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    return {element: value for element, value in pairs if not is_empty(value)}


def _who(person: Mapping[str, Any]) -> tuple[str, str]:
    return str(person.get(_NAME, "")), str(person.get("per.id_no", ""))
