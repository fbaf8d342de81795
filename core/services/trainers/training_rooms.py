"""What a training room is: a hall of its own that stays open, under a code, with its own clock.

A room is begun anew by putting another generation in its place; whoever was in the former one is
told so.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from core.cases.numbering import ALPHABET
from core.ports import Clock, Transaction
from core.services.citizens import CitizenUseCases
from core.services.review_steps import ReviewRules
from core.services.trainers.sit_down import SitDown

if TYPE_CHECKING:
    from core.services.staff_use_cases import StaffUseCases
    from core.services.trainers.present_scenario import PresentScenario

CODE_SYMBOLS = 4
MOST_AHEAD = timedelta(days=366)
"""So far a clock is set ahead at most at a time."""
_CODE = re.compile(f"[{ALPHABET}]{{{CODE_SYMBOLS}}}")


def room_code(typed: str) -> str:
    """Return the code of a room as it is kept, or nothing if no room can have it.

    Examples:
        >>> room_code(" k7-mq "), room_code("../x"), room_code("")
        ('K7MQ', '', '')
    """
    plain = typed.upper().replace("-", "").replace(" ", "")
    return plain if _CODE.fullmatch(plain) else ""


@dataclass(frozen=True, slots=True)
class RoomState:
    """A room as it stands: ``generation`` changes when it is begun anew.

    ``ahead`` is how far its clock is ahead of the one on the wall.
    """

    code: str
    generation: str
    opened_at: datetime
    ahead: timedelta = timedelta()


class EnteredRoom(Protocol):
    """One generation of a room, as somebody is in it."""

    @property
    def state(self) -> RoomState:
        """Return the state in which it was entered."""

    @property
    def clock(self) -> Clock:
        """Return the clock of the room."""

    @property
    def kiosk(self) -> CitizenUseCases:
        """Return the use cases of the room's kiosk."""

    @property
    def office(self) -> "StaffUseCases":
        """Return the use cases of the room's designer."""

    @property
    def desks(self) -> SitDown:
        """Return what lets whoever is here be one of the room's members."""

    @property
    def presenting(self) -> "PresentScenario":
        """Return what presents scenarios in this room."""

    def is_current(self) -> bool:
        """Say whether the room was not begun anew since."""


@dataclass(frozen=True, slots=True)
class RoomHall:
    """What a trainer looks into, and lets clocks run out in: one generation of a room."""

    transaction: Transaction
    clock: Clock
    rules: ReviewRules


class TrainingRooms(Protocol):
    """Keeps rooms; every method but the first two refuses a room that is not open."""

    def codes(self) -> tuple[str, ...]:
        """Return the codes of all rooms that are open."""

    def open(self) -> RoomState:
        """Open a room under a code that nobody has.

        Raises:
            TooManyRoomsError: If as many are open as may be.
        """

    def state(self, code: str) -> RoomState:
        """Return how a room stands.

        Raises:
            UnknownRoomError: If there is none of this code.
            RoomUnusableError: If it cannot be read.
        """

    def reset(self, code: str) -> RoomState:
        """Put a new generation in the place of a room, at once and wholly or not at all."""

    def close(self, code: str) -> None:
        """Close a room for good."""

    def set_ahead(self, code: str, ahead: Callable[[timedelta], timedelta]) -> RoomState:
        """Set the clock of a room ahead; it never goes back.

        Raises:
            RoomClockError: If it would, or too far ahead.
        """

    def hall(self, code: str) -> RoomHall:
        """Return what stands behind a room as it is now."""

    def enter(self, code: str, generation: str = "") -> EnteredRoom:
        """Return a room as somebody is in it.

        Raises:
            UnknownRoomError: If there is none of this code.
            RoomUnusableError: If it cannot be opened.
        """
