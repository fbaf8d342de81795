"""Write down that the window operated for somebody who could not, and print the note."""

from core.cases.help_given import HELPED
from core.cases.models import Case
from core.cases.numbering import normalised
from core.cases.sealing import next_entry
from core.errors import CaseNotFoundError, HelpNotedError, StatementIncompleteError
from core.handouts.help_note import HelpBrief, help_note_of
from core.i18n import DEFAULT_LOCALE
from core.ports import Printer, Stores
from core.review.helping import HelpNote, help_in
from core.services.access_log import members_by_name, note_look
from core.services.acting import Acted, StaffContext
from core.services.theme_plans import PlanShelf
from core.staff.models import Principal
from core.staff.use_cases import UseCase


class HelpApplicants:
    """What the window notes of cases in which it helped."""

    def __init__(self, staff: StaffContext, printer: Printer) -> None:
        self._staff = staff
        self._printer = printer
        self._plans = PlanShelf()

    def note_help(self, session: Principal, number: str, note: HelpNote) -> None:
        """Write down that somebody was helped, once a case.

        Raises:
            CaseNotFoundError: If there is no such case.
            StatementIncompleteError: Listing everything that is missing.
            HelpNotedError: If it was written down before, perhaps a moment ago.
        """
        with self._staff.as_permitted(session, UseCase.NOTE_HELP) as acted:
            stores, permit = acted
            case = stores.cases.get(normalised(number), to_change=True)
            self._note(acted, UseCase.NOTE_HELP, case)
            problems = tuple(note.problems())
            if problems:
                raise StatementIncompleteError(problems)
            earlier = help_in(case.history)
            if earlier:
                raise HelpNotedError(who=helper_name(stores, earlier.by))
            stores.cases.append(
                next_entry(
                    case,
                    at=self._staff.clock(),
                    actor=permit.username,
                    action=HELPED,
                    details=note.details(),
                )
            )

    def help_file(self, session: Principal, number: str, *, locale: str = DEFAULT_LOCALE) -> bytes:
        """Return the note as PDF, with lines on which both sign.

        Raises:
            CaseNotFoundError: If there is no such case, or nobody was helped in it.
            PrintingError: If it cannot be made.
        """
        with self._staff.as_permitted(session, UseCase.PRINT_HELP) as acted:
            stores, _ = acted
            case = stores.cases.get(normalised(number))
            self._note(acted, UseCase.PRINT_HELP, case)
            noted = help_in(case.history)
            if noted is None:
                raise CaseNotFoundError(case_number=case.number)
            version = self._plans.of_application(stores, case.application).version
            brief = HelpBrief(
                case.number,
                version.theme.name,
                case.applicant_name,
                noted.note,
                helper_name(stores, noted.by),
                noted.at,
                locale,
            )
        return self._printer.print_paper(help_note_of(brief))

    def _note(self, acted: Acted, use_case: UseCase, case: Case) -> None:
        note_look(acted, use_case, at=self._staff.session_time(), case_number=case.number)


def helper_name(stores: Stores, username: str) -> str:
    """Return the name of a member of the staff that colleagues know."""
    member = members_by_name(stores).get(username)
    return member.display_name if member else username
