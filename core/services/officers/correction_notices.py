"""Write the one correction notice of a matter, whoever asks for it: an officer or a system."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from core.cases.history import next_event
from core.cases.models import RUNNING
from core.cases.review_actions import ReviewAction
from core.cases.sealing import SEALS, correction_seal
from core.errors import CaseClosedError
from core.ports import Stores
from core.review.advancing import ReviewStep, expect_possible
from core.review.correcting import ask
from core.review.models import Correction, Fault
from core.services.acting import Acted, StaffContext
from core.services.officers.open_case import CaseOpener, corrections_of
from core.services.officers.opened_cases import OfficeForm, places_of
from core.services.review_steps import write_review
from core.staff.permissions import Permit
from core.working_days import day_of


class CorrectionNotices:
    """Gives notices inside a transaction that was permitted."""

    def __init__(self, staff: StaffContext, opener: CaseOpener) -> None:
        self._staff = staff
        self._opener = opener

    def give(
        self, acted: Acted, number: str, matter: str, *, faults: Sequence[Fault], until: date
    ) -> None:
        """Give the applicant one notice of everything that has to be put right (law 12).

        Raises:
            CaseNotFoundError: If it is not theirs.
            CaseClosedError: If the case was withdrawn, or is concluded.
            StepNotPossibleError: If the matter was accepted or decided meanwhile.
            CaseError: If the notice may not be given, as :func:`~core.review.correcting.ask` says.
        """
        stores, permit = acted
        part = self._own_part(stores, permit, number, matter)
        notice = self._notice(stores, permit, part, faults=faults, until=until)
        case = stores.cases.get(part.case_number)
        first = len(stores.corrections.of(part.case_number))
        key = case.application.submission_key
        rows = [correction.as_row(at) for at, correction in enumerate(notice, start=first)]
        details = {
            "matter": matter,
            "places": [correction.fault.place for correction in notice],
            SEALS: {"corrections": [correction_seal(key, row) for row in rows]},
        }
        for correction in notice:
            stores.corrections.add(part.case_number, correction)
        event = next_event(
            case.history,
            case_number=part.case_number,
            at=notice[0].asked_at,
            actor=permit.username,
            action=ReviewAction.CORRECTION_ASKED,
            details=details,
        )
        stores.cases.append(event)
        write_review(stores, case.outline, event, rules=self._staff.review_rules)

    def draft(
        self, acted: Acted, number: str, matter: str, *, faults: Sequence[Fault], until: date
    ) -> tuple[Correction, ...]:
        """Return the notice as it would be given.

        Raises:
            CaseError: As :meth:`give` would.
        """
        stores, permit = acted
        part = self._own_part(stores, permit, number, matter)
        return self._notice(stores, permit, part, faults=faults, until=until)

    def _notice(
        self,
        stores: Stores,
        permit: Permit,
        part: OfficeForm,
        *,
        faults: Sequence[Fault],
        until: date,
    ) -> tuple[Correction, ...]:
        known, now = places_of(part), self._staff.clock()
        # Read again with nobody else at it, so that two officers give one notice.
        every = stores.corrections.of(part.case_number, to_change=True)
        case = stores.cases.get(part.case_number)
        if case.status not in RUNNING:
            raise CaseClosedError
        step = ReviewStep(ReviewAction.CORRECTION_ASKED, part.form.matter)
        earlier = corrections_of(part.form.matter, every)
        if not any(correction.is_open for correction in earlier):  # that has a message of its own
            expect_possible(
                case.outline, self._staff.review_rules.terms(stores, case.outline), step
            )
        return ask(
            [replace(fault, label=known[fault.place]) for fault in faults if fault.place in known],
            matter=part.form.matter,
            earlier=earlier,
            by=permit.username,
            at=now,
            until=max(until, day_of(now)),
            last_day=part.last_day,
        )

    def _own_part(self, stores: Stores, permit: Permit, number: str, matter: str) -> OfficeForm:
        opened = self._opener.own_part(stores, permit, number, matter)
        return self._opener.part(opened, matter)
