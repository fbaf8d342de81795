"""Inspect a place once for all who have to (联合勘验): one appointment, opinions apart."""

from dataclasses import replace

from core.cases.numbering import normalised
from core.review.deciding import expect_complete
from core.review.statements import Appointing, Opining
from core.services.acting import StaffContext
from core.services.officers.own_matters import OwnMatters
from core.staff.models import Principal
from core.staff.use_cases import UseCase


class InspectMatter:
    """Makes appointments and writes the own opinion after the visit."""

    def __init__(self, staff: StaffContext, own: OwnMatters) -> None:
        self._staff = staff
        self._own = own

    def set_inspection(
        self, session: Principal, number: str, matter: str, statement: Appointing
    ) -> None:
        """Make one appointment for every matter of the case that looks at the same place.

        Raises:
            CaseNotFoundError: If it is none of the officer's.
            StepHinderedError: If something is in the way.
            StatementIncompleteError: Listing everything that is missing.
        """
        with self._staff.as_permitted(session, UseCase.SET_INSPECTION) as acted:
            stores, _ = acted
            stores.cases.get(normalised(number), to_change=True)
            reviewed = self._own.reviewed(acted, number, matter)
            together = reviewed.together(matter)
            joint = replace(
                statement,
                inspection=reviewed.places().get(matter, ""),
                matters=tuple(code for code in together if code in {matter, *statement.matters}),
            )
            expect_complete(joint, reviewed.standing(matter, stores))
            for code in joint.matters:
                self._own.write(acted, reviewed, code, joint)

    def record_inspection(
        self, session: Principal, number: str, matter: str, statement: Opining
    ) -> None:
        """Write the own opinion after the visit; no other office gives it.

        Raises:
            CaseNotFoundError: If it is none of the officer's.
            StepHinderedError: If something is in the way.
            StatementIncompleteError: Listing everything that is missing.
        """
        with self._staff.as_permitted(session, UseCase.RECORD_INSPECTION) as acted:
            self._own.take(acted, number, matter, statement)
