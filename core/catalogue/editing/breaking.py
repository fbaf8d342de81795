"""What a change of a shared entry breaks in the matters and themes that use it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from core.catalogue.catalogue import Catalogue
from core.catalogue.checking import check_matter, check_theme
from core.catalogue.editing.entries import EntryKind, with_entry_in
from core.catalogue.findings import Finding
from core.catalogue.models import Matter, Part, Theme


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
