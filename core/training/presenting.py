"""A scenario as it is presented: stop by stop, what is about to be touched, and what is said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from core.training.models import (
    Deliver,
    LetClocksRun,
    OfficeStep,
    Pay,
    Scenario,
    ScenarioStep,
    SetInspection,
)


class StopDesk(StrEnum):
    """In front of whom the audience is: the citizen's screen, an office, the window, nobody."""

    KIOSK = "kiosk"
    OFFICE = "office"
    WINDOW = "window"
    WORKER = "worker"


class TouchKind(StrEnum):
    """What is touched."""

    THEME = "theme"
    ANSWER = "answer"
    CONSENT = "consent"
    ROLE = "role"
    ENTRY = "entry"
    PAPER = "paper"
    SIGNATURE = "signature"
    BUTTON = "button"
    STEP = "step"


@dataclass(frozen=True, slots=True)
class Touch:
    """One thing that is about to be touched, and the value that is given there.

    ``place`` names it: a question, a place of the form, a material, a matter, or a button.
    """

    kind: TouchKind
    place: str
    value: Any = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class StopPlace:
    """Where the kiosk is: the step of the visit, and the place within it.

    ``question`` is asked, ``page`` of the form or ``material`` shown. ``cover`` lies over the
    page: a text to read (its material), or a document to sign (its number). ``is_naming`` says
    that who acts is named, ``is_offering`` that licences are offered, ``is_told`` that the
    privacy notice is shown in the place of the page.
    """

    step: str
    question: str = ""
    page: int = 0
    material: int = 0
    cover: str = ""
    is_naming: bool = False
    is_offering: bool = False
    is_told: bool = False


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of a presentation: what it shows, and what going on from it touches.

    ``stage`` names it in words that locales have. ``on`` is its day, ``day`` how many working days
    after the case was received that is. Of a step after the case was handed in, ``step`` counts
    the steps of the scenario and ``act`` what is done by each, matter by matter.
    ``names`` are those of the matters, ``office`` that of the department.
    """

    desk: StopDesk
    stage: str
    touches: tuple[Touch, ...]
    on: str
    note: str = ""
    day: int = 0
    place: StopPlace | None = None
    matters: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    department: str = ""
    office: str = ""
    step: int = -1
    act: int = 0

    @property
    def is_of_case(self) -> bool:
        """Say whether it happens after the case was handed in."""
        return self.step >= 0

    @property
    def hands_in(self) -> bool:
        """Say whether going on from it hands the application in."""
        return any(touch.place == HAND_IN for touch in self.touches)


HAND_IN = "hand_in"
"""The button by which everything is handed in."""
MAIN, OTHER = "main", "other"
"""The buttons of the kiosk's bar."""


def matters_of_acts(step: ScenarioStep) -> Iterator[tuple[str, ...]]:
    """Yield the matters of each thing that a step does, as offices do it apart.

    A correction, a supplement and a withdrawal are the applicant's, and of no matter.

    Examples:
        >>> from core.training.models import Grant
        >>> grant = Grant(do="grant", matters=("SCJG-01", "WJ-01"))
        >>> list(matters_of_acts(grant))
        [('SCJG-01',), ('WJ-01',)]
    """
    if isinstance(step, Deliver | Pay):
        yield step.matters
    elif isinstance(step, SetInspection):
        # One appointment serves every matter that looks at the same place (联合勘验).
        yield step.matters[:1]
    elif isinstance(step, OfficeStep):
        for matter in step.matters:
            yield (matter,)
    else:
        yield ()


def desk_of(step: ScenarioStep) -> StopDesk:
    """Return in front of whom a step is taken."""
    if isinstance(step, Deliver | Pay):
        return StopDesk.WINDOW
    if isinstance(step, LetClocksRun):
        return StopDesk.WORKER
    return StopDesk.OFFICE if isinstance(step, OfficeStep) else StopDesk.KIOSK


def stop_at(stops: Sequence[Stop], place: StopPlace, near: int) -> int | None:
    """Return the stop that shows a place of the kiosk, the nearest to another stop.

    Of equally near ones the later counts. None shows a place that the script does not lead to.

    Examples:
        >>> at = StopPlace("guide")
        >>> stops = [Stop(StopDesk.KIOSK, "guide", (), "2026-12-01", place=at)] * 3
        >>> stop_at(stops, at, 0), stop_at(stops, StopPlace("form"), 0)
        (0, None)
    """
    shown = [number for number, stop in enumerate(stops) if stop.place == place]
    return min(shown, key=lambda number: (abs(number - near), -number), default=None)


def next_note(stops: Sequence[Stop], at: int) -> tuple[int, str]:
    """Return the number of the next stop at which something else is said, and what."""
    said = stops[at].note if at < len(stops) else ""
    for number in range(at + 1, len(stops)):
        if stops[number].note and stops[number].note != said:
            return number, stops[number].note
    return -1, ""


def chapters(stops: Sequence[Stop]) -> tuple[int, ...]:
    """Return the stops at which a new stage begins: where one jumps to."""
    return tuple(
        number
        for number, stop in enumerate(stops)
        if not number or _chapter(stops[number - 1]) != _chapter(stop)
    )


def _chapter(stop: Stop) -> tuple[object, ...]:
    return stop.desk, stop.stage, stop.step, stop.place and stop.place.page, stop.matters


def note_of_stage(scenario: Scenario, stage: str) -> str:
    """Return what a speaker says at a stage of the kiosk."""
    return str(getattr(scenario.notes, _STAGES.get(stage, stage), ""))


_STAGES = {
    "welcome": "questions",
    "privacy": "form",
    "acting": "form",
    "who": "form",
    "licences": "form",
}
