"""What a change of a shared entry breaks in the matters and themes that use it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from core.catalogue.catalogue import Catalogue
from core.catalogue.checking import check_matter, check_theme
from core.catalogue.editing.entries import with_entry_in
from core.catalogue.editing.entry_kinds import EntryKind
from core.catalogue.findings import Finding
from core.catalogue.models import Law, Matter, Part, Theme
from core.catalogue.validity import LawIndex, bases_repealed, themes_by_matter


class Breakage(NamedTuple):
    """What is wrong with a matter or a theme once an entry is changed, and was not before."""

    owner: str
    code: str
    finding: Finding


def broken_by(
    catalogue: Catalogue, kind: EntryKind, after: Part, users: Iterable[Matter | Theme]
) -> tuple[Breakage, ...]:
    """Return what a changed entry breaks in what uses it, as the library stands."""
    changed = with_entry_in(catalogue, kind, after)
    return tuple(breakage for user in users for breakage in _new(user, catalogue, changed))


def repealed_by(
    catalogue: Catalogue, after: Law, themes: Iterable[Theme], today: date
) -> tuple[Breakage, ...]:
    """Return the matters that rest on a law which a changed law takes out of force.

    They are looked at on the day after the last one on which it is in force, else today.
    """
    on = date.fromisoformat(after.valid_to) + timedelta(days=1) if after.valid_to else today
    having = themes_by_matter(themes)
    before, laws = catalogue.laws, {**catalogue.laws, after.name: after}
    known, indexed = LawIndex(before.values()), LawIndex(laws.values())
    found = []
    for code, matter in catalogue.matters.items():
        users = having.get(code, ())
        old = [finding for _, finding in bases_repealed(matter, known, on, users)]
        new = [finding for _, finding in bases_repealed(matter, indexed, on, users)]
        found += [Breakage("matters", code, finding) for finding in new if finding not in old]
    return tuple(found)


def _new(user: Matter | Theme, before: Catalogue, after: Catalogue) -> Iterator[Breakage]:
    owner = "matters" if isinstance(user, Matter) else "themes"
    check = _CHECKS[owner]
    known = {finding for _, finding in check(user, before)}
    for finding in dict.fromkeys(finding for _, finding in check(user, after)):
        if finding not in known:
            yield Breakage(owner, user.code, finding)


_CHECKS: Mapping[str, Callable[[Any, Catalogue], Iterable[tuple[Any, Finding]]]] = {
    "matters": check_matter,
    "themes": check_theme,
}
