"""Open training rooms, look into them, set their clocks ahead, begin them anew, close them.

Nothing here reads a real case: what is looked into is a room's own database.
"""

import logging
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from operator import add

from core.cases.models import CaseFilter, Event
from core.errors import RoomClockError, RoomUnusableError, StorageError, UnknownRoomError
from core.services.acting import StaffContext
from core.services.trainers.room_rounds import (
    RoomRound,
    ahead_until,
    due_next,
    let_clocks_run,
    passed_days,
)
from core.services.trainers.training_rooms import MOST_AHEAD, RoomState, TrainingRooms
from core.staff.models import Principal
from core.staff.use_cases import UseCase
from core.working_days import day_of

_log = logging.getLogger(__name__)

__all__ = ["KeepRooms", "ListedRoom", "RoomRound"]


@dataclass(frozen=True, slots=True)
class ListedRoom:
    """A room in the list; of one that cannot be read nothing but its code is known.

    ``due`` is the next day on which its worker will do something, if there is any.
    """

    code: str
    opened_at: datetime | None = None
    clock: datetime | None = None
    cases: int = 0
    due: date | None = None


class KeepRooms:
    """Keeps rooms for trainers; in a room itself there are none.

    ``kiosk_address`` is how trainees reach the kiosk, or its port on the machine of the designer.
    """

    def __init__(
        self, staff: StaffContext, rooms: TrainingRooms | None, *, kiosk_address: str = ""
    ) -> None:
        self.kiosk_address = kiosk_address
        self._staff = staff
        self._kept = rooms

    def rooms(self, session: Principal) -> tuple[ListedRoom, ...]:
        """Return all rooms that are open."""
        self._staff.expect(session, UseCase.LIST_ROOMS)
        return tuple(map(self._listed, self._kept.codes())) if self._kept else ()

    def open_room(self, session: Principal) -> RoomState:
        """Open a room.

        Raises:
            TooManyRoomsError: If as many are open as may be.
        """
        self._staff.expect(session, UseCase.OPEN_ROOM)
        state = self._rooms().open()
        _log.info("A training room was opened", extra={"told": {"room": state.code}})
        return state

    def reset_room(self, session: Principal, code: str) -> RoomState:
        """Begin a room anew: everything in it is gone, and its clock is as on the wall.

        Raises:
            UnknownRoomError: If it is not open.
        """
        self._staff.expect(session, UseCase.RESET_ROOM)
        state = self._rooms().reset(code)
        _log.info("A training room was begun anew", extra={"told": {"room": state.code}})
        return state

    def close_room(self, session: Principal, code: str) -> None:
        """Close a room for good.

        Raises:
            UnknownRoomError: If it is not open.
        """
        self._staff.expect(session, UseCase.CLOSE_ROOM)
        self._rooms().close(code)
        _log.info("A training room was closed", extra={"told": {"room": code}})

    def move_clock(self, session: Principal, code: str, day: date | None = None) -> RoomRound:
        """Set the clock of a room ahead to a day, by default the next on which something is due.

        The worker of legal clocks does its round on each day that is passed.

        Raises:
            UnknownRoomError: If it is not open.
            RoomClockError: If nothing is due, or the day is over, or too far ahead.
        """
        self._staff.expect(session, UseCase.MOVE_ROOM_CLOCK)
        rooms = self._rooms()
        hall = rooms.hall(code)
        wanted = day or due_next(hall)
        if wanted is None:
            raise RoomClockError
        begun, events = hall.clock(), list[Event]()
        if ahead_until(begun, wanted) > MOST_AHEAD:
            raise RoomClockError
        for day_passed in passed_days(day_of(begun), wanted):
            step = ahead_until(hall.clock(), day_passed)
            rooms.set_ahead(code, partial(add, step))
            events += let_clocks_run(hall)
        return RoomRound(begun, hall.clock(), tuple(events))

    def _rooms(self) -> TrainingRooms:
        if self._kept is None:
            raise UnknownRoomError(room="")
        return self._kept

    def _listed(self, code: str) -> ListedRoom:
        rooms = self._rooms()
        try:
            state, hall = rooms.state(code), rooms.hall(code)
            with hall.transaction() as stores:
                cases = stores.cases.count(CaseFilter())
            return ListedRoom(code, state.opened_at, hall.clock(), cases, due_next(hall))
        except (RoomUnusableError, UnknownRoomError, StorageError):
            return ListedRoom(code)
