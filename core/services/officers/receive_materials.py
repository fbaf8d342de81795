"""Receive at the one window: find a case, and take what it owes as if it came from the kiosk."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial

from core.cases.models import Case, CaseStatus, Upload
from core.cases.numbering import is_case_number, normalised
from core.cases.paper_forms import entered_in, sheet_of
from core.errors import CaseErasedError, CaseNotFoundError, NothingOwedError
from core.ports import Stores
from core.privacy.persons import person_number
from core.review.deferrals import SUPPLIED
from core.review.helping import NotedHelp, help_in
from core.services.access_log import note_listed, note_look
from core.services.acting import Acted, StaffContext
from core.services.case_agents import CaseAgent, agents_of
from core.services.citizens.authenticate import AuthenticatedCase
from core.services.citizens.keep_upload import KeepUpload
from core.services.citizens.lease_files import FileLeases
from core.services.citizens.supply_material import (
    OwedMaterial,
    ended_matters,
    owed_materials,
    write_supplied,
)
from core.services.citizens.write_event import APPLICANT, expect_open
from core.services.notices import notice_title, noticed_events
from core.services.officers.help_applicants import helper_name
from core.services.setting_aside import unless_spoilt
from core.services.theme_plans import PlanShelf
from core.staff.models import Principal
from core.staff.use_cases import UseCase
from core.themes.guides import concluded_guide
from core.working_days import day_of


@dataclass(frozen=True, slots=True)
class CounterMaterial:
    """A material that came after the receipt: when, and who of the staff received it.

    Without a name the applicant handed it in at a kiosk or from a phone.
    """

    name: str
    received_at: datetime
    received_by: str = ""


@dataclass(frozen=True, slots=True)
class CounterNotice:
    """What the applicant is told in writing, to be printed: the entry, its matter, and when.

    ``kind`` names the title of the notice.
    """

    matter: str
    sequence: int
    kind: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CounterCase:
    """A case as the window has it in front of it when somebody comes with a paper.

    ``matters`` are its matters by code, whose forms can be printed for filing. ``owed`` is still
    to come, ``supplied`` came after the receipt. ``helped`` says that the window operated for the
    person, ``helper`` who that was. ``agents`` act or acted for another, the latest first.
    ``entered_at`` is when it was entered from a paper form, ``sheet`` the scan of that.
    ``notices`` are for whoever stands at the counter, the latest first.
    """

    number: str
    theme_name: str
    applicant_name: str = field(repr=False)
    received_at: datetime
    status: CaseStatus
    matters: dict[str, str]
    owed: tuple[OwedMaterial, ...]
    supplied: tuple[CounterMaterial, ...]
    helped: NotedHelp | None = None
    helper: str = ""
    agents: tuple[CaseAgent, ...] = ()
    today: date = date.min
    entered_at: datetime | None = None
    sheet: Upload | None = None
    notices: tuple[CounterNotice, ...] = ()


class ReceiveMaterials:
    """What the window does with whoever comes with a paper."""

    def __init__(self, staff: StaffContext, keep: KeepUpload, leases: FileLeases) -> None:
        self._staff = staff
        self._keep = keep
        self._leases = leases
        self._plans = PlanShelf()

    def cases_of(self, session: Principal, typed: str) -> tuple[CounterCase, ...]:
        """Return the cases of a case number, or of whoever has an identity number, newest first.

        Raises:
            CaseNotFoundError: If there is no such case.
            PersonNumberError: If it is neither number.
        """
        with self._staff.as_permitted(session, UseCase.FIND_AT_COUNTER) as acted:
            stores, _ = acted
            is_number = is_case_number(typed)
            numbers = (
                [normalised(typed)] if is_number else stores.persons.cases_of(person_number(typed))
            )
            found = tuple(self._readable(stores, numbers))
            if is_number and not found:
                raise CaseNotFoundError(case_number=normalised(typed))
            at = self._staff.session_time()
            listed = [case.number for case in found]
            note_listed(acted, UseCase.FIND_AT_COUNTER, at=at, numbers=listed)
        return found

    def counter_case(self, session: Principal, number: str) -> CounterCase:
        """Return a case with what it owes.

        Raises:
            CaseNotFoundError: If there is no such case.
        """
        with self._staff.as_permitted(session, UseCase.OPEN_AT_COUNTER) as acted:
            stores, _ = acted
            found = self._opened(stores, normalised(number))
            self._note(acted, UseCase.OPEN_AT_COUNTER, found.case)
            return self._as_seen(stores, found)

    def receive_material(
        self, session: Principal, number: str, code: str, *, name: str, content: bytes
    ) -> CounterCase:
        """Take a paper that a case owes, and return the case after it.

        Raises:
            CaseNotFoundError: If there is no such case.
            NothingOwedError: If the material is not owed, or came a moment ago.
            CaseClosedError: If the case was withdrawn, or is concluded.
            UploadRefusedError: If the file cannot be taken.
        """
        self._staff.expect(session, UseCase.RECEIVE_MATERIAL)
        upload = self._kept(normalised(number), code, name=name, content=content)
        return self._receive(session, normalised(number), upload)

    def _kept(self, number: str, code: str, *, name: str, content: bytes) -> Upload:
        """Keep a file for a case, if the case owes that material."""
        with self._staff.transaction() as stores:
            owed = self._owed(stores, self._opened(stores, number), code)
        return self._keep(
            document=owed.document,
            subject=owed.subject,
            name=name,
            content=content,
            holder=number,
        )

    def _receive(self, session: Principal, number: str, upload: Upload) -> CounterCase:
        with self._staff.as_permitted(session, UseCase.RECEIVE_MATERIAL) as acted:
            stores, permit = acted
            stores.cases.get(number, to_change=True)
            found = self._opened(stores, number)
            self._note(acted, UseCase.RECEIVE_MATERIAL, found.case)
            self._owed(stores, found, str(upload.key))
            write_supplied(
                found.case,
                upload,
                stores,
                leases=self._leases,
                rules=self._staff.review_rules,
                at=self._staff.clock(),
                actor=permit.username,
            )
            return self._as_seen(stores, self._opened(stores, number))

    def _owed(self, stores: Stores, found: AuthenticatedCase, code: str) -> OwedMaterial:
        expect_open(found.case)
        for owed in self._all_owed(stores, found):
            if owed.code == code:
                return owed
        raise NothingOwedError

    def _all_owed(self, stores: Stores, found: AuthenticatedCase) -> tuple[OwedMaterial, ...]:
        ended = ended_matters(stores, found.case, self._staff.review_rules)
        return owed_materials(found, self._staff.calendar, ended)

    def _opened(self, stores: Stores, number: str) -> AuthenticatedCase:
        case = stores.cases.get(number)
        planned = self._plans.of_application(stores, case.application)
        guide = concluded_guide(planned.plan, case.application.answers)
        return AuthenticatedCase(case, planned, guide)

    def _readable(self, stores: Stores, numbers: Iterable[str]) -> Iterator[CounterCase]:
        """Yield cases; one that is spoilt, erased or none stops none of the others."""
        for number in numbers:
            with suppress(CaseErasedError, CaseNotFoundError):
                found = unless_spoilt(partial(self._opened, stores, number))
                if found is not None:
                    yield self._as_seen(stores, found)

    def _as_seen(self, stores: Stores, found: AuthenticatedCase) -> CounterCase:
        case, catalogue = found.case, found.planned.version.catalogue
        entered = entered_in(case.history)
        helped, today = help_in(case.history), day_of(self._staff.clock())
        return CounterCase(
            case.number,
            found.planned.version.theme.name,
            case.applicant_name,
            case.received_at,
            case.status,
            {code: catalogue.matter_name(code) for code in case.matters},
            self._all_owed(stores, found),
            tuple(_supplied(stores, found)),
            helped,
            helper_name(stores, helped.by) if helped else "",
            agents_of(case, found.guide, catalogue, today=today),
            today,
            entered.entered_at if entered else None,
            sheet_of(case),
            tuple(_notices(case)),
        )

    def _note(self, acted: Acted, use_case: UseCase, case: Case) -> None:
        note_look(acted, use_case, at=self._staff.session_time(), case_number=case.number)


def _notices(case: Case) -> list[CounterNotice]:
    """Return what the applicant is told in writing, the latest first."""
    found = [
        CounterNotice(code, event.sequence, notice_title(event), event.at)
        for code in case.matters
        for event in noticed_events(case, code)
    ]
    return sorted(found, key=lambda notice: notice.sequence, reverse=True)


def _supplied(stores: Stores, found: AuthenticatedCase) -> Iterator[CounterMaterial]:
    catalogue = found.planned.version.catalogue
    for event in found.case.history:
        if event.action == SUPPLIED:
            document = str(event.details["paper"]).partition("@")[0]
            is_own = event.actor == APPLICANT
            received_by = "" if is_own else helper_name(stores, event.actor)
            yield CounterMaterial(catalogue.document_name(document), event.at, received_by)
