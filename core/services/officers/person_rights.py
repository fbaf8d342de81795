"""What the window does about somebody's own data: find, show, copy, write down, answer.

个人信息保护法 44-50. Whoever comes to the counter has shown who they are; the case says who asked.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from core.cases.models import Case, CaseStatus
from core.cases.numbering import normalised
from core.errors import CaseErasedError
from core.ports import Printer, Stores
from core.privacy.holdings import HeldData, Looks, nobody_looked
from core.privacy.persons import person_number
from core.privacy.requests import RequestAnswer, RightRequest, Wish, requests_in
from core.services.access_log import note_listed, note_look
from core.services.acting import Acted, StaffContext
from core.services.held_data import HeldDataReader
from core.services.right_requests import RequestBook
from core.services.setting_aside import unless_spoilt
from core.services.theme_plans import PlannedVersion, PlanShelf
from core.staff.models import Principal
from core.staff.use_cases import UseCase


@dataclass(frozen=True, slots=True)
class PersonCase:
    """A case that a person stands in, with what was asked for in it."""

    number: str
    theme: str
    received_at: datetime
    status: CaseStatus
    requests: tuple[RightRequest, ...]


class PersonRights:
    """Everything about somebody's own data at the counter."""

    def __init__(
        self, staff: StaffContext, *, printer: Printer, looks: Looks = nobody_looked
    ) -> None:
        self._staff = staff
        self._printer = printer
        self._plans = PlanShelf()
        self._reader = HeldDataReader(calendar=staff.calendar, looks=looks)
        self._book = RequestBook(staff.clock, staff.calendar)

    def find(self, session: Principal, identity_number: str) -> tuple[PersonCase, ...]:
        """Return every case that somebody stands in, by the number of their paper, newest first.

        Raises:
            PersonNumberError: If it is no such number.
        """
        with self._staff.as_permitted(session, UseCase.FIND_PERSON) as acted:
            numbers = acted[0].persons.cases_of(person_number(identity_number))
            found = tuple(self._person_cases(acted[0], numbers))
            self._note_listed(acted, UseCase.FIND_PERSON, found)
        return found

    def open_requests(self, session: Principal) -> tuple[PersonCase, ...]:
        """Return the cases in which somebody waits for an answer, the first due first."""
        with self._staff.as_permitted(session, UseCase.LIST_REQUESTS) as acted:
            cases = list(self._person_cases(acted[0], acted[0].persons.asked_about()))
            waiting = [case for case in cases if any(it.answer is None for it in case.requests)]
            self._note_listed(acted, UseCase.LIST_REQUESTS, waiting)
        return tuple(sorted(waiting, key=_first_due))

    def show(self, session: Principal, number: str, locale: str) -> HeldData:
        """Return everything that is held in a case.

        Raises:
            CaseNotFoundError: If there is none.
        """
        with self._staff.as_permitted(session, UseCase.SHOW_HELD) as acted:
            case, planned = self._opened(acted, UseCase.SHOW_HELD, number)
        # Read after: whoever looks in now is told as well.
        return self._reader.read(case, planned, locale)

    def copy(self, session: Principal, number: str, locale: str) -> bytes:
        """Return the same as a PDF to be handed out.

        Raises:
            PrintingError: If it cannot be made.
        """
        with self._staff.as_permitted(session, UseCase.COPY_HELD) as acted:
            case, planned = self._opened(acted, UseCase.COPY_HELD, number)
        return self._printer.print_paper(self._reader.read(case, planned, locale))

    def record(self, session: Principal, number: str, wish: Wish) -> RightRequest:
        """Write down what somebody asks for.

        Raises:
            RequestEmptyError: If it does not say what is wished.
        """
        with self._staff.as_permitted(session, UseCase.RECORD_REQUEST) as (stores, permit):
            self._note((stores, permit), UseCase.RECORD_REQUEST, number)
            return self._book.ask(stores, normalised(number), wish, by=permit.username)

    def answer(
        self, session: Principal, number: str, request: int, answer: RequestAnswer
    ) -> RightRequest:
        """Answer a request, once.

        Raises:
            RequestAnsweredError: If it was, or there is none.
            AnswerUnfitError, CaseRunningError: If it cannot be answered so.
        """
        with self._staff.as_permitted(session, UseCase.ANSWER_REQUEST) as (stores, permit):
            self._note((stores, permit), UseCase.ANSWER_REQUEST, number)
            return self._book.answer(
                stores, normalised(number), request, answer, by=permit.username
            )

    def withdraw_consent(self, session: Principal, number: str, about: str) -> None:
        """Write down that somebody withdraws a consent.

        Raises:
            NotConsentedError: If it does not stand.
        """
        with self._staff.as_permitted(session, UseCase.WITHDRAW_CONSENT) as (stores, permit):
            self._book.withdraw_consent(stores, normalised(number), about, by=permit.username)

    def _opened(self, acted: Acted, use_case: UseCase, number: str) -> tuple[Case, PlannedVersion]:
        stores, _ = acted
        case = stores.cases.get(normalised(number))
        self._note(acted, use_case, case.number)
        return case, self._planned(stores, case)

    def _planned(self, stores: Stores, case: Case) -> PlannedVersion:
        application = case.application
        return self._plans.of_application(stores, application)

    def _note(self, acted: Acted, use_case: UseCase, number: str) -> None:
        note_look(acted, use_case, at=self._staff.session_time(), case_number=normalised(number))

    def _note_listed(self, acted: Acted, use_case: UseCase, found: Iterable[PersonCase]) -> None:
        numbers = [case.number for case in found]
        note_listed(acted, use_case, at=self._staff.session_time(), numbers=numbers)

    def _person_cases(self, stores: Stores, numbers: Iterable[str]) -> Iterator[PersonCase]:
        """Yield cases as they stand; one that is spoilt or erased stops none of the others."""
        for number in numbers:
            with suppress(CaseErasedError):
                person_case = unless_spoilt(partial(self._person_case, stores, number))
                if person_case is not None:
                    yield person_case

    def _person_case(self, stores: Stores, number: str) -> PersonCase:
        case = stores.cases.get(number)
        planned = self._planned(stores, case)
        return PersonCase(
            case.number,
            planned.version.theme.name,
            case.received_at,
            case.status,
            requests_in(case.history, self._staff.calendar),
        )


def _first_due(case: PersonCase) -> tuple[object, ...]:
    return (min(it.due_on for it in case.requests if it.answer is None), case.number)
