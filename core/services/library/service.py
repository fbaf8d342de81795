"""The use cases of the matter library: spreadsheets in and out, nothing half-imported."""

from collections.abc import Iterable
from dataclasses import replace

from core.catalogue.matter_files import matter_file
from core.catalogue.models import Matter
from core.catalogue.packages import Catalogue
from core.catalogue.spreadsheets import Imported, import_spreadsheet, write_spreadsheet
from core.catalogue.suggesting import Label, Matcher
from core.errors import ForeignMatterError, UnknownMatterError
from core.ports import Clock, Transaction
from core.services.compare_versions import Impact, impact_of
from core.services.library.binding import OpenField
from core.services.setting_aside import newest_versions
from core.services.theme_documents import theme_of
from core.staff.models import Role, StaffMember


class LibraryService:
    """Everything that changes the matter library. Departments change their own matters only."""

    def __init__(self, *, transaction: Transaction, clock: Clock) -> None:
        self._transaction = transaction
        self._clock = clock
        self._matcher: tuple[Catalogue, Matcher] | None = None

    def catalogue(self) -> Catalogue:
        """Return the library as it stands now."""
        with self._transaction() as stores:
            return stores.catalogue.read().catalogue

    def departments(self, person: StaffMember) -> dict[str, str]:
        """Return the departments, code to name, whose matters somebody may change."""
        known = self.catalogue().departments
        return {code: one.name for code, one in known.items() if _may_change(person, code)}

    def read(self, raw: bytes, *, name: str, department: str) -> Imported:
        """Return what a spreadsheet says, row by row; nothing is kept, and nothing bound.

        Raises:
            SpreadsheetRefusedError: If it cannot or must not be read.
        """
        return import_spreadsheet(
            raw,
            name=name,
            department=department,
            catalogue=self.catalogue(),
            matcher=self._current_matcher,
            bind_exact=False,
        )

    def open_fields(self, matter: Matter) -> tuple[OpenField, ...]:
        """Return the fields that somebody still has to say something about."""
        entries = list(matter.entries())
        labels = [Label(e.label, f.section, matter.code, matter.department) for _, f, e in entries]
        found = self._current_matcher().suggest_all(labels)
        return tuple(
            OpenField(ref, entry.label, field.section, tuple(suggestions))
            for (ref, field, entry), suggestions in zip(entries, found, strict=True)
            if entry.element is None or entry.subject is None
        )

    def save(self, matters: Iterable[Matter], *, by: StaffMember) -> tuple[str, ...]:
        """Keep matters in the library, all or none; return their codes.

        Raises:
            ForeignMatterError: If one is of another department than the person's, or would
                take the place of one.
        """
        with self._transaction() as stores:
            known = stores.catalogue.read().catalogue.matters
            kept = tuple(matters)
            for matter in kept:
                before = known.get(matter.code)
                owners = {matter.department, before.department if before else matter.department}
                if not all(_may_change(by, owner) for owner in owners) or len(owners) > 1:
                    raise ForeignMatterError(code=matter.code)
            files = {f"matters/{matter.code}.yaml": matter_file(matter) for matter in kept}
            stores.catalogue.put(files, at=self._clock(), by=by.username)
        return tuple(matter.code for matter in kept)

    def replaced(self, matters: Iterable[Matter]) -> tuple[str, ...]:
        """Return the codes that are in the library already, so that saving replaces them."""
        known = self.catalogue().matters
        return tuple(matter.code for matter in matters if matter.code in known)

    def impacts(self, matters: Iterable[Matter]) -> tuple[Impact, ...]:
        """Return whom it touches if matters replace those of the library, one by one.

        Themes in the making count as well as published ones.
        """
        codes = [matter.code for matter in matters]
        with self._transaction() as stores:
            catalogue = stores.catalogue.read().catalogue
            themes = {draft.code: theme_of(draft.document) for draft in stores.themes.drafts()}
            for code, version in newest_versions(stores).items():
                themes.setdefault(code, version.theme)
            running = {code: stores.cases.running_by_version(code) for code in codes}
        every = replace(catalogue, themes=themes)
        return tuple(
            impact_of(code, every, running[code]) for code in codes if code in catalogue.matters
        )

    def spreadsheet(self, code: str) -> bytes:
        """Return a matter as the spreadsheet that reads back unchanged.

        Raises:
            UnknownMatterError: If the library has no such matter.
        """
        matter = self.catalogue().matters.get(code)
        if matter is None:
            raise UnknownMatterError(code=code)
        return write_spreadsheet(matter)

    def _current_matcher(self) -> Matcher:
        """Return what suggests; it learns anew when the library has changed."""
        catalogue = self.catalogue()
        if self._matcher is None or self._matcher[0] is not catalogue:
            self._matcher = catalogue, Matcher(catalogue)
        return self._matcher[1]


def _may_change(person: StaffMember, department: str) -> bool:
    if person.may_act_as(Role.POLICY):
        return True
    return person.may_act_as(Role.DEPARTMENT) and person.department == department
