"""Hand over the results of a case at the one window: what came, at once, to the right person."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from core.agents.models import CaseAct
from core.cases.models import Case, Upload
from core.cases.numbering import normalised
from core.cases.review_actions import ReviewAction
from core.cases.signatures import Stroke
from core.errors import (
    NothingToDeliverError,
    ReceiverUnknownError,
    StatementIncompleteError,
)
from core.fees.charges import ChargeState
from core.handouts.delivery_list import delivery_list
from core.i18n import DEFAULT_LOCALE
from core.ports import Printer, Stores
from core.review.handing_over import HandingOver, unsigned
from core.review.matter_reviews import MatterReview, matter_reviews
from core.review.statement_checks import cleaned_text, written
from core.review.states import FINAL, MatterState
from core.review.tasks import TaskDay, TaskFilter
from core.services.access_log import note_listed, note_look
from core.services.acting import Acted, StaffContext
from core.services.acting_persons import ActingClaim, acts_in, expect_may
from core.services.case_agents import agents_of
from core.services.officers.find_cases import VersionShelf
from core.services.officers.ready_results import ReadyCase, ReadyResults, list_of, results_of
from core.services.officers.receiver_signatures import ReceiverSignatures, signed
from core.services.officers.unassessed_fees import unassessed_tasks
from core.services.review_steps import ReviewStep, write_review_step
from core.services.theme_plans import PlannedVersion, PlanShelf
from core.staff.models import Principal
from core.staff.use_cases import UseCase
from core.themes.guides import concluded_guide
from core.working_days import day_of

_MOST_LISTED = 500


class DeliverResults:
    """Shows the window what is to be handed over, and writes down what was."""

    def __init__(
        self, staff: StaffContext, printer: Printer, signatures: ReceiverSignatures
    ) -> None:
        self._staff = staff
        self._printer = printer
        self._signatures = signatures
        self._plans = PlanShelf()
        self._versions = VersionShelf()

    def ready_cases(self, session: Principal) -> tuple[ReadyCase, ...]:
        """Return the cases of which a result waits, those that are due first."""
        with self._staff.as_permitted(session, UseCase.LIST_READY) as acted:
            stores, _ = acted
            day = TaskDay.on(self._today(), self._staff.calendar)
            wanted = TaskFilter(states=(MatterState.GRANTED,))
            lines = stores.tasks.found(wanted, day, limit=_MOST_LISTED)
            first = {line.case_number: line for line in reversed(lines)}
            unassessed: dict[str, list[str]] = {number: [] for number in first}
            facts, rules = self._versions.facts(stores), self._staff.review_rules
            for task in unassessed_tasks(stores, None, facts, day, rules=rules):
                unassessed.setdefault(task.case_number, []).append(task.matter)
            found = [
                self._ready_case(stores, number, line.applicant_name, unassessed[number])
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

    def results_file(
        self,
        session: Principal,
        number: str,
        matters: Sequence[str] = (),
        *,
        locale: str = DEFAULT_LOCALE,
    ) -> bytes:
        """Return the list of results that are handed over now, and were before, as PDF.

        Raises:
            CaseNotFoundError: If there is no such case.
            NothingToDeliverError: If a result that is named is not there.
            PrintingError: If it cannot be made.
        """
        with self._staff.as_permitted(session, UseCase.PRINT_RESULTS) as acted:
            stores, _ = acted
            case = stores.cases.get(normalised(number))
            self._note(acted, UseCase.PRINT_RESULTS, case)
            if matters:
                self._expect_ready(stores, case, matters)
            found = self._results(stores, case)
        brief = list_of(found, matters, written_on=self._today(), locale=locale)
        return self._printer.print_paper(delivery_list(brief))

    def deliver(
        self,
        session: Principal,
        number: str,
        matters: Sequence[str],
        statement: HandingOver,
        *,
        drawn: Stroke | None = None,
    ) -> ReadyResults:
        """Hand over results of a case, all that are named or none.

        ``drawn`` is what whoever takes them drew on the screen. It is kept with the case.

        Raises:
            CaseNotFoundError: If there is no such case.
            NothingToDeliverError: If a result is not there, or was handed over a moment ago.
            StatementIncompleteError: Listing everything that is missing.
            ReceiverUnknownError: If the number is that of nobody who acts in the case.
            ActingRefusedError: If it is that of an agent who may not take them (any more).
            SignatureTooShortError, UploadRefusedError: If what was drawn is no signature.
        """
        self._staff.expect(session, UseCase.DELIVER_RESULTS)
        problems = (*statement.problems(), *unsigned(statement, drawn))
        if problems:
            raise StatementIncompleteError(problems)
        picture = self._signatures.kept(drawn, normalised(number)) if drawn else None
        return self._deliver(session, number, matters, statement, picture=picture)

    def _deliver(
        self,
        session: Principal,
        number: str,
        matters: Sequence[str],
        statement: HandingOver,
        *,
        picture: Upload | None,
    ) -> ReadyResults:
        with self._staff.as_permitted(session, UseCase.DELIVER_RESULTS) as acted:
            stores, _ = acted
            case = stores.cases.get(normalised(number), to_change=True)
            self._note(acted, UseCase.DELIVER_RESULTS, case)
            self._expect_ready(stores, case, matters)
            self._expect_known(stores, case, statement, matters)
            said: dict[str, Mapping[str, Any]] = dict.fromkeys(matters, statement.details())
            if picture:
                results = self._results(stores, case).of(matters)
                self._signatures.expect_there(stores, case, picture)
                said = signed(case, picture, said, results)
            return self._write(acted, case, ReviewAction.DELIVERED, said, picture=picture)

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
        self,
        acted: Acted,
        case: Case,
        action: ReviewAction,
        said: Mapping[str, Mapping[str, Any]],
        *,
        picture: Upload | None = None,
    ) -> ReadyResults:
        """Write a step of each matter that is named with what is said of it.

        The first entry seals the picture, which becomes a file of the case right after it.
        """
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
            if picture:
                stores.cases.add_file(case.number, picture)
                picture = None
        return self._results(stores, stores.cases.get(case.number))

    def _ready_case(
        self, stores: Stores, number: str, applicant: str, unassessed: Collection[str]
    ) -> ReadyCase:
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
            sum(task.matter in unassessed for task in ready),
        )

    def _results(self, stores: Stores, case: Case) -> ReadyResults:
        terms = self._staff.review_rules.terms(stores, case.outline)
        planned = self._planned(stores, case)
        guide = concluded_guide(planned.plan, case.application.answers)
        agents = agents_of(case, guide, planned.version.catalogue, today=self._today())
        found = results_of(case, planned.version, terms, calendar=self._staff.calendar)
        charges = self._staff.review_rules.charges.of(stores, case)
        unsaid = {code for code, it in charges.items() if it.state is ChargeState.OPEN}
        names = tuple(it.name for it in found.results if it.is_ready and it.matter in unsaid)
        return replace(found, unassessed=names, agents=agents)

    def _expect_ready(self, stores: Stores, case: Case, matters: Sequence[str]) -> None:
        reviews = self._reviews(stores, case)
        ready = {code for code, review in reviews.items() if review.state is MatterState.GRANTED}
        if not matters or not ready.issuperset(matters):
            raise NothingToDeliverError

    def _expect_known(
        self, stores: Stores, case: Case, statement: HandingOver, matters: Sequence[str]
    ) -> None:
        """Expect that whoever stands at the counter may take results, if they act in the case.

        Somebody who does not act in it comes with a paper of their own, which is named.
        """
        if not statement.is_at_counter:
            return
        guide = concluded_guide(self._planned(stores, case).plan, case.application.answers)
        if acts_in(case, guide, statement.number_end):
            claim = ActingClaim(statement.number_end)
            expect_may(case, guide, claim, CaseAct.COLLECT, on=self._today(), matters=matters)
        elif statement.is_identified:
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
