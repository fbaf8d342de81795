"""The use cases of officers: see the own department's form of a case, and take it along.

Purpose limitation (law 3): of a case, an officer sees the matters of the own department and
nothing else; a case without any is to them no case at all.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from core.cases.models import Case, CaseLine
from core.cases.numbering import normalised
from core.catalogue.packages import Catalogue
from core.errors import CaseNotFoundError
from core.forms.department_forms import DepartmentForm
from core.forms.form_workbooks import write_form
from core.ports import Printer, Stores, Transaction
from core.receipts.models import PaperForm
from core.services.form_answers import json_of
from core.services.office.objections import contested_forms
from core.services.theme_plans import PlanShelf
from core.staff.models import Role, StaffMember
from core.themes.guides import concluded_guide

MOST_CASES = 200


class FormFile(StrEnum):
    """The ways in which a form can be taken along."""

    XLSX = "xlsx"
    JSON = "json"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class OfficeForm:
    """One department's form of one case."""

    case_number: str
    form: DepartmentForm


class OfficeService:
    """Everything an officer can see of cases."""

    def __init__(self, *, transaction: Transaction, printer: Printer) -> None:
        self._transaction = transaction
        self._printer = printer
        self._plans = PlanShelf()

    def cases(self, officer: StaffMember) -> tuple[CaseLine, ...]:
        """Return the latest cases that concern an officer, newest first, with their matters."""
        with self._transaction() as stores:
            found = [
                (line, self._plans.pinned(stores, line.theme_code, line.theme_version).version)
                for line in stores.cases.latest(MOST_CASES)
            ]
        mine = (
            replace(
                line,
                theme_name=version.theme.name,
                matters=_own(line.matters, officer, version.catalogue),
            )
            for line, version in found
        )
        return tuple(line for line in mine if line.matters)

    def forms(self, officer: StaffMember, number: str) -> tuple[OfficeForm, ...]:
        """Return the forms of a case that are the officer's own.

        Raises:
            CaseNotFoundError: If there is no such case, or none of its matters is theirs.
        """
        with self._transaction() as stores:
            case, catalogue, forms = self._projected(stores, number)
        own = _own(case.matters, officer, catalogue)
        if not own:
            raise CaseNotFoundError(case_number=number)
        return tuple(OfficeForm(case.number, forms[matter]) for matter in own)

    def form_file(self, officer: StaffMember, number: str, matter: str, kind: FormFile) -> bytes:
        """Return one form as a file: a spreadsheet in its own layout, data, or paper.

        Raises:
            CaseNotFoundError: If it is none of the officer's.
            PrintingError: If the paper cannot be made.
        """
        found = [one.form for one in self.forms(officer, number) if one.form.matter == matter]
        if not found:
            raise CaseNotFoundError(case_number=number)
        if kind is FormFile.XLSX:
            return write_form(found[0])
        if kind is FormFile.JSON:
            return json_of(found[0])
        with self._transaction() as stores:
            received_at = stores.cases.get(normalised(number)).received_at
        return self._printer.department_form(PaperForm(found[0], normalised(number), received_at))

    def _projected(
        self, stores: Stores, number: str
    ) -> tuple[Case, Catalogue, dict[str, DepartmentForm]]:
        case = stores.cases.get(normalised(number))
        application = case.application
        planned = self._plans.pinned(stores, application.theme_code, application.theme_version)
        guide = concluded_guide(planned.plan, application.answers)
        forms = contested_forms(planned.plan, guide, application)
        return case, planned.version.catalogue, forms


def _own(matters: Iterable[str], officer: StaffMember, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the matters an officer may see: all at the one window, else the department's."""
    if officer.may_act_as(Role.WINDOW):
        return tuple(matters)
    if not officer.may_act_as(Role.DEPARTMENT):
        return ()
    return tuple(
        code
        for code in matters
        if code in catalogue.matters and catalogue.matters[code].department == officer.department
    )
