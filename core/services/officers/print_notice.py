"""Print what an officer's matter tells the applicant in writing."""

from core.cases.models import Event
from core.errors import CaseNotFoundError
from core.ports import Printer, Stores
from core.receipts.notices import Notice
from core.services.access_log import members_by_name, note_look
from core.services.acting import StaffContext
from core.services.notices import NoticeSource, notice_of, noticed_events
from core.services.officers.open_case import CaseOpener
from core.services.officers.opened_cases import OpenedCase
from core.staff.models import Principal
from core.staff.use_cases import UseCase


class PrintNotice:
    """Prints the notices of an officer's own matters; each print is written down."""

    def __init__(self, staff: StaffContext, opener: CaseOpener, printer: Printer) -> None:
        self._staff = staff
        self._opener = opener
        self._printer = printer

    def print_notice(self, session: Principal, number: str, matter: str, sequence: int) -> bytes:
        """Return the notice of one entry of the history as PDF bytes.

        Raises:
            CaseNotFoundError: If it is none of the officer's, or nobody is told of that entry.
            PrintingError: If the paper cannot be made.
        """
        with self._staff.as_permitted(session, UseCase.PRINT_NOTICE) as (stores, permit):
            opened = self._opener.own_part(stores, permit, number, matter)
            notice = self._notice(stores, opened, _event(opened, matter, sequence))
            note_look(
                (stores, permit),
                UseCase.PRINT_NOTICE,
                at=self._staff.session_time(),
                case_number=opened.case.number,
                matter=matter,
                part=notice.kind,
            )
        return self._printer.print_paper(notice)

    def _notice(self, stores: Stores, opened: OpenedCase, event: Event) -> Notice:
        member = members_by_name(stores).get(event.actor)
        source = NoticeSource(
            opened.case,
            opened.plan.theme,
            opened.catalogue,
            opened.materials,
            opened.corrections,
            self._staff.calendar,
        )
        return notice_of(source, event, officer=member.display_name if member else "")


def _event(opened: OpenedCase, matter: str, sequence: int) -> Event:
    for event in noticed_events(opened.case, matter):
        if event.sequence == sequence:
            return event
    raise CaseNotFoundError(case_number=opened.case.number)
