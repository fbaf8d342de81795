"""Make scenarios of the trainers' own from cases that were walked in training rooms.

Nothing here reads a real case: what is recorded lies in a room's own database.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from core.cases.models import CaseLine, CaseStatus
from core.catalogue.findings import Finding
from core.errors import UnknownRoomError, UnknownThemeError
from core.i18n import DEFAULT_LOCALE
from core.ports import Stores
from core.review.matter_reviews import matter_reviews
from core.review.states import UNDECIDED
from core.services.acting import StaffContext
from core.services.review_steps import ReviewRules
from core.services.setting_aside import newest_versions
from core.services.theme_plans import PlanShelf
from core.services.trainers.check_scenario import misfits
from core.services.trainers.known_scenarios import demo_people, read_written
from core.services.trainers.record_case import (
    RecordedScenario,
    Title,
    record_case,
    walked_case,
)
from core.services.trainers.save_scenario import ScenarioWriter
from core.services.trainers.train_with_scenarios import ReadScenarios
from core.services.trainers.training_rooms import TrainingRooms
from core.staff.models import Principal
from core.staff.use_cases import UseCase
from core.training.kept_scenarios import KeptScenario, ScenarioOrigin
from core.training.writing import scenario_text

MOST_LISTED = 30
"""So many cases of a room are listed, the newest first."""


@dataclass(frozen=True, slots=True)
class ListedWalk:
    """A case of a room in a list: how many of its matters are decided tells how far it is."""

    number: str
    theme_name: str
    status: CaseStatus
    decided: int
    matters: int


@dataclass(frozen=True, slots=True)
class RecordedWalk:
    """A case as a scenario that was saved.

    ``findings`` are what does not fit its theme as published, ``left_out`` entries of the history
    that no step of a scenario stands for, so that playing it may come out otherwise.
    """

    kept: KeptScenario
    findings: tuple[Finding, ...]
    left_out: tuple[str, ...]


class RecordWalks:
    """Records walks; in a room itself there are no rooms, and so none is recorded.

    ``read`` returns the scenarios that came with the program.
    """

    def __init__(
        self, staff: StaffContext, rooms: TrainingRooms | None, *, read: ReadScenarios
    ) -> None:
        self._staff = staff
        self._kept = rooms
        self._read = read
        self._plans = PlanShelf()

    def walked(self, session: Principal, room: str) -> tuple[ListedWalk, ...]:
        """Return the cases of a room, the newest first.

        Raises:
            UnknownRoomError: If it is not open.
        """
        self._staff.expect(session, UseCase.LIST_WALKS)
        hall = self._rooms().hall(room)
        with hall.transaction() as stores:
            return tuple(_listed(stores, hall.rules))

    def record(
        self,
        session: Principal,
        room: str,
        number: str,
        *,
        title: str = "",
        locale: str = DEFAULT_LOCALE,
    ) -> RecordedWalk:
        """Save a case of a room as a scenario of the trainers' own, under a code of its own.

        Raises:
            UnknownRoomError: If the room is not open.
            CaseNotFoundError: If the room has no such case.
            UnknownThemeError: If the theme of the case is not published here.
            ScenarioRefusedError: If the title cannot stand in a scenario.
            TooManyScenariosError: If there is no place for it.
        """
        self._staff.expect(session, UseCase.RECORD_WALK)
        recorded, shipped = self._recorded(room, number, title), self._read()
        theme = recorded.scenario.theme
        with self._staff.as_permitted(session, UseCase.RECORD_WALK) as (stores, permit):
            version = newest_versions(stores).get(theme)
            if version is None:
                raise UnknownThemeError(code=theme)
            new = KeptScenario(
                "",
                "",
                scenario_text(recorded.scenario),
                ScenarioOrigin.RECORDED,
                permit.username,
                self._staff.clock(),
            )
            kept = ScenarioWriter(stores, shipped).save(new, 0)
        file = read_written(kept.code, kept.text, shipped)
        findings = misfits(file, self._plans.plan(version).plan, locale)
        return RecordedWalk(kept, findings, recorded.left_out)

    def _recorded(self, room: str, number: str, title: str) -> RecordedScenario:
        rooms = self._rooms()
        hall, code = rooms.hall(room), rooms.state(room).code
        with hall.transaction() as stores:
            # Each room publishes for itself: of one number, versions differ from room to room.
            walked = walked_case(stores, number, rules=hall.rules, plans=PlanShelf())
        theme = walked.plan.theme
        named = Title(f"{theme.code}-{code}", title.strip() or f"{theme.name} {number}")
        return record_case(walked, hall.rules.calendar, named, demo_people(self._read()))

    def _rooms(self) -> TrainingRooms:
        if self._kept is None:
            raise UnknownRoomError(room="")
        return self._kept


def _listed(stores: Stores, rules: ReviewRules) -> Iterator[ListedWalk]:
    names = {code: version.theme.name for code, version in newest_versions(stores).items()}
    lines = stores.cases.latest(MOST_LISTED)
    outlines = stores.outlines.of([line.number for line in lines], to_change=False)
    decided = {
        outline.number: [
            review.state not in UNDECIDED
            for review in matter_reviews(outline, rules.terms(stores, outline)).values()
        ]
        for outline in outlines
    }
    for line in lines:
        yield _line(line, names.get(line.theme_code, line.theme_code), decided.get(line.number, []))


def _line(line: CaseLine, theme_name: str, decided: list[bool]) -> ListedWalk:
    return ListedWalk(line.number, theme_name, line.status, sum(decided), len(decided))
