"""Read the lists that all matters share, entry by entry, and who uses what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.catalogue.catalogue import Catalogue
from core.catalogue.editing import (
    Breakage,
    EntryKind,
    UsePlace,
    broken_by,
    entries_of,
    is_deprecated,
    name_of,
    repealed_by,
)
from core.catalogue.models import Law, Matter, Part, Theme
from core.errors import UnknownEntryError
from core.services.acting import StaffContext
from core.services.library.entry_notices import entry_notice
from core.services.library.entry_uses import (
    HeldCatalogue,
    index_of,
    library_uses,
    theme_uses,
    themes_now,
    used_as,
)
from core.staff.models import Principal
from core.staff.use_cases import UseCase
from core.working_days import day_of


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """An entry as a list shows it, and in how many matters and themes it is used."""

    code: str
    name: str
    entry: Part
    is_deprecated: bool
    matters: int
    themes: int
    notice: str = ""


@dataclass(frozen=True, slots=True)
class EntryRecord:
    """An entry with what stands around it.

    ``before`` and ``after`` are its neighbours. ``published`` are the themes of which a version
    that uses it is published. ``today`` is the day on which a law is in force or not.
    """

    kind: EntryKind
    code: str
    name: str
    entry: Part
    catalogue: Catalogue
    before: str | None
    after: str | None
    uses: tuple[UsePlace, ...]
    themes: Mapping[str, Theme]
    published: frozenset[str]
    may_change: bool
    today: date


class ReadEntries:
    """Reads the lists of the library, and says who uses what."""

    def __init__(self, staff: StaffContext) -> None:
        self._staff = staff

    def entries(self, session: Principal, kind: EntryKind, words: str) -> tuple[ListedEntry, ...]:
        """Return the entries of a list that every word fits, the best first."""
        with self._staff.as_permitted(session, UseCase.LIST_ENTRIES) as (stores, _):
            catalogue = stores.catalogue.read().catalogue
            themes = themes_now(stores)
        known = entries_of(catalogue, kind)
        in_themes = theme_uses(catalogue, themes)
        in_matters = library_uses(HeldCatalogue(catalogue))
        today = self._today()
        found = index_of(HeldCatalogue(catalogue), kind).find(words)
        return tuple(
            ListedEntry(
                code=hit.code,
                name=name_of(known[hit.code], catalogue),
                entry=known[hit.code],
                is_deprecated=is_deprecated(known[hit.code]),
                matters=sum(use.owner == "matters" for use in in_matters.get(at, ())),
                themes=len(in_themes.get(at, ())),
                notice=entry_notice(known[hit.code], catalogue, today),
            )
            for hit in found
            for at in (used_as(kind, known[hit.code]),)
        )

    def entry(self, session: Principal, kind: EntryKind, code: str) -> EntryRecord:
        """Return an entry with who uses it.

        Raises:
            UnknownEntryError: If the list has no such entry.
        """
        with self._staff.as_permitted(session, UseCase.READ_ENTRY) as (stores, permit):
            catalogue = stores.catalogue.read().catalogue
            themes = themes_now(stores)
            published = frozenset(stores.themes.latest_numbers())
        known = entries_of(catalogue, kind)
        if code not in known:
            raise UnknownEntryError(code=code)
        codes = list(known)
        place = codes.index(code)
        at = used_as(kind, known[code])
        used_in = theme_uses(catalogue, themes).get(at, ())
        return EntryRecord(
            kind=kind,
            code=code,
            name=name_of(known[code], catalogue),
            entry=known[code],
            catalogue=catalogue,
            before=codes[place - 1] if place else None,
            after=codes[place + 1] if place + 1 < len(codes) else None,
            uses=(*used_in, *library_uses(HeldCatalogue(catalogue)).get(at, ())),
            themes={use.code: themes[use.code] for use in used_in},
            published=published,
            may_change=permit.covers(None),
            today=self._today(),
        )

    def _today(self) -> date:
        return day_of(self._staff.clock())

    def breakages(self, session: Principal, kind: EntryKind, after: Part) -> tuple[Breakage, ...]:
        """Return what a change breaks in the matters and themes that use the entry."""
        with self._staff.as_permitted(session, UseCase.FORESEE_ENTRY) as (stores, _):
            catalogue = stores.catalogue.read().catalogue
            themes = themes_now(stores)
        if isinstance(after, Law):
            return repealed_by(catalogue, after, themes.values(), self._today())
        at = used_as(kind, after)
        users: list[Matter | Theme] = [
            themes[use.code] for use in theme_uses(catalogue, themes).get(at, ())
        ]
        users += [
            catalogue.matters[use.code]
            for use in library_uses(HeldCatalogue(catalogue)).get(at, ())
            if use.owner == "matters"
        ]
        return broken_by(catalogue, kind, after, users)
