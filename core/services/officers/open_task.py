"""Open a matter of a case for its office: the time line of all, the own form, what can be done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from core.cases.models import Case
from core.cases.review_actions import ReviewAction
from core.fees.charges import MatterCharge
from core.materials.status import MaterialState
from core.review.matter_reviews import MatterReview
from core.review.possible_steps import MatterStanding, StepChoice, choices
from core.review.tasks import TaskDay, tasks_of
from core.review.timelines import CaseTimeline, timeline_of
from core.services.access_log import members_by_name, note_look
from core.services.acting import StaffContext
from core.services.case_agents import CaseAgent, agents_of
from core.services.correctable_entries import SpotField, spot_fields
from core.services.matter_stops import MatterStops
from core.services.notices import noticed_events
from core.services.officers.open_case import CaseOpener
from core.services.officers.opened_cases import OfficeForm, OpenedCase
from core.services.officers.own_matters import OwnMatters, ReviewedCase
from core.services.officers.paper_origins import PaperOrigin, paper_origin
from core.services.officers.seen_supervision import SeenSupervision, seen_supervision
from core.services.officers.seen_validity import SeenValidity, seen_validity
from core.staff.models import Principal, StaffMember
from core.staff.use_cases import UseCase


@dataclass(frozen=True, slots=True)
class MatterName:
    """What others see of a matter of a case: its name and whose it is (law 3)."""

    code: str
    name: str
    department: str


@dataclass(frozen=True, slots=True)
class TakenStep:
    """A step that was taken with the own matter; of some the applicant has a notice in writing."""

    sequence: int
    at: datetime
    who: str
    action: str
    details: Mapping[str, object]
    has_notice: bool = False


@dataclass(frozen=True, slots=True)
class OpenedTask:
    """A matter of a case as its office has it in front of it.

    ``others`` are all matters of the case by code, ``own`` those of them that are the officer's.
    ``passed_on`` are the papers that other matters of the case give, which nobody hands in.
    ``together`` are the matters that one visit serves, ``results`` what the matter may result in.
    ``can_act`` says that the officer decides it, and does not only look; ``can_charge`` that the
    amount of its ``charge`` can still be said. ``spot_fields`` can be put right on the spot.
    ``supervision`` is what was done because it is late or nearly so, ``validity`` what is not in
    force any more of what it rests on.
    ``agents`` act or acted for another, the latest first. ``paper`` is how it was handed in on
    paper, if it was.
    """

    case: Case
    theme_name: str
    matter: str
    own: tuple[str, ...]
    others: Mapping[str, MatterName]
    timeline: CaseTimeline
    standing: MatterStanding
    choices: tuple[StepChoice, ...]
    part: OfficeForm
    passed_on: tuple[str, ...]
    together: tuple[str, ...]
    results: tuple[str, ...]
    legal_basis: tuple[str, ...]
    steps: tuple[TakenStep, ...]
    opened_at: datetime
    can_act: bool
    charge: MatterCharge | None = None
    can_charge: bool = False
    spot_fields: tuple[SpotField, ...] = ()
    supervision: SeenSupervision | None = None
    validity: SeenValidity | None = None
    agents: tuple[CaseAgent, ...] = ()
    paper: PaperOrigin | None = None

    @property
    def review(self) -> MatterReview:
        """Return where the matter stands."""
        return self.standing.review

    @property
    def name(self) -> str:
        """Return the name of the matter."""
        return self.others[self.matter].name


class OpenTask:
    """Shows an officer one own matter of a case. Every look is written down."""

    def __init__(self, staff: StaffContext, opener: CaseOpener, own: OwnMatters) -> None:
        self._staff = staff
        self._opener = opener
        self._own = own
        self._stops = MatterStops(
            transaction=staff.transaction, clock=staff.clock, steady=staff.clock
        )

    def task(self, session: Principal, number: str, matter: str = "") -> OpenedTask:
        """Return a matter with everything that its office decides it by: the first of none.

        Raises:
            CaseNotFoundError: If it is none of the officer's.
        """
        with self._staff.as_permitted(session, UseCase.OPEN_TASK) as acted:
            stores, permit = acted
            now = self._staff.session_time()
            matter = matter or self._own.first(acted, number)
            reviewed = self._own.reviewed(acted, number, matter)
            opened = reviewed.opened
            note_look(
                acted,
                UseCase.OPEN_TASK,
                at=now,
                case_number=opened.case.number,
                matter=matter,
            )
            standing = reviewed.standing(matter, stores)
            own = opened.catalogue.matters[matter]
            members = members_by_name(stores)
            return OpenedTask(
                case=opened.case,
                theme_name=opened.plan.theme.name,
                matter=matter,
                own=opened.own(permit),
                others=_others(reviewed),
                timeline=_timeline(reviewed),
                standing=standing,
                choices=choices(standing),
                part=self._opener.part(opened, matter),
                passed_on=_passed_on(matter, opened),
                together=reviewed.together(matter),
                results=own.results,
                legal_basis=own.legal_basis,
                steps=_steps(matter, opened.case, members),
                opened_at=now,
                can_act=permit.department == own.department,
                spot_fields=spot_fields(opened.plan, opened.guide, opened.case.application, matter),
                charge=reviewed.charges.get(matter),
                can_charge=reviewed.can_charge(matter),
                supervision=_supervision(matter, reviewed, members),
                validity=seen_validity(
                    self._stops.library(stores), matter, own.legal_basis, standing.today
                ),
                agents=_agents(reviewed),
                paper=paper_origin(opened, permit),
            )


def _others(reviewed: ReviewedCase) -> dict[str, MatterName]:
    catalogue = reviewed.opened.catalogue
    return {
        code: MatterName(
            code, catalogue.matters[code].name, catalogue.department_name(term.department)
        )
        for code, term in reviewed.terms.items()
    }


def _timeline(reviewed: ReviewedCase) -> CaseTimeline:
    terms = tuple(reviewed.terms.values())
    return timeline_of(reviewed.reviews, terms, reviewed.rules.calendar, reviewed.today)


def _agents(reviewed: ReviewedCase) -> tuple[CaseAgent, ...]:
    opened, due = reviewed.opened, _timeline(reviewed).end
    return agents_of(opened.case, opened.guide, opened.catalogue, today=reviewed.today, due=due)


def _supervision(
    matter: str, reviewed: ReviewedCase, members: Mapping[str, StaffMember]
) -> SeenSupervision | None:
    case, calendar = reviewed.opened.case, reviewed.rules.calendar
    tasks = tasks_of(case.outline, tuple(reviewed.terms.values()), calendar)
    task = next(task for task in tasks if task.matter == matter)
    return seen_supervision(case, task, TaskDay.on(reviewed.today, calendar), members)


def _passed_on(matter: str, opened: OpenedCase) -> tuple[str, ...]:
    return tuple(
        material.listed.name
        for material in opened.materials
        if material.state is MaterialState.PASSED_ON
        and any(use.matter == matter for use in material.listed.material.uses)
    )


def _steps(matter: str, case: Case, members: Mapping[str, StaffMember]) -> tuple[TakenStep, ...]:
    noticed = {event.sequence for event in noticed_events(case, matter)}
    return tuple(
        TakenStep(
            event.sequence,
            event.at,
            _name(event.actor, members),
            event.action,
            event.details,
            event.sequence in noticed,
        )
        for event in case.history
        if event.action in set(ReviewAction) and event.details.get("matter") == matter
    )


def _name(username: str, members: Mapping[str, StaffMember]) -> str:
    member = members.get(username)
    return member.display_name if member else username
