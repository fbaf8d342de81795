"""What is watched beside the reports: late matters, and the board of the hall."""

from dataclasses import dataclass

from core.ports import HandoutWriter
from core.services.acting import StaffContext
from core.services.officers.hall_board import ShowHallBoard
from core.services.officers.supervise_tasks import SuperviseTasks


@dataclass(frozen=True, slots=True)
class WatchUseCases:
    """Everything that is watched while it goes on."""

    supervising: SuperviseTasks
    showing: ShowHallBoard


def watch_use_cases(
    staff: StaffContext, writer: HandoutWriter, *, is_demo: bool = False
) -> WatchUseCases:
    """Return the use cases."""
    return WatchUseCases(SuperviseTasks(staff, writer), ShowHallBoard(staff, is_demo=is_demo))
