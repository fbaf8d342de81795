"""All matters of a case on one time line: days used, left and paused, and when the last ends.

The limit of the whole case is that of the matter that ends last: its own days, and those of
the matters whose results it needs.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from core.review.clocks import DecisionClock, day_to_speak, decision_clock
from core.review.correcting import DAYS_TO_ASK
from core.review.matter_reviews import MatterReview, MatterTerms, Wait
from core.review.states import WITHOUT_RESULT, MatterState
from core.working_days import WorkingCalendar, day_of


class SpanKind(StrEnum):
    """What the days of a span are."""

    RECEIPT = "receipt"
    """Before acceptance: the days in which the office has to speak."""
    USED = "used"
    LEFT = "left"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Span:
    """Working days next to each other, both ends included."""

    kind: SpanKind
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Lane:
    """One matter on the line; ``end`` is the last day on which it is decided, if it can be told."""

    review: MatterReview
    clock: DecisionClock | None
    spans: tuple[Span, ...]
    end: date | None


@dataclass(frozen=True, slots=True)
class CaseTimeline:
    """The lanes of a case on its working days; ``critical`` is the matter that ends last."""

    days: tuple[date, ...]
    lanes: tuple[Lane, ...]
    critical: str = ""
    end: date | None = None


def timeline_of(
    reviews: Mapping[str, MatterReview],
    terms: Sequence[MatterTerms],
    calendar: WorkingCalendar,
    today: date,
) -> CaseTimeline:
    """Return every matter of a case on the working days from the first to the last of them."""
    ends = _ends(reviews, terms, calendar, today)
    lanes = tuple(
        Lane(
            review,
            decision_clock(review, term, calendar, today),
            tuple(_spans(review, term, calendar, today)),
            ends[term.matter],
        )
        for term in terms
        for review in [reviews[term.matter]]
    )
    known = {code: end for code, end in ends.items() if end is not None}
    critical = max(known, key=lambda code: known[code], default="")
    begun = min((day_of(review.complete_at) for review in reviews.values()), default=today)
    last = max([today, *known.values()])
    return CaseTimeline(_days(begun, last, calendar), lanes, critical, known.get(critical))


def _days(first: date, last: date, calendar: WorkingCalendar) -> tuple[date, ...]:
    return (first, *_worked(first, last, calendar))


def _worked(after: date, last: date, calendar: WorkingCalendar) -> Iterator[date]:
    """Yield the working days after a day, up to the last."""
    day = calendar.next_worked(after)
    while day <= last:
        yield day
        day = calendar.next_worked(day)


def _spans(
    review: MatterReview, term: MatterTerms, calendar: WorkingCalendar, today: date
) -> Iterator[Span]:
    kinds = _kinds(review, term, calendar, today)
    for kind, days in groupby(kinds, key=lambda each: each[0]):
        own = [day for _, day in days]
        yield Span(kind, own[0], own[-1])


def _kinds(
    review: MatterReview, term: MatterTerms, calendar: WorkingCalendar, today: date
) -> Iterable[tuple[SpanKind, date]]:
    clock = decision_clock(review, term, calendar, today)
    if clock is None or review.accepted_on is None:
        last = day_to_speak(review, calendar)
        begun = day_of(review.complete_at)
        return [(SpanKind.RECEIPT, day) for day in _worked(begun, last, calendar)] if last else []
    if review.decided_on == review.accepted_on:
        return [(SpanKind.USED, review.accepted_on)]
    last = review.decided_on or max(clock.due, today)
    return [(_kind(review, day, today), day) for day in _worked(review.accepted_on, last, calendar)]


def _kind(review: MatterReview, day: date, today: date) -> SpanKind:
    if any(pause.covers(day) for pause in review.pauses) and (
        day <= today or day <= (review.pauses[-1].planned or today)
    ):
        return SpanKind.PAUSED
    return SpanKind.USED if day <= today else SpanKind.LEFT


def _ends(
    reviews: Mapping[str, MatterReview],
    terms: Sequence[MatterTerms],
    calendar: WorkingCalendar,
    today: date,
) -> dict[str, date | None]:
    """Return the last day of each matter; one that waits ends after those that it waits for."""
    by_code = {term.matter: term for term in terms}
    ends: dict[str, date | None] = {}

    def end_of(code: str, ahead: frozenset[str]) -> date | None:
        if code in ends or code in ahead:
            return ends.get(code)
        review, term = reviews[code], by_code[code]
        known = {
            each: None if reviews[each].state in WITHOUT_RESULT else end_of(each, ahead | {code})
            for each in _awaited(review, term)
        }
        ends[code] = _end(review, term, calendar, today=today, known=known)
        return ends[code]

    return {term.matter: end_of(term.matter, frozenset()) for term in terms}


def _awaited(review: MatterReview, term: MatterTerms) -> frozenset[str]:
    is_waiting = review.state is MatterState.WAITING
    return frozenset().union(*(wait.after for wait in term.waits)) if is_waiting else frozenset()


def _end(
    review: MatterReview,
    term: MatterTerms,
    calendar: WorkingCalendar,
    *,
    today: date,
    known: Mapping[str, date | None],
) -> date | None:
    if review.decided_on or review.state in WITHOUT_RESULT:
        return review.decided_on
    clock = decision_clock(review, term, calendar, today)
    if clock:
        return clock.due
    begun = day_to_speak(review, calendar) or today
    if review.state is MatterState.WAITING:
        days = [_over_on(wait, known) for wait in term.waits]
        if any(day is None for day in days):
            return None
        begun = calendar.after(max([today, *(day for day in days if day)]), DAYS_TO_ASK)
    return calendar.after(begun, term.committed_days)


def _over_on(wait: Wait, known: Mapping[str, date | None]) -> date | None:
    days = [known.get(code) for code in wait.after]
    found = [day for day in days if day is not None]
    if wait.needs_all:
        return max(found) if len(found) == len(days) else None
    return min(found, default=None)
