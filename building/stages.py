"""Builds what presents scenarios in a training room."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from operator import add
from pathlib import Path
from typing import TYPE_CHECKING

from adapters.position_files import FilePositions
from adapters.room_folders import RoomFolders
from adapters.system import elapsed
from building.installation import working_calendar
from building.practice import case_walked, shipped_scenarios
from core.errors import UnknownScenarioError, UnknownStaffError
from core.ports import Clock
from core.staff.models import Role, SessionToken
from core.training.models import Scenario

if TYPE_CHECKING:
    from building.rooms import TrainingRoom
    from core.services.trainers import PresentScenario, SitDown

POSITION = "presentation.json"
"""It lies beside the generations of a room, so that it is there when the room begins anew."""


@dataclass(frozen=True)
class StageClock:
    """The clock of a room, which goes on only."""

    code: str
    clock: Clock
    folders: RoomFolders

    def __call__(self) -> datetime:
        """Return what time it is in the room."""
        return self.clock()

    def jump_to(self, moment: datetime) -> None:
        """Set the clock of the room on; to a moment that is over it stays as it is."""
        step = moment - self.clock()
        if step.total_seconds() > 0:
            self.folders.set_ahead(self.code, partial(add, step))


def presentation_in(room: "TrainingRoom", folders: RoomFolders) -> "PresentScenario":
    """Return what presents scenarios in a generation of a room."""
    from core.services.operators.accept_by_silence import accept_by_silence
    from core.services.trainers import PresentScenario, TrainingHall

    process, state = room.process, room.state
    hall = TrainingHall(
        kiosk=room.kiosk,
        office=room.office.office,
        fees=room.office.fees,
        clock=StageClock(state.code, room.clock, folders),
        calendar=working_calendar(),
        sign_in=partial(_sit_down, room.desks),
        let_clocks_run=lambda: accept_by_silence(
            process.transaction, process.review_rules, at=process.clock()
        ),
        walked=partial(case_walked, room.staff),
    )
    return PresentScenario(
        hall,
        FilePositions(_beside(folders.place(state))),
        find=_presented,
        generation=state.generation,
        seconds=elapsed,
    )


def _beside(generation: Path) -> Path:
    return generation.parent / POSITION


def _presented(code: str, text: str) -> Scenario:
    from core.services.trainers.known_scenarios import read_written

    if text:
        return read_written(code, text, shipped_scenarios()).scenario
    for file in shipped_scenarios():
        if file.scenario.code == code:
            return file.scenario
    raise UnknownScenarioError(scenario=code)


def _sit_down(desks: "SitDown", role: Role, department: str) -> SessionToken:
    for member in desks.members():
        if role in member.roles and member.department == department:
            return desks.sit_down(member.username)
    raise UnknownStaffError(username=f"{role} {department}".strip())
