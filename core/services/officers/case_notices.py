"""Which notices of an opened case an officer can print, and what they are made from."""

from core.cases.models import Event
from core.errors import CaseNotFoundError
from core.fees.charges import charges_of
from core.services.case_charges import declared_charges
from core.services.notices import NoticeSource, noticed_events
from core.services.officers.opened_cases import OpenedCase
from core.working_days import WorkingCalendar


def source_of(opened: OpenedCase, calendar: WorkingCalendar) -> NoticeSource:
    """Return what the notices of an opened case are made from."""
    return NoticeSource(
        opened.case,
        opened.plan.theme,
        opened.catalogue,
        opened.materials,
        opened.corrections,
        calendar,
        {code: {str(use.key): use.label for use in uses} for code, uses in opened.uses.items()},
        charges_of(
            declared_charges(opened.plan, opened.case.matters, opened.case.application),
            opened.case.history,
        ),
    )


def notice_event(opened: OpenedCase, matter: str, sequence: int) -> Event:
    """Return an entry about a matter of which the applicant is told in writing.

    Raises:
        CaseNotFoundError: If nobody is told of it.
    """
    for event in noticed_events(opened.case, matter):
        if event.sequence == sequence:
            return event
    raise CaseNotFoundError(case_number=opened.case.number)
