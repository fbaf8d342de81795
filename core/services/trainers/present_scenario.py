"""Present a scenario in a room: stop by stop, forth, back, by jumps, or by itself.

At the kiosk every stop is a state that can be shown at any time. Handing in and what offices do
happens once, by the use cases of citizens and staff; going back over it shows it as done.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from threading import Lock
from typing import Protocol

from core.cases.models import Case
from core.errors import NothingPresentedError, ServiceError
from core.i18n import DEFAULT_LOCALE
from core.services.citizens import Credentials
from core.services.trainers.presented_stops import PresentedStop
from core.services.trainers.staged_cases import Script, StagedCase
from core.services.trainers.training_halls import TrainingHall
from core.services.trainers.write_script import write_script
from core.training.models import Scenario
from core.training.positions import PlayingPace, Position
from core.training.presenting import Stop

FindScenario = Callable[[str, str], Scenario]
"""Returns a scenario by its code, or what stands in its text, if there is one."""


class PositionStore(Protocol):
    """Keeps where the presentation of a room is, for every process that shows it."""

    def read(self) -> Position | None:
        """Return the position, if anything is presented."""

    def change(self, move: Callable[[Position | None], Position | None]) -> Position | None:
        """Put another position in the place of the one that is there; one mover at a time."""


@dataclass(frozen=True, slots=True)
class PresentedNow:
    """What is presented now: the scenario, its whole script, and the position in it."""

    scenario: Scenario
    script: Script
    position: Position

    @property
    def stop(self) -> Stop:
        """Return the stop that is shown."""
        return self.current.stop

    @property
    def current(self) -> PresentedStop:
        """Return the stop that is shown, with the draft of the kiosk at it."""
        return self.script[min(self.position.at, len(self.script) - 1)]

    @property
    def stops(self) -> tuple[Stop, ...]:
        """Return all stops."""
        return tuple(presented.stop for presented in self.script)

    @property
    def is_done(self) -> bool:
        """Say whether what the stop leads to has happened already."""
        return self.position.at < self.position.done

    @property
    def is_last(self) -> bool:
        """Say whether nothing comes after it."""
        return self.position.at + 1 >= len(self.script)


class PresentScenario:
    """Presents scenarios in one generation of a room.

    ``find`` returns what is presented. ``seconds`` counts on whatever clocks are set to.
    """

    def __init__(
        self,
        hall: TrainingHall,
        positions: PositionStore,
        *,
        find: FindScenario,
        generation: str,
        seconds: Callable[[], float],
    ) -> None:
        self._hall = hall
        self._positions = positions
        self._find = find
        self._generation = generation
        self._seconds = seconds
        self._scripts: dict[tuple[str, str], Script] = {}
        self._cases: dict[str, Case] = {}
        self._writing = Lock()

    def begin(self, scenario: str, *, run: str, key: str, text: str = "") -> Position:
        """Present a scenario from its first stop, to whoever holds a key.

        ``text`` is that of a scenario of the trainers' own.

        Raises:
            ScenarioUnfitError: If its theme is not published here, or asks something else by now.
        """
        first = StagedCase(self._hall, self._find(scenario, text)).open()
        fresh = Position(
            scenario,
            run,
            digest_of(key),
            str(first),
            self._generation,
            moved_at=self._seconds(),
            text=text,
        )
        self._script(fresh, DEFAULT_LOCALE)
        kept = self._positions.change(lambda before: _after(before, fresh))
        return kept or fresh

    def position(self) -> Position | None:
        """Return the position; where the room was begun anew, that is the first stop."""
        position = self._positions.read()
        if position is not None and position.generation != self._generation:
            return self._begin_anew()
        return position

    def is_presenter(self, key: str) -> bool:
        """Say whether a key moves the presentation of this room."""
        position = self._positions.read()
        return position is not None and hmac.compare_digest(position.key, digest_of(key))

    def shown(self, locale: str = DEFAULT_LOCALE) -> PresentedNow | None:
        """Return what is presented, in a language."""
        position = self.position()
        if position is None:
            return None
        scenario = self._find(position.scenario, position.text)
        return PresentedNow(scenario, self._script(position, locale), position)

    def go_on(self, revision: int) -> Position:
        """Do what the stop is about and turn to the next.

        Raises:
            ServiceError: If it is refused; then that is the stop that is shown.
        """
        return self._moving(revision, lambda position: position.at + 1)

    def go_back(self, revision: int) -> Position:
        """Turn to the stop before."""
        return self._moving(revision, lambda position: position.at - 1)

    def jump(self, to: int, revision: int) -> Position:
        """Turn to any stop; what offices do on the way there happens without being shown.

        Raises:
            ServiceError: If it is refused; then that is the stop that is shown.
        """
        return self._moving(revision, lambda _: to)

    def play(self, is_playing: bool, pace: PlayingPace | None = None) -> Position:
        """Let stops go on by themselves, or stop that."""
        return self._changed(
            lambda position: replace(
                position,
                is_playing=is_playing,
                pace=pace or position.pace,
                revision=position.revision + 1,
                moved_at=self._seconds(),
            )
        )

    def go_on_if_due(self) -> Position | None:
        """Turn to the next stop if stops go on by themselves and it is time."""
        position = self.position()
        if position is None or not position.is_due(self._seconds()):
            return position
        return self.go_on(position.revision)

    def take_over(self, at: int | None, revision: int) -> Position:
        """Pause: a hand at the kiosk went its own way, to a stop if the script has it.

        Raises:
            ServiceError: If what lies before that stop is refused.
        """
        if at is not None:
            self._moving(revision, lambda _: at)
            return self._changed(lambda position: replace(position, is_playing=False))
        return self._changed(
            lambda position: (
                replace(position, is_playing=False, is_taken_over=True, revision=revision + 1)
                if position.revision == revision
                else position
            )
        )

    def case(self, position: Position) -> Case | None:
        """Return the case that was handed in, if it was; handing in again is the same (law 10)."""
        script = self._script(position, DEFAULT_LOCALE)
        handed_in = any(presented.stop.hands_in for presented in script[: position.done])
        if not handed_in:
            return None
        if position.run not in self._cases:
            self._cases[position.run] = self._staged(position).hand_in(script)
        return self._cases[position.run]

    def credentials(self, case: Case) -> Credentials:
        """Return what the applicant opens the case with."""
        position = self.position()
        if position is None:
            raise NothingPresentedError
        return self._staged(position).played(case).credentials

    def _staged(self, position: Position) -> StagedCase:
        return StagedCase(self._hall, self._find(position.scenario, position.text))

    def _moving(self, revision: int, target: Callable[[Position], int]) -> Position:
        refused: list[ServiceError] = []

        def move(position: Position) -> Position:
            if position.revision != revision:
                return position  # somebody else moved meanwhile, and this press meant another stop
            script, staged = self._script(position, DEFAULT_LOCALE), self._staged(position)
            to = max(0, min(target(position), len(script) - 1))
            for number in range(position.done, to):
                try:
                    staged.perform(script, number)
                except ServiceError as refusal:
                    refused.append(refusal)
                    return replace(position.moved(number, self._seconds()), is_playing=False)
            staged.turn_to_day_of(script[to].stop)
            return position.moved(to, self._seconds())

        moved = self._changed(move)
        if refused:
            raise refused[0]
        return moved

    def _changed(self, move: Callable[[Position], Position]) -> Position:
        if self.position() is None:
            raise NothingPresentedError
        kept = self._positions.change(lambda position: position and move(position))
        if kept is None:
            raise NothingPresentedError
        return kept

    def _begin_anew(self) -> Position | None:
        def anew(position: Position | None) -> Position | None:
            if position is None or position.generation == self._generation:
                return position
            first = self._staged(position).open()
            begun = position.begun_anew(self._generation, self._seconds())
            return replace(begun, begins_on=str(first))

        return self._positions.change(anew)

    def _script(self, position: Position, locale: str) -> Script:
        about = (f"{position.run}.{position.begins_on}", locale)
        with self._writing:
            if about not in self._scripts:
                self._scripts[about] = write_script(
                    self._find(position.scenario, position.text),
                    self._hall.kiosk,
                    self._hall.calendar,
                    submission_key=position.run,
                    begins_on=date.fromisoformat(position.begins_on),
                    locale=locale,
                )
            return self._scripts[about]


def digest_of(key: str) -> str:
    """Return what is kept of a key; nobody finds the key by it."""
    return sha256(key.encode()).hexdigest()


def _after(before: Position | None, fresh: Position) -> Position:
    """Return a new presentation with a revision that nobody has seen yet."""
    return replace(fresh, revision=before.revision + 1 if before else 0)
