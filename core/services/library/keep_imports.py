"""Read matters from spreadsheets, and keep what is not finished: over a reload and a night.

Kept are the spreadsheet and what was decided of it. It is read anew when it is opened, so that
what the library has learnt meanwhile is suggested too.
"""

from dataclasses import replace
from functools import partial

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Matter
from core.catalogue.spreadsheets import Imported, import_spreadsheet
from core.catalogue.suggesting import Label, Matcher
from core.catalogue.suggesting.decisions import ImportRow
from core.errors import ForeignMatterError, ImportGoneError, TooManyImportsError
from core.ports import KeptImport
from core.services.acting import StaffContext
from core.services.library.unfinished_imports import (
    ImportState,
    OpenedImport,
    UnfinishedImport,
    forget_import,
    own_import,
    plain_state,
    shown_import,
)
from core.staff.models import Principal
from core.staff.use_cases import UseCase

MOST_IMPORTS = 50


class KeepImports:
    """Reads spreadsheets, and keeps what a person makes of them; nobody else sees it."""

    def __init__(self, staff: StaffContext) -> None:
        self._staff = staff
        self._matcher: tuple[Catalogue, Matcher] | None = None

    def read(self, session: Principal, raw: bytes, *, name: str, department: str) -> Imported:
        """Return what a spreadsheet says, row by row; nothing is kept, and nothing bound.

        Raises:
            ForeignMatterError: If it is to be another department's than the person's.
            SpreadsheetRefusedError: If it cannot or must not be read.
        """
        with self._staff.as_permitted(session, UseCase.READ_SPREADSHEET) as (stores, permit):
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

    def open_fields(self, session: Principal, matter: Matter) -> tuple[ImportRow, ...]:
        """Return the fields that somebody still has to say something about."""
        with self._staff.as_permitted(session, UseCase.LIST_OPEN_FIELDS) as (stores, _):
            catalogue = stores.catalogue.read().catalogue
        matcher = self._matcher_for(catalogue)
        entries = list(matter.entries())
        labels = [Label(e.label, f.section, matter.code, matter.department) for _, f, e in entries]
        found = matcher.suggest_all(labels)
        return tuple(
            ImportRow(ref, entry.label, field.section, tuple(suggestions))
            for (ref, field, entry), suggestions in zip(entries, found, strict=True)
            if entry.element is None or entry.subject is None
        )

    def begin_import(
        self, session: Principal, raw: bytes, *, name: str, department: str
    ) -> OpenedImport:
        """Read a spreadsheet and keep it.

        Raises:
            ForeignMatterError: If it is to be another department's than the person's.
            SpreadsheetRefusedError: If it cannot or must not be read.
            TooManyImportsError: If there are very many that are not finished.
        """
        self._staff.expect(session, UseCase.BEGIN_IMPORT)
        opened = self._read(session, raw, name=name, department=department)
        with self._staff.as_permitted(session, UseCase.BEGIN_IMPORT) as (stores, permit):
            if len(stores.imports.of(permit.username)) >= MOST_IMPORTS:
                raise TooManyImportsError(most=MOST_IMPORTS)
            now, state = self._staff.clock(), ImportState(rows=len(opened[1]))
            begun = KeptImport(
                "", permit.username, department, name, plain_state(state), 0, now, now
            )
            kept = stores.imports.add(begun, raw)
        return OpenedImport(shown_import(kept), *opened)

    def unfinished(self, session: Principal) -> tuple[UnfinishedImport, ...]:
        """Return what the person has not finished, in the order in which it was begun."""
        with self._staff.as_permitted(session, UseCase.LIST_IMPORTS) as (stores, permit):
            return tuple(map(shown_import, stores.imports.of(permit.username)))

    def open_import(self, session: Principal, import_id: str) -> OpenedImport:
        """Return an import to go on with.

        Raises:
            ImportGoneError: If the person has none of that name any more.
            SpreadsheetRefusedError: If it can be read no longer.
        """
        with self._staff.as_permitted(session, UseCase.OPEN_IMPORT) as (stores, permit):
            kept = own_import(stores, permit, import_id)
            raw = stores.imports.content(import_id) or b""
        read = self._read(session, raw, name=kept.name, department=kept.department)
        return OpenedImport(shown_import(kept), *read)

    def keep_decisions(
        self, session: Principal, kept: UnfinishedImport, state: ImportState
    ) -> UnfinishedImport:
        """Keep what was decided by now; return the import as it is kept.

        Raises:
            ImportGoneError: If it is gone, or was worked on in another window meanwhile.
        """
        with self._staff.as_permitted(session, UseCase.KEEP_IMPORT) as (stores, permit):
            now = self._staff.clock()
            known = replace(own_import(stores, permit, kept.id), revision=kept.revision)
            if not stores.imports.save(replace(known, state=plain_state(state), saved_at=now)):
                raise ImportGoneError
        return replace(kept, state=state, revision=kept.revision + 1, saved_at=now)

    def discard_import(self, session: Principal, import_id: str) -> None:
        """Forget an import; nothing happens if it is gone already."""
        with self._staff.as_permitted(session, UseCase.DISCARD_IMPORT) as (stores, permit):
            forget_import(stores, permit, import_id)

    def _read(
        self, session: Principal, raw: bytes, *, name: str, department: str
    ) -> tuple[Imported, tuple[ImportRow, ...]]:
        imported = self.read(session, raw, name=name, department=department)
        rows = (row for matter in imported.matters for row in self.open_fields(session, matter))
        return imported, tuple(rows)

    def _matcher_for(self, catalogue: Catalogue) -> Matcher:
        """Return what suggests; it learns anew when the library has changed."""
        if self._matcher is None or self._matcher[0] is not catalogue:
            self._matcher = catalogue, Matcher(catalogue)
        return self._matcher[1]
