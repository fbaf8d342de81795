"""Say what is paid for a matter: its office finds the amount, or waives it by law."""

from core.cases.models import RUNNING
from core.cases.sealing import next_entry
from core.errors import CaseClosedError, ChargeStepError, StatementIncompleteError
from core.fees.charges import ENDED_WITHOUT, expect_step
from core.fees.statements import Assessing, ChargeStatement, Waiving
from core.services.acting import Acted, StaffContext
from core.services.officers.own_matters import OwnMatters
from core.staff.models import Principal
from core.staff.use_cases import UseCase


class KeepCharges:
    """Writes what an office says about the charge of its own matter."""

    def __init__(self, staff: StaffContext, own: OwnMatters) -> None:
        self._staff = staff
        self._own = own

    def assess(self, session: Principal, number: str, matter: str, statement: Assessing) -> None:
        """Say how much it is, and by what it was found; nothing is to be paid for 0.00.

        Raises:
            CaseNotFoundError: If it is none of the officer's.
            CaseClosedError: If nothing more is done in the case.
            ChargeStepError: If it was paid or waived already, or there is no charge.
            StatementIncompleteError: Listing everything that is missing.
        """
        with self._staff.as_permitted(session, UseCase.ASSESS_CHARGE) as acted:
            self._write(acted, number, matter, statement)

    def waive(self, session: Principal, number: str, matter: str, statement: Waiving) -> None:
        """Say by which law nothing is paid.

        Raises:
            CaseNotFoundError: If it is none of the officer's.
            CaseClosedError: If nothing more is done in the case.
            ChargeStepError: If it was paid or waived already, or there is no charge.
            StatementIncompleteError: Listing everything that is missing.
        """
        with self._staff.as_permitted(session, UseCase.WAIVE_CHARGE) as acted:
            self._write(acted, number, matter, statement)

    def _write(self, acted: Acted, number: str, matter: str, statement: ChargeStatement) -> None:
        stores, permit = acted
        self._own.hold(acted, number)
        reviewed = self._own.reviewed(acted, number, matter)
        case = reviewed.opened.case
        charge = reviewed.charges.get(matter)
        if case.status not in RUNNING:
            raise CaseClosedError
        if reviewed.reviews[matter].state in ENDED_WITHOUT:
            raise ChargeStepError(name=charge.declared.name if charge else "")
        expect_step(charge, statement.action)
        problems = tuple(statement.problems())
        if problems:
            raise StatementIncompleteError(problems)
        details = {"matter": matter, **statement.details()}
        event = next_entry(
            case,
            at=self._staff.clock(),
            actor=permit.username,
            action=statement.action,
            details=details,
        )
        stores.cases.append(event)
