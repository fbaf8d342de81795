from datetime import UTC, date, datetime, timedelta

import pytest

from core.monitoring.measuring import DeclaredMatter, bottlenecks_of, figures_by
from core.monitoring.models import LogEvent
from core.monitoring.reading import EventLogRefusedError
from core.monitoring.runs import runs_of
from core.monitoring.steps import own_steps, read_steps
from core.working_days import WorkingCalendar

NEW_YEAR = date(2026, 12, 8)
CALENDAR = WorkingCalendar(frozenset({NEW_YEAR}), frozenset(), frozenset({2026}))
MONDAY = datetime(2026, 12, 7, 2, tzinfo=UTC)
DECLARED = {"M": DeclaredMatter("甲", "D", 3, 5, 0, frozenset({"doc.id"}))}


def went(*steps, case="A", **said):
    """Return the run of events given as (activity, days after Monday, materials)."""
    events = [
        LogEvent(
            row, case, name, MONDAY + timedelta(days=day), matter="M", materials=tuple(more), **said
        )
        for row, (name, day, *more) in enumerate(steps, start=2)
    ]
    (run,) = runs_of(reversed(events), own_steps(), CALENDAR)
    return run


def figures(*runs):
    (found,) = figures_by(lambda run: run.matter, runs, DECLARED)
    return found


@pytest.mark.parametrize(
    ("steps", "days", "paused"),
    [
        ([("受理", 0), ("准予", 2)], 1, 0),  # the day between is a holiday
        ([("received", 0), ("accepted", 2), ("granted", 7)], 3, 0),
        ([("received", 0), ("deemed_accepted", 9), ("refused", 11)], 8, 0),
        ([("received", 0), ("补正", 3), ("deemed_accepted", 12), ("granted", 14)], 7, 0),
        ([("accepted", 0), ("paused", 2), ("resumed", 7), ("granted", 9)], 3, 3),
        ([("received", 0), ("accepted", 2)], None, 0),
        ([("check", 0), ("print", 3)], 2, 0),  # no step is known: the last event ends it
    ],
)
def test_days_are_worked_days_from_acceptance_to_decision_without_pauses(steps, days, paused):
    run = went(*steps)

    assert (run.days, run.paused_days) == (days, paused)


def test_late_is_longer_than_promised_or_after_the_deadline_of_the_log():
    in_time = went(("accepted", 0), ("granted", 4))
    late = went(("accepted", 0), ("granted", 9))
    extended = went(("accepted", 0), ("extended", 2), ("granted", 9))
    dated = went(("accepted", 0), ("granted", 4), deadline=MONDAY)

    found = figures(in_time, late, extended, dated)

    assert (found.number, found.late, found.over_statutory) == (4, 2, 1)
    assert (found.median_days, found.longest_days) == (4.5, 6)


def test_corrections_trips_rework_silence_and_materials_beyond_the_guide_are_counted():
    run = went(
        ("received", 0),
        ("correction_asked", 1, "doc.id"),
        ("要求补充材料", 1, "doc.lease", "doc.lease"),
        ("到现场", 2),
        ("到现场", 3),
        ("deemed_accepted", 9),
    )

    found = figures(run, went(("received", 0), case="B"))

    assert (found.corrections, found.deemed, found.mean_visits) == (1, 1, 1)
    assert found.beyond == (("doc.lease", 1),)
    assert found.repeated == (("到现场", 1),)


def test_the_way_that_takes_most_of_the_time_is_first():
    run = went(("a", 0), ("b", 1), ("a", 4), ("b", 5))

    slowest, other = bottlenecks_of([run])

    assert (slowest.before, slowest.after, slowest.hours, slowest.share) == ("b", "a", 72, 0.6)
    assert (other.number, other.median_hours) == (2, 24)


@pytest.mark.parametrize(
    "text", ["[]", "later: [受理]", "accepted: 受理", "accepted: [x]\ngranted: [X]", "a: ["]
)
def test_a_mapping_that_makes_no_sense_is_refused(text):
    with pytest.raises(EventLogRefusedError):
        read_steps(text.encode())
