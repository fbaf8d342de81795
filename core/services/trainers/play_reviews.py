"""Play what happens to a case after it was handed in, day by day, by the use cases of the staff."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial

from core.cases.models import Case
from core.errors import NothingOwedError, ServiceError
from core.fees.taking import CashierTicket
from core.review.handing_over import NUMBER_END, HandingOver
from core.review.models import Correction
from core.services.acting_persons import acts_in
from core.services.citizens import Credentials
from core.services.citizens.track_case import TrackedCase
from core.services.trainers.office_statements import OfficeDesk, take_office_step
from core.services.trainers.sample_papers import SAMPLE_PAPER
from core.services.trainers.training_halls import TrainingHall
from core.themes.guides import Guide
from core.training.models import (
    Correct,
    Deliver,
    LetClocksRun,
    OfficeStep,
    Pay,
    PlayedStep,
    Scenario,
    ScenarioStep,
    SetInspection,
    Supply,
    Withdraw,
)
from core.working_days import ZONE, day_of

_NUMBER, _NAME = "per.id_no@", "per.name@"
DONE, REFUSED = "done", "refused"
"""What a step is expected to come to."""


@dataclass(frozen=True, slots=True)
class PlayedCase:
    """A case of a scenario in its hall. ``departments`` are by matter, ``code`` withdraws it."""

    hall: TrainingHall
    scenario: Scenario
    case: Case
    guide: Guide
    departments: dict[str, str]
    code: str

    @property
    def credentials(self) -> Credentials:
        """Return what the applicant opens the case with."""
        return Credentials(self.case.number, self.number_end)

    @property
    def number_end(self) -> str:
        """Return the end of the identity number of somebody who acts in the case."""
        return self._acting[1]

    @property
    def name(self) -> str:
        """Return the name of whoever acts in the case and takes its results."""
        return self._acting[0]

    @property
    def _acting(self) -> tuple[str, str]:
        """Return name and end of the number, if it can be, of whom the case is named after."""
        values, acting = self.case.application.values, []
        for place, number in values.items():
            end = str(number)[-NUMBER_END:]
            if place.startswith(_NUMBER) and acts_in(self.case, self.guide, end):
                acting.append((str(values.get(place.replace(_NUMBER, _NAME), "")), end))
        named = [person for person in acting if person[0] == self.case.applicant_name]
        return next(iter(named or acting), (self.case.applicant_name, ""))

    @property
    def tracked(self) -> TrackedCase:
        """Return where the case stands, as the applicant sees it."""
        return self.hall.kiosk.tracking.look(self.credentials)


def play_reviews(played: PlayedCase) -> Iterator[PlayedStep]:
    """Yield each step with what was expected of it and what came of it, and where all ends."""
    yield from _dues(played)
    today = day_of(played.hall.clock())
    for step in played.scenario.steps:
        today = _day_of_step(step, played, today)
        played.hall.clock.jump_to(morning_of(today))
        yield from _played(step, played, today)
    yield from _endings(played)


def _day_of_step(step: ScenarioStep, played: PlayedCase, today: date) -> date:
    if step.on is not None:
        return date.fromisoformat(step.on)
    if step.day is None:
        return today
    return played.hall.calendar.after(day_of(played.case.received_at), step.day)


def morning_of(day: date) -> datetime:
    """Return when the day of an office begins, with those that have come already."""
    return datetime(day.year, day.month, day.day, 10, tzinfo=ZONE)


def _played(step: ScenarioStep, played: PlayedCase, today: date) -> Iterator[PlayedStep]:
    if isinstance(step, LetClocksRun):
        accepted = _accepted_by_silence(played)
        yield PlayedStep(
            say="scenario.do.clock", expected=step.accepted, actual=accepted, about=str(today)
        )
        return
    expected = REFUSED if step.refused else DONE
    for about, act in acts_of(step, played):
        came = _outcome(act, is_refused=step.refused)
        where = f"{today} {about}".strip()
        yield PlayedStep(say=f"scenario.do.{step.do}", expected=expected, actual=came, about=where)
        played.hall.clock.jump_to(played.hall.clock() + timedelta(minutes=1))


def _accepted_by_silence(played: PlayedCase) -> int:
    """Let the clocks run, and return how many matters of this case silence accepted by that."""
    before = sum(progress.is_deemed for progress in played.tracked.progress)
    played.hall.let_clocks_run()
    return sum(progress.is_deemed for progress in played.tracked.progress) - before


def _outcome(act: Callable[[], None], *, is_refused: bool) -> str:
    try:
        act()
    except ServiceError as error:
        return REFUSED if is_refused else str(error)
    return DONE


def acts_of(step: ScenarioStep, played: PlayedCase) -> Iterator[tuple[str, Callable[[], None]]]:
    """Yield what one step of a scenario does, matter by matter where offices do it apart."""
    if isinstance(step, Deliver):
        yield "、".join(step.matters), lambda: _deliver(step, played)
    elif isinstance(step, Pay):
        yield "、".join(step.matters), lambda: _pay(step, played)
    elif isinstance(step, Correct):
        yield "", lambda: _correct(step, played)
    elif isinstance(step, Supply):
        yield "、".join(step.materials), lambda: _supply(step, played)
    elif not isinstance(step, LetClocksRun):
        yield from _other_acts(step, played)


def _other_acts(
    step: OfficeStep | Withdraw, played: PlayedCase
) -> Iterator[tuple[str, Callable[[], None]]]:
    if isinstance(step, Withdraw):
        yield "", lambda: played.hall.kiosk.tracking.withdraw(played.credentials, played.code)
        return
    # One appointment serves every matter that looks at the same place (联合勘验).
    matters = step.matters[:1] if isinstance(step, SetInspection) else step.matters
    for matter in matters:
        yield matter, partial(take_office_step, step, _desk(played, matter))


def _desk(played: PlayedCase, matter: str) -> OfficeDesk:
    hall = played.hall
    return OfficeDesk(
        hall.office,
        hall.fees,
        hall.officer(played.departments.get(matter, "")),
        played.case.number,
        matter,
        lambda days: hall.calendar.after(day_of(hall.clock()), days),
    )


def _deliver(step: Deliver, played: PlayedCase) -> None:
    statement = HandingOver(
        step.way, step.receiver, step.name, step.number_end, step.authorisation, step.found_by
    )
    if statement.is_identified:
        statement = replace(
            statement,
            name=step.name or played.name,
            number_end=step.number_end or played.number_end,
        )
    delivering = played.hall.office.delivering
    delivering.deliver(played.hall.window, played.case.number, step.matters, statement)


def _pay(step: Pay, played: PlayedCase) -> None:
    paying = played.hall.fees.paying
    ticket = CashierTicket(step.ticket)
    paying.take(played.hall.window, played.case.number, step.matters, ticket)


def _correct(step: Correct, played: PlayedCase) -> None:
    tracking = played.hall.kiosk.tracking
    for once in played.tracked.once:
        answers = [_answer_to(correction, step) for correction in once.corrections]
        words = next((answer for answer in answers if answer is not None), None)
        if words is None:
            continue
        if once.material is None:
            tracking.correct(played.credentials, once.corrections, words)
        else:
            tracking.correct_material(
                played.credentials, once.corrections, name="sample.pdf", content=SAMPLE_PAPER
            )


def _answer_to(correction: Correction, step: Correct) -> str | None:
    """Return what is said to a fault; a place of two matters is told apart by the matter's code."""
    place = correction.fault.place
    return step.answers.get(f"{correction.matter} {place}", step.answers.get(place))


def _supply(step: Supply, played: PlayedCase) -> None:
    supply = played.hall.kiosk.tracking.supply
    owed = {material.code: material for material in supply.owed(played.credentials)}
    for code in step.materials:
        if code not in owed:
            raise NothingOwedError
        supply(played.credentials, owed[code], name="sample.pdf", content=SAMPLE_PAPER)


def _dues(played: PlayedCase) -> Iterator[PlayedStep]:
    expected = played.scenario.expected.due
    if expected is not None:
        tracked = played.tracked
        due = zip(played.case.matters, tracked.due, strict=True)
        actual = {matter: str(day) for matter, day in due if matter in expected}
        yield PlayedStep(say="scenario.due", expected=dict(expected), actual=actual)


def _endings(played: PlayedCase) -> Iterator[PlayedStep]:
    expected = played.scenario.expected
    if expected.states is None and expected.status is None:
        return
    tracked = played.tracked
    if expected.states is not None:
        stands = zip(played.case.matters, tracked.progress, strict=True)
        actual = {code: str(it.state) for code, it in stands if code in expected.states}
        yield PlayedStep(say="scenario.states", expected=dict(expected.states), actual=actual)
    if expected.status is not None:
        yield PlayedStep(
            say="scenario.status", expected=expected.status, actual=str(tracked.status)
        )
