"""The histories of our own cases as an event log: each matter of a case is a case of the log.

Only what was done and when stands in it: no name, no words of anybody, no officer.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from io import StringIO
from types import MappingProxyType

from core.cases.models import Case, Event
from core.errors import StepNotPossibleError
from core.materials.keys import DocumentKey
from core.monitoring.models import LogEvent
from core.monitoring.reading.rows import (
    ACTIVITY,
    ATTRIBUTES,
    CAME_ON,
    CASE,
    DEADLINE,
    ENDED,
    MATERIAL,
    TIME,
)
from core.monitoring.steps import CaseStep
from core.monitoring.trips import days_in_person
from core.review.clocks import decision_clock
from core.review.matter_reviews import MatterReview, MatterTerms, matter_reviews
from core.working_days import ZONE, WorkingCalendar

_STEPS = frozenset(CaseStep)
COLUMNS = (CASE, ACTIVITY, TIME, DEADLINE, ENDED, *ATTRIBUTES, MATERIAL, CAME_ON)


def events_of_case(
    case: Case,
    terms: Sequence[MatterTerms],
    calendar: WorkingCalendar,
    today: date,
    *,
    documents: Mapping[str, frozenset[str]] = MappingProxyType({}),
) -> Iterator[LogEvent]:
    """Yield what happened to each matter of a case; the deadline is that of its own clock.

    Args:
        case: The case with its whole history.
        terms: What its version of the theme lays down for its matters.
        calendar: Which days are worked.
        today: Until when a pause that lasts is counted.
        documents: What each matter asks for.
    """
    reviews = _reviews(case, terms)
    for term in terms:
        asked = documents.get(term.matter, frozenset())
        came_on = days_in_person(case.history, term.matter, asked)
        deadline = _deadline(reviews.get(term.matter), term, calendar, today)
        for event in case.history:
            if event.action in _STEPS and event.details.get("matter", term.matter) == term.matter:
                yield LogEvent(
                    row=event.sequence,
                    case=f"{case.number}/{term.matter}",
                    activity=event.action,
                    at=event.at,
                    deadline=deadline,
                    channel=case.application.channel,
                    department=term.department,
                    theme=case.application.theme_code,
                    matter=term.matter,
                    materials=tuple(_materials(event)),
                    came_on=came_on,
                )


def numbered(events: Iterable[LogEvent]) -> Iterator[LogEvent]:
    """Yield events with the rows that they take in a file."""
    return (replace(event, row=row) for row, event in enumerate(events, start=2))


def write_log(events: Iterable[LogEvent]) -> bytes:
    """Return events as CSV that ``log compare`` and spreadsheets read."""
    written = StringIO()
    rows = csv.writer(written)
    rows.writerow(COLUMNS)
    rows.writerows(map(_cells, events))
    return written.getvalue().encode("utf-8-sig")


def _reviews(case: Case, terms: Sequence[MatterTerms]) -> dict[str, MatterReview]:
    """Return where each matter stands; where the entries make no sense, no deadline is told."""
    try:
        return matter_reviews(case, terms)
    except StepNotPossibleError:
        return {}


def _deadline(
    review: MatterReview | None, term: MatterTerms, calendar: WorkingCalendar, today: date
) -> datetime | None:
    clock = decision_clock(review, term, calendar, today) if review else None
    return datetime.combine(clock.due, time.max, ZONE) if clock else None


def _materials(event: Event) -> Iterator[str]:
    """Yield the documents that a notice asked for; entries of a form are no materials."""
    if event.action == CaseStep.CORRECTION_ASKED:
        keys = map(DocumentKey.parse, event.details.get("places", ()))
        yield from (key.document for key in keys if key)


def _cells(event: LogEvent) -> list[str]:
    said = {
        CASE: event.case,
        ACTIVITY: event.activity,
        TIME: _instant(event.at),
        DEADLINE: _instant(event.deadline),
        ENDED: _instant(event.ended),
        **{column: getattr(event, name) for column, name in ATTRIBUTES.items()},
        MATERIAL: ";".join(event.materials),
        CAME_ON: ";".join(day.isoformat() for day in event.came_on),
    }
    return [said[column] for column in COLUMNS]


def _instant(moment: datetime | None) -> str:
    return moment.astimezone(ZONE).isoformat(" ") if moment else ""
