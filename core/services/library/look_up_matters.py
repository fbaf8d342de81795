"""Look matters up: the whole library, whose matters somebody may change, a matter to take along."""

from core.catalogue.catalogue import Catalogue
from core.catalogue.spreadsheets import write_spreadsheet
from core.errors import UnknownMatterError
from core.services.acting import StaffContext
from core.staff.models import Principal
from core.staff.use_cases import UseCase


class LookUpMatters:
    """Reads the matter library for whoever keeps it."""

    def __init__(self, staff: StaffContext) -> None:
        self._staff = staff

    def catalogue(self, session: Principal) -> Catalogue:
        """Return the library as it stands now."""
        with self._staff.as_permitted(session, UseCase.READ_LIBRARY) as (stores, _):
            return stores.catalogue.read().catalogue

    def departments(self, session: Principal) -> dict[str, str]:
        """Return the departments, code to name, whose matters somebody may change."""
        with self._staff.as_permitted(session, UseCase.LIST_DEPARTMENTS) as (stores, permit):
            known = stores.catalogue.read().catalogue.departments
        return {code: department.name for code, department in known.items() if permit.covers(code)}

    def spreadsheet(self, session: Principal, code: str) -> bytes:
        """Return a matter as the spreadsheet that reads back unchanged.

        Raises:
            UnknownMatterError: If the library has no such matter.
        """
        with self._staff.as_permitted(session, UseCase.EXPORT_MATTER) as (stores, _):
            matter = stores.catalogue.read().catalogue.matters.get(code)
        if matter is None:
            raise UnknownMatterError(code=code)
        return write_spreadsheet(matter)
