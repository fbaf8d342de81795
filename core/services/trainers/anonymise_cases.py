"""Supervisors make a scenario of a case that has ended, and somebody else of them approves it.

What the search by value finds blocks; what it cannot know, two people look for. Until the second
has, trainers see nothing. Afterwards nothing says any more of which case the scenario was made.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from core.cases.models import Case
from core.cases.numbering import is_training_number, normalised
from core.errors import (
    CaseHeldError,
    OwnScenarioDraftError,
    ScenarioDraftGoneError,
    ScenarioDraftThereError,
    ScenarioLeftoversError,
    TrainingNumberError,
)
from core.ports import Stores
from core.privacy.purging import is_on_hold
from core.services.access_log import members_by_name, note_look
from core.services.acting import StaffContext
from core.services.theme_plans import PlanShelf
from core.services.trainers.anonymise_case import AnonymousCase, anonymise_case
from core.services.trainers.record_case import WalkedCase, walked_case
from core.services.trainers.save_scenario import ScenarioWriter
from core.services.trainers.train_with_scenarios import ReadScenarios
from core.staff.models import Principal, StaffMember
from core.staff.use_cases import UseCase
from core.themes.guides import concluded_guide
from core.themes.who_is_who import join_plan
from core.training.kept_scenarios import KeptScenario, ScenarioOrigin
from core.training.scenario_drafts import ScenarioDraft
from core.training.writing import scenario_text

_IN_VALUES = "values."


@dataclass(frozen=True, slots=True)
class DraftPage:
    """The drafts that wait, and who may have made them."""

    drafts: tuple[ScenarioDraft, ...]
    members: Mapping[str, StaffMember]

    def maker(self, draft: ScenarioDraft) -> str:
        """Return what whoever made a draft is called."""
        member = self.members.get(draft.made_by)
        return member.display_name if member else draft.made_by


class AnonymiseCases:
    """Keeps drafts until they are decided about. ``read`` returns the shipped scenarios."""

    def __init__(self, staff: StaffContext, *, read: ReadScenarios) -> None:
        self._staff = staff
        self._read = read
        self._plans = PlanShelf()

    def drafts(self, session: Principal) -> DraftPage:
        """Return what waits to be approved, the oldest first."""
        with self._staff.as_permitted(session, UseCase.LIST_SCENARIO_DRAFTS) as (stores, _):
            return DraftPage(stores.scenario_drafts.all(), members_by_name(stores))

    def make(self, session: Principal, number: str) -> ScenarioDraft:
        """Make a draft of a case that has ended.

        Raises:
            CaseNotFoundError, CaseErasedError: If there is nothing to read.
            TrainingNumberError: If it was never a real case.
            CaseHeldError: If it is reviewed or before a court.
            CaseNotConcludedError: If something is still to happen in it.
            ScenarioLeftoversError: If something of the case is still in it.
            ScenarioDraftThereError: If it has a draft already.
        """
        with self._staff.as_permitted(session, UseCase.MAKE_SCENARIO_DRAFT) as acted:
            stores, permit = acted
            case, at = _free_case(stores, number), self._staff.session_time()
            note_look(acted, UseCase.MAKE_SCENARIO_DRAFT, at=at, case_number=case.number)
            rules = self._staff.review_rules
            walked = walked_case(stores, case.number, rules=rules, plans=self._plans)
            code = f"{case.application.theme_code}-N"
            made = anonymise_case(walked, self._staff.calendar, code)
            labels = _labels(walked)
            _expect_clean(made, labels)
            seen = made.anonymous.replaced
            draft = ScenarioDraft(
                case.number,
                scenario_text(made.anonymous.scenario),
                made_by=permit.username,
                made_at=at,
                replaced=tuple((it.kind, labels.get(it.place, it.place)) for it in seen),
                left_out=made.left_out,
            )
            if not stores.scenario_drafts.add(draft):
                raise ScenarioDraftThereError
            return draft

    def draft(self, session: Principal, number: str) -> ScenarioDraft:
        """Return a draft to look at.

        Raises:
            ScenarioDraftGoneError: If somebody decided about it.
        """
        with self._staff.as_permitted(session, UseCase.READ_SCENARIO_DRAFT) as acted:
            found, at = _draft_of(acted[0], number), self._staff.session_time()
            note_look(acted, UseCase.READ_SCENARIO_DRAFT, at=at, case_number=found.case_number)
            return found

    def approve(self, session: Principal, number: str, digest: str) -> KeptScenario:
        """Give the draft that somebody read, known by its digest, to the trainers.

        Raises:
            OwnScenarioDraftError: By whoever made it.
            ScenarioDraftGoneError: If it is another by now, or somebody decided about it.
            CaseErasedError, CaseHeldError: If its case may not be read any more.
            TooManyScenariosError: If trainers have no place for it.
        """
        with self._staff.as_permitted(session, UseCase.APPROVE_SCENARIO_DRAFT) as (stores, permit):
            number = _free_case(stores, number).number
            found = _draft_of(stores, number)
            if found.digest != digest:
                raise ScenarioDraftGoneError
            if found.made_by == permit.username:
                raise OwnScenarioDraftError
            origin, at = ScenarioOrigin.ANONYMISED, self._staff.clock()
            kept = KeptScenario("", "", found.text, origin, permit.username, at)
            saved = ScenarioWriter(stores, self._read()).save(kept, 0)
            if not stores.scenario_drafts.remove(number):
                raise ScenarioDraftGoneError
            return saved

    def discard(self, session: Principal, number: str) -> None:
        """Throw a draft away; its case stays as it is.

        Raises:
            ScenarioDraftGoneError: If somebody decided about it.
        """
        with self._staff.as_permitted(session, UseCase.DISCARD_SCENARIO_DRAFT) as (stores, _):
            if not stores.scenario_drafts.remove(normalised(number)):
                raise ScenarioDraftGoneError


def _free_case(stores: Stores, number: str) -> Case:
    """Return a case of the hall that may be read, as nobody else changes it meanwhile."""
    if is_training_number(number):
        raise TrainingNumberError(case_number=number)
    case = stores.cases.get(normalised(number), to_change=True)
    if is_on_hold(case.history):
        raise CaseHeldError(case_number=case.number)
    return case


def _draft_of(stores: Stores, number: str) -> ScenarioDraft:
    found = stores.scenario_drafts.get(normalised(number))
    if found is None:
        raise ScenarioDraftGoneError
    return found


def _expect_clean(made: AnonymousCase, labels: Mapping[str, str]) -> None:
    if made.is_clean:
        return
    places = (leftover.place.removeprefix(_IN_VALUES) for leftover in made.anonymous.left)
    found = dict.fromkeys(labels.get(place, place) for place in places)
    raise ScenarioLeftoversError(places=tuple(found))


def _labels(walked: WalkedCase) -> Mapping[str, str]:
    """Return what the fields of a case are called, by place."""
    answers = walked.case.application.answers
    plan = join_plan(walked.plan, answers, walked.case.application.parties)
    form = concluded_guide(plan, answers).form_by_key
    return {str(key): merged.label for key, merged in form.items()}
