"""Read the steps of a scenario from the history of a case: who did what, on which day."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.cases.charge_actions import ChargeAction
from core.cases.models import Case, Event
from core.cases.review_actions import CONCLUDED, WITHDRAWN, ReviewAction
from core.review.deferrals import SUPPLIED
from core.review.handing_over import HandingOver
from core.review.models import Correction
from core.training.models import ScenarioStep
from core.training.steps import STEP
from core.working_days import WorkingCalendar, day_of

_BY_ITSELF = frozenset({"received", "sealed", "rated", ReviewAction.PASSED_ON, CONCLUDED})
"""Entries that follow from others, or change nothing of a case."""
Said = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RecordedSteps:
    """The steps of a case. ``left_out`` are entries that no step of a scenario stands for."""

    steps: tuple[ScenarioStep, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry as a step: what is said with it, for which matters, materials or places."""

    day: date
    said: Said
    matters: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    accepted: int = 0


def recorded_steps(
    case: Case, corrections: Sequence[Correction], calendar: WorkingCalendar
) -> RecordedSteps:
    """Return what happened to a case after it was handed in, as steps of a scenario.

    What several offices did alike on one day, one after another, is one step.
    """
    reading = _Reading(corrections, calendar, _doubled(corrections))
    entries: list[_Entry] = []
    left_out: dict[str, None] = {}
    for event in case.history:
        entry = reading.entry(event)
        if entry is not None:
            entries[-1:] = _joined(entries[-1:], entry)
        elif event.action not in _BY_ITSELF:
            left_out[str(event.action)] = None
    received = day_of(case.received_at)
    steps = (_step(entry, received, calendar) for entry in entries)
    return RecordedSteps(tuple(steps), tuple(left_out))


def _joined(last: list[_Entry], entry: _Entry) -> list[_Entry]:
    if not last or (last[0].day, last[0].said) != (entry.day, entry.said):
        return [*last, entry]
    first = last[0]
    joined = _Entry(
        entry.day,
        entry.said,
        tuple(dict.fromkeys((*first.matters, *entry.matters))),
        tuple(dict.fromkeys((*first.materials, *entry.materials))),
        tuple(dict((*first.answers, *entry.answers)).items()),
        first.accepted + entry.accepted,
    )
    return [joined]


def _step(entry: _Entry, received: date, calendar: WorkingCalendar) -> ScenarioStep:
    working_days = calendar.between(received, entry.day)
    is_worked = calendar.after(received, working_days) == entry.day
    when = {"day": working_days} if is_worked else {"on": entry.day.isoformat()}
    listed: dict[str, Any] = {
        "matters": entry.matters,
        "materials": entry.materials,
        "answers": dict(entry.answers),
        "accepted": entry.accepted,
    }
    return STEP.validate_python({**when, **entry.said, **{k: v for k, v in listed.items() if v}})


def _doubled(corrections: Sequence[Correction]) -> frozenset[str]:
    """Return the places that two matters point at, which are told apart by their matter."""
    pairs = {(each.matter, each.fault.place) for each in corrections}
    places = [place for _, place in pairs]
    return frozenset(place for place in places if places.count(place) > 1)


@dataclass(frozen=True, slots=True)
class _Reading:
    corrections: Sequence[Correction]
    calendar: WorkingCalendar
    doubled: Collection[str]

    def entry(self, event: Event) -> _Entry | None:
        """Return an entry as a step; none if it is none."""
        reader = _READERS.get(event.action)
        return None if reader is None else reader(self, event)

    def working_days(self, event: Event, until: str) -> int:
        """Return the working days from an entry until a day that it names."""
        return self.calendar.between(day_of(event.at), date.fromisoformat(until)) if until else 0

    def correct(self, event: Event) -> _Entry:
        """Return what the applicant said in answer to a notice."""
        matter, place = event.details["matter"], event.details["place"]
        words = next(
            (
                each.answer
                for each in self.corrections
                if (each.matter, each.fault.place, each.answered_at) == (matter, place, event.at)
                and each.fault.material is None
            ),
            "",
        )
        name = f"{matter} {place}" if place in self.doubled else place
        return _Entry(day_of(event.at), {"do": "correct"}, answers=((name, words),))

    def ask(self, event: Event) -> _Entry:
        """Return what a notice asked for."""
        matter = event.details["matter"]
        asked = [e for e in self.corrections if e.matter == matter and e.asked_at == event.at]
        faults = [
            {"place": e.fault.place, "wrong": e.fault.wrong, "remedy": e.fault.remedy}
            for e in asked
        ]
        within = max((self.working_days(event, e.until.isoformat()) for e in asked), default=0)
        said = {"do": "ask_correction", "faults": faults, "within": within}
        return _Entry(day_of(event.at), said, (matter,))


def _saying(do: str, *names: str) -> Callable[[_Reading, Event], _Entry]:
    """Return a reader that takes what stands under some names of the details."""

    def read(_reading: _Reading, event: Event) -> _Entry:
        said = {name: event.details[name] for name in names if event.details.get(name) is not None}
        return _Entry(day_of(event.at), {"do": do, **said}, (event.details["matter"],))

    return read


def _pause(reading: _Reading, event: Event) -> _Entry:
    entry = _saying("pause", "reason", "notice")(reading, event)
    within = reading.working_days(event, event.details.get("until", ""))
    return _Entry(entry.day, {**entry.said, "within": within}, entry.matters)


def _set_inspection(reading: _Reading, event: Event) -> _Entry:
    entry = _saying("set_inspection", "time", "place")(reading, event)
    within = reading.working_days(event, event.details.get("day", ""))
    # One appointment is written at each of its matters; who made it comes first.
    named = tuple(event.details.get("matters", ()))
    return _Entry(entry.day, {**entry.said, "within": within}, (*entry.matters, *named))


def _deliver(_reading: _Reading, event: Event) -> _Entry:
    statement = HandingOver.from_details(event.details)
    names = ["way", "receiver", "found_by", "authorisation"]
    # Whoever acts in the case is known by it; the play looks them up again.
    names += [] if statement.is_identified else ["name", "number_end"]
    said = {name: getattr(statement, name) for name in names}
    return _Entry(
        day_of(event.at),
        {"do": "deliver", **{name: value for name, value in said.items() if value}},
        (event.details["matter"],),
    )


def _pay(_reading: _Reading, event: Event) -> _Entry:
    ticket = str(event.details.get("payment", ""))
    return _Entry(
        day_of(event.at), {"do": "pay", "ticket": ticket}, matters=(event.details["matter"],)
    )


def _supply(_reading: _Reading, event: Event) -> _Entry:
    return _Entry(day_of(event.at), {"do": "supply"}, materials=(event.details["paper"],))


def _clock(_reading: _Reading, event: Event) -> _Entry:
    return _Entry(day_of(event.at), {"do": "clock"}, accepted=1)


def _withdraw(_reading: _Reading, event: Event) -> _Entry:
    return _Entry(day_of(event.at), {"do": "withdraw"})


_READERS: dict[str, Callable[[_Reading, Event], _Entry]] = {
    ReviewAction.ACCEPTED: _saying("accept"),
    ReviewAction.NOT_ACCEPTED: _saying("decline", "kind", "reason", "remedy", "authority"),
    ReviewAction.CORRECTION_ASKED: _Reading.ask,
    ReviewAction.CORRECTED: _Reading.correct,
    ReviewAction.DEEMED_ACCEPTED: _clock,
    ReviewAction.PAUSED: _pause,
    ReviewAction.RESUMED: _saying("resume"),
    ReviewAction.EXTENDED: _saying("extend", "days", "reason", "approved_by"),
    ReviewAction.INSPECTION_SET: _set_inspection,
    ReviewAction.INSPECTED: _saying("inspect", "passed", "words"),
    ReviewAction.GRANTED: _saying("grant", "basis", "late_reason"),
    ReviewAction.REFUSED: _saying("refuse", "reason", "article", "remedies", "late_reason"),
    ReviewAction.DELIVERED: _deliver,
    ChargeAction.ASSESSED: _saying("assess", "amount", "basis"),
    ChargeAction.WAIVED: _saying("waive", "basis"),
    ChargeAction.PAID: _pay,
    SUPPLIED: _supply,
    WITHDRAWN: _withdraw,
}


def known_entries() -> frozenset[str]:
    """Return the entries of a history that a scenario has a step for, or that follow from one."""
    return _BY_ITSELF | _READERS.keys()
