"""Hand over the results of a case at the one window: what came, at once, to the right person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.cases.models import Case
from core.cases.numbering import normalised
from core.cases.review_actions import ReviewAction
from core.errors import (
    NothingToDeliverError,
    ReceiverUnknownError,
    StatementIncompleteError,
)
from core.ports import Stores
from core.review.clocks import day_to_deliver
from core.review.handing_over import HandingOver
from core.review.matter_reviews import MatterReview, matter_reviews
from core.review.statement_checks import cleaned_text, written
from core.review.states import FINAL, MatterState
from core.review.tasks import TaskDay, TaskFilter
from core.services.access_log import note_listed, note_look
from core.services.acting import Acted, StaffContext
from core.services.number_ends import acts_in
from core.services.review_steps import ReviewStep, write_review_step
from core.services.theme_plans import PlannedVersion, PlanShelf
from core.staff.models import Principal
from core.staff.use_cases import UseCase
from core.themes.guides import concluded_guide
from core.working_days import day_of

_MOST_LISTED = 500


@dataclass(frozen=True, slots=True)
class ReadyCase:
    """A case of which a result waits to be handed over.

    ``ready`` of ``total`` matters have a result that waits; ``open`` are those that no office has
    decided yet. ``due`` is the earliest day by which something has to be handed over.
    """

    number: str
    theme_name: str
    applicant_name: str
    ready: int
    total: int
    open: int
    due: date | None

    @property
    def is_complete(self) -> bool:
        """Say whether nothing more is to come."""
        return self.open == 0


@dataclass(frozen=True, slots=True)
class MatterResult:
    """One matter of a case as the window sees it.

    ``papers`` name each result with its number, ``due`` is the day by which it has to be handed
    over. What is not ready is shown with where it stands.
    """

    matter: str
    name: str
    department: str
    state: MatterState
    papers: tuple[str, ...]
    decided_on: date | None
    due: date | None

    @property
    def is_ready(self) -> bool:
        """Say whether it can be handed over now."""
        return self.state is MatterState.GRANTED


@dataclass(frozen=True, slots=True)
class ReadyResults:
    """A case with its results; ``theme_name`` is what the applicant came for."""

    number: str
    theme_name: str
    applicant_name: str
    results: tuple[MatterResult, ...]

    @property
    def ready(self) -> tuple[MatterResult, ...]:
        """Return what can be handed over now."""
        return tuple(result for result in self.results if result.is_ready)


class DeliverResults:
    """Shows the window what is to be handed over, and writes down what was."""

    def __init__(self, staff: StaffContext) -> None:
        self._staff = staff
        self._plans = PlanShelf()

    def ready_cases(self, session: Principal) -> tuple[ReadyCase, ...]:
        """Return the cases of which a result waits, those that are due first."""
        with self._staff.as_permitted(session, UseCase.LIST_READY) as acted:
            stores, _ = acted
            day = TaskDay.on(self._today(), self._staff.calendar)
            wanted = TaskFilter(states=(MatterState.GRANTED,))
            lines = stores.tasks.found(wanted, day, limit=_MOST_LISTED)
            first = {line.case_number: line for line in reversed(lines)}
            found = [
                self._ready_case(stores, number, line.applicant_name)
                for number, line in first.items()
            ]
            at = self._staff.session_time()
            note_listed(acted, UseCase.LIST_READY, at=at, numbers=first)
        return tuple(sorted(found, key=lambda case: (case.due or date.max, case.number)))

    def results(self, session: Principal, number: str) -> ReadyResults:
        """Return the results of a case, those that are not there yet among them.

        Raises:
            CaseNotFoundError: If there is no such case.
        """
        with self._staff.as_permitted(session, UseCase.READ_RESULTS) as acted:
            stores, _ = acted
            case = stores.cases.get(normalised(number))
            self._note(acted, UseCase.READ_RESULTS, case)
            return self._results(stores, case)

    def deliver(
        self, session: Principal, number: str, matters: Sequence[str], statement: HandingOver
    ) -> ReadyResults:
        """Hand over results of a case, all that are named or none.

        Raises:
            CaseNotFoundError: If there is no such case.
            NothingToDeliverError: If a result is not there, or was handed over a moment ago.
            StatementIncompleteError: Listing everything that is missing.
            ReceiverUnknownError: If the number is that of nobody who acts in the case.
        """
        with self._staff.as_permitted(session, UseCase.DELIVER_RESULTS) as acted:
            stores, _ = acted
            case = stores.cases.get(normalised(number), to_change=True)
            self._note(acted, UseCase.DELIVER_RESULTS, case)
            self._expect_ready(stores, case, matters)
            problems = tuple(statement.problems())
            if problems:
                raise StatementIncompleteError(problems)
            self._expect_known(stores, case, statement)
            said = dict.fromkeys(matters, statement.details())
            return self._write(acted, case, ReviewAction.DELIVERED, said)

    def send_back(
        self, session: Principal, number: str, matters: Sequence[str], reason: str
    ) -> ReadyResults:
        """Send results back to their offices, which issue them again; the decisions stand.

        Raises:
            CaseNotFoundError: If there is no such case.
            NothingToDeliverError: If a result is not there, or was handed over a moment ago.
            StatementIncompleteError: If no reason is given.
        """
        with self._staff.as_permitted(session, UseCase.SEND_RESULTS_BACK) as acted:
            stores, _ = acted
            case = stores.cases.get(normalised(number), to_change=True)
            self._note(acted, UseCase.SEND_RESULTS_BACK, case)
            self._expect_ready(stores, case, matters)
            problems = tuple(written(reason=reason))
            if problems:
                raise StatementIncompleteError(problems)
            said = {"reason": cleaned_text(reason)}
            return self._write(acted, case, ReviewAction.SENT_BACK, dict.fromkeys(matters, said))

    def _write(
        self, acted: Acted, case: Case, action: ReviewAction, said: Mapping[str, Mapping[str, Any]]
    ) -> ReadyResults:
        """Write a step of each matter that is named with what is said of it."""
        stores, permit = acted
        for matter, details in said.items():
            case = write_review_step(
                stores,
                case.number,
                ReviewStep(action, matter, details),
                actor=permit.username,
                at=self._staff.clock(),
                rules=self._staff.review_rules,
            )
        return self._results(stores, case)

    def _ready_case(self, stores: Stores, number: str, applicant: str) -> ReadyCase:
        tasks = stores.tasks.of(number)
        ready = [task for task in tasks if task.state is MatterState.GRANTED]
        undecided = [task for task in tasks if task.state not in {*FINAL, MatterState.GRANTED}]
        planned = self._plans.pinned(stores, tasks[0].theme_code, tasks[0].theme_version)
        return ReadyCase(
            number,
            planned.version.theme.name,
            applicant,
            len(ready),
            len(tasks),
            len(undecided),
            min((task.due for task in ready if task.due), default=None),
        )

    def _results(self, stores: Stores, case: Case) -> ReadyResults:
        planned, reviews = self._planned(stores, case), self._reviews(stores, case)
        catalogue = planned.version.catalogue
        return ReadyResults(
            case.number,
            planned.version.theme.name,
            case.applicant_name,
            tuple(
                MatterResult(
                    code,
                    catalogue.matter_name(code),
                    catalogue.office_name(code),
                    review.state,
                    tuple(_papers(review, catalogue.matters[code].results)),
                    review.decided_on,
                    day_to_deliver(review, self._staff.calendar),
                )
                for code, review in reviews.items()
            ),
        )

    def _expect_ready(self, stores: Stores, case: Case, matters: Sequence[str]) -> None:
        reviews = self._reviews(stores, case)
        ready = {code for code, review in reviews.items() if review.state is MatterState.GRANTED}
        if not matters or not ready.issuperset(matters):
            raise NothingToDeliverError

    def _expect_known(self, stores: Stores, case: Case, statement: HandingOver) -> None:
        if not statement.is_identified:
            return
        guide = concluded_guide(self._planned(stores, case).plan, case.application.answers)
        if not acts_in(case, guide, statement.number_end):
            raise ReceiverUnknownError

    def _reviews(self, stores: Stores, case: Case) -> dict[str, MatterReview]:
        terms = self._staff.review_rules.terms(stores, case.outline)
        return matter_reviews(case.outline, terms)

    def _planned(self, stores: Stores, case: Case) -> PlannedVersion:
        return self._plans.of_application(stores, case.application)

    def _note(self, acted: Acted, use_case: UseCase, case: Case) -> None:
        note_look(acted, use_case, at=self._staff.session_time(), case_number=case.number)

    def _today(self) -> date:
        return day_of(self._staff.clock())


def _papers(review: MatterReview, declared: Iterable[str]) -> Iterable[str]:
    """Yield the results as they were given, else as the matter declares them."""
    given = [f"{result['name']} {result['number']}" for result in review.results]
    return given or declared
