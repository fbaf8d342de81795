"""What whoever writes scenarios puts right."""

from collections.abc import Sequence
from typing import Any

from core.errors.families import DesignError, ServiceError
from core.errors.infrastructure import StorageError


class ScenarioRefusedError(DesignError):
    """A scenario file that cannot be read; ``findings`` say everything that is wrong with it."""

    message_key = "error.design.scenario_refused"

    def __init__(self, *, file: str, line: int, reason: str, findings: Sequence[Any] = ()) -> None:
        super().__init__(file=file, line=line, reason=reason)
        self.findings = findings


class UnknownScenarioError(DesignError):
    """There is no such scenario, or its theme is not published here."""

    message_key = "error.design.unknown_scenario"

    def __init__(self, *, scenario: str) -> None:
        super().__init__(scenario=scenario)


class ScenarioChangedError(DesignError):
    """Somebody else saved or removed the scenario meanwhile."""

    message_key = "error.design.scenario_changed"

    def __init__(self, *, scenario: str) -> None:
        super().__init__(scenario=scenario)


class ScenarioShippedError(DesignError):
    """A scenario that came with the program is copied first, never changed."""

    message_key = "error.design.scenario_shipped"

    def __init__(self, *, scenario: str) -> None:
        super().__init__(scenario=scenario)


class TooManyScenariosError(DesignError):
    """There is no place for one more scenario, or it is very long."""

    message_key = "error.design.too_many_scenarios"

    def __init__(self, *, most: int, characters: int) -> None:
        super().__init__(most=most, characters=characters)


class ScenarioLeftoversError(DesignError):
    """Something of a case is still in the scenario that was made of it: none is."""

    message_key = "error.design.scenario_leftovers"

    def __init__(self, *, places: tuple[str, ...]) -> None:
        super().__init__(places=places)


class ScenarioDraftThereError(DesignError):
    """Of this case there is a draft that nobody has decided about yet."""

    message_key = "error.design.scenario_draft_there"


class ScenarioDraftGoneError(DesignError):
    """The draft is another by now, or somebody decided about it."""

    message_key = "error.design.scenario_draft_gone"


class OwnScenarioDraftError(DesignError):
    """Whoever made a draft does not approve it: four eyes look at it."""

    message_key = "error.design.own_scenario_draft"


class TrainingRoomError(ServiceError):
    """Something about a training room that whoever is in it, or opens it, puts right."""


class UnknownRoomError(TrainingRoomError):
    """There is no training room of this code, or it was closed."""

    message_key = "error.training.unknown_room"

    def __init__(self, *, room: str) -> None:
        super().__init__(room=room)


class RoomBegunAnewError(StorageError):
    """The trainer began the room anew: what was going on in it is gone."""

    message_key = "error.training.room_begun_anew"

    def __init__(self, *, room: str) -> None:
        super().__init__(room=room)


class TooManyRoomsError(TrainingRoomError):
    """As many training rooms are open as may be at once."""

    message_key = "error.training.too_many_rooms"

    def __init__(self, *, most: int) -> None:
        super().__init__(most=most)


class RoomClockError(TrainingRoomError):
    """The clock of a room goes on only, and no further than some years."""

    message_key = "error.training.room_clock"


class RoomUnusableError(TrainingRoomError):
    """A training room cannot be read; real cases are not touched by that."""

    message_key = "error.training.room_unusable"

    def __init__(self, *, room: str) -> None:
        super().__init__(room=room)


class NoSuchClassError(DesignError):
    """No class that goes on has this code."""

    message_key = "error.quiz.no_class"


class QuizLockedError(DesignError):
    """There were too many wrong codes lately."""

    message_key = "error.quiz.locked"

    def __init__(self, *, minutes: int) -> None:
        super().__init__(minutes=minutes)


class ClassFullError(DesignError):
    """As many as may be are in the class."""

    message_key = "error.quiz.full"

    def __init__(self, *, most: int) -> None:
        super().__init__(most=most)


class TraineeNameError(DesignError):
    """The name is empty, too long, or somebody else in the class has it."""

    message_key = "error.quiz.name"

    def __init__(self, *, most: int) -> None:
        super().__init__(most=most)


class NothingToAskError(DesignError):
    """A scenario of which too little can be asked."""

    message_key = "error.quiz.nothing_to_ask"

    def __init__(self, *, scenario: str) -> None:
        super().__init__(scenario=scenario)
