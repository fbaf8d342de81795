"""Begin to present a scenario in a training room: the room and the key are the presenter's."""

from dataclasses import dataclass, field

from core.errors import UnknownRoomError, UnknownScenarioError
from core.ports import Randomness
from core.services.acting import StaffContext
from core.services.staff.hash_passwords import random_secret
from core.services.trainers.known_scenarios import known_scenarios
from core.services.trainers.train_with_scenarios import ReadScenarios
from core.services.trainers.training_rooms import TrainingRooms
from core.staff.models import Principal
from core.staff.use_cases import UseCase

_RUN_SYMBOLS = 12
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class Presentation:
    """What a presenter is given: in which room, and the key that moves it."""

    scenario: str
    room: str
    key: str = field(repr=False)


class PresentInRoom:
    """Begins presentations. In a room itself there are no rooms, and so none is begun.

    ``read`` returns the scenarios that came with the program.
    """

    def __init__(
        self,
        staff: StaffContext,
        rooms: TrainingRooms | None,
        *,
        read: ReadScenarios,
        randomness: Randomness,
    ) -> None:
        self._staff = staff
        self._kept = rooms
        self._read = read
        self._randomness = randomness

    def rooms(self, session: Principal) -> tuple[str, ...]:
        """Return the codes of the rooms in which something can be presented."""
        self._staff.expect(session, UseCase.LIST_STAGES)
        return self._kept.codes() if self._kept else ()

    def begin(self, session: Principal, scenario: str, room: str = "") -> Presentation:
        """Present a scenario from its first stop, in a room that is open or in a new one.

        One of the trainers' own is taken along as it is now: later revisions change nothing of it.

        Raises:
            UnknownRoomError: If there is no such room.
            UnknownScenarioError: If there is no such scenario.
            ScenarioUnfitError: If its theme asks something else by now.
            TooManyRoomsError: If as many are open as may be.
        """
        with self._staff.as_permitted(session, UseCase.PRESENT_SCENARIO) as (stores, _):
            found = known_scenarios(stores, self._read()).get(scenario)
        if found is None:
            raise UnknownScenarioError(scenario=scenario)
        text, rooms = found.kept.text if found.kept else "", self._kept
        if rooms is None:
            raise UnknownRoomError(room=room)
        code = room or rooms.open().code
        key = random_secret(self._randomness)
        run = f"presented-{self._randomness(_RUN_SYMBOLS, _SIGNS)}"
        rooms.enter(code).presenting.begin(scenario, run=run, key=key, text=text)
        return Presentation(scenario, code, key)
