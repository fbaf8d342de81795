"""Read matters from a spreadsheet, and suggest what each field means; nothing is kept."""

from functools import partial

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Matter
from core.catalogue.spreadsheets import Imported, import_spreadsheet
from core.catalogue.suggesting import Label, Matcher
from core.catalogue.suggesting.decisions import ImportRow
from core.errors import ForeignMatterError
from core.services.acting import StaffContext
from core.staff.models import Principal
from core.staff.use_cases import UseCase


class ReadSpreadsheet:
    """Reads spreadsheets by what the library teaches about labels."""

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

    def _matcher_for(self, catalogue: Catalogue) -> Matcher:
        """Return what suggests; it learns anew when the library has changed."""
        if self._matcher is None or self._matcher[0] is not catalogue:
            self._matcher = catalogue, Matcher(catalogue)
        return self._matcher[1]
