"""The use cases of the matter library: spreadsheets in and out, nothing half-imported."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from core.catalogue.catalogue import Catalogue
from core.catalogue.matter_files import matter_file
from core.catalogue.models import Matter
from core.catalogue.spreadsheets import Imported, import_spreadsheet, write_spreadsheet
from core.catalogue.suggesting import Label, Matcher
from core.errors import ForeignMatterError, UnknownMatterError
from core.ports import Clock, Transaction
from core.services.acting import StaffTransaction
from core.services.library.binding import OpenField
from core.services.queries.compare_versions import Impact, impact_of
from core.services.setting_aside import newest_versions, sound_drafts
from core.staff.models import Principal
from core.staff.permissions import UseCase


class LibraryService:
    """Everything that changes the matter library. Departments change their own matters only."""

    def __init__(
        self, *, transaction: Transaction, clock: Clock, acting: StaffTransaction | None = None
    ) -> None:
        self._acting = acting or StaffTransaction(transaction, clock)
        self._clock = clock
        self._matcher: tuple[Catalogue, Matcher] | None = None

    def catalogue(self, session: Principal) -> Catalogue:
        """Return the library as it stands now."""
        return self._catalogue(session, UseCase.READ_LIBRARY)

    def departments(self, session: Principal) -> dict[str, str]:
        """Return the departments, code to name, whose matters somebody may change."""
        with self._acting(session, UseCase.LIST_DEPARTMENTS) as (stores, permit):
            known = stores.catalogue.read().catalogue.departments
        return {code: one.name for code, one in known.items() if permit.covers(code)}

    def read(self, session: Principal, raw: bytes, *, name: str, department: str) -> Imported:
        """Return what a spreadsheet says, row by row; nothing is kept, and nothing bound.

        Raises:
            ForeignMatterError: If it is to be another department's than the person's.
            SpreadsheetRefusedError: If it cannot or must not be read.
        """
        with self._acting(session, UseCase.READ_SPREADSHEET) as (stores, permit):
            catalogue = stores.catalogue.read().catalogue
            if not permit.covers(department):
                raise ForeignMatterError(code=department)
        return import_spreadsheet(
            raw,
            name=name,
            department=department,
            catalogue=catalogue,
            matcher=partial(self._matcher_for, catalogue),
            bind_exact=False,
        )

    def open_fields(self, session: Principal, matter: Matter) -> tuple[OpenField, ...]:
        """Return the fields that somebody still has to say something about."""
        matcher = self._matcher_for(self._catalogue(session, UseCase.LIST_OPEN_FIELDS))
        entries = list(matter.entries())
        labels = [Label(e.label, f.section, matter.code, matter.department) for _, f, e in entries]
        found = matcher.suggest_all(labels)
        return tuple(
            OpenField(ref, entry.label, field.section, tuple(suggestions))
            for (ref, field, entry), suggestions in zip(entries, found, strict=True)
            if entry.element is None or entry.subject is None
        )

    def save(self, session: Principal, matters: Iterable[Matter]) -> tuple[str, ...]:
        """Keep matters in the library, all or none; return their codes.

        Raises:
            ForeignMatterError: If one is of another department than the person's, or would
                take the place of one.
        """
        with self._acting(session, UseCase.SAVE_MATTERS) as (stores, permit):
            known = stores.catalogue.read().catalogue.matters
            kept = tuple(matters)
            for matter in kept:
                before = known.get(matter.code)
                owners = {matter.department, before.department if before else matter.department}
                if not all(map(permit.covers, owners)) or len(owners) > 1:
                    raise ForeignMatterError(code=matter.code)
            files = {f"matters/{matter.code}.yaml": matter_file(matter) for matter in kept}
            stores.catalogue.put(files, at=self._clock(), by=permit.username)
        return tuple(matter.code for matter in kept)

    def replaced(self, session: Principal, matters: Iterable[Matter]) -> tuple[str, ...]:
        """Return the codes that are in the library already, so that saving replaces them."""
        known = self._catalogue(session, UseCase.LIST_REPLACED).matters
        return tuple(matter.code for matter in matters if matter.code in known)

    def impacts(self, session: Principal, matters: Iterable[Matter]) -> tuple[Impact, ...]:
        """Return whom it touches if matters replace those of the library, one by one.

        Themes in the making count as well as published ones.
        """
        with self._acting(session, UseCase.LIST_IMPACTS) as (stores, _):
            codes = [matter.code for matter in matters]
            catalogue = stores.catalogue.read().catalogue
            themes = {code: theme for code, (_, theme) in sound_drafts(stores).items()}
            for code, version in newest_versions(stores).items():
                themes.setdefault(code, version.theme)
            running = {code: stores.cases.running_by_version(code) for code in codes}
        every = replace(catalogue, themes=themes)
        return tuple(
            impact_of(code, every, running[code]) for code in codes if code in catalogue.matters
        )

    def spreadsheet(self, session: Principal, code: str) -> bytes:
        """Return a matter as the spreadsheet that reads back unchanged.

        Raises:
            UnknownMatterError: If the library has no such matter.
        """
        matter = self._catalogue(session, UseCase.EXPORT_MATTER).matters.get(code)
        if matter is None:
            raise UnknownMatterError(code=code)
        return write_spreadsheet(matter)

    def _catalogue(self, session: Principal, use_case: UseCase) -> Catalogue:
        with self._acting(session, use_case) as (stores, _):
            return stores.catalogue.read().catalogue

    def _matcher_for(self, catalogue: Catalogue) -> Matcher:
        """Return what suggests; it learns anew when the library has changed."""
        if self._matcher is None or self._matcher[0] is not catalogue:
            self._matcher = catalogue, Matcher(catalogue)
        return self._matcher[1]
