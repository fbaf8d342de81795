"""Trips are days on which a history says that somebody stood in the hall."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from core.cases.models import Event
from core.monitoring.measuring import figures_by
from core.monitoring.models import LogEvent
from core.monitoring.own_log import write_log
from core.monitoring.reading import read_log
from core.monitoring.runs import runs_of
from core.monitoring.steps import own_steps
from core.monitoring.trips import days_in_person
from core.working_days import WEEKENDS_ONLY

MONDAY = datetime(2026, 12, 7, 2, tzinfo=UTC)


def entry(action, day=0, actor="li", **details):
    at = MONDAY + timedelta(days=day)
    return Event("N1", 1, at, actor, action, details, "", "")


@pytest.mark.parametrize(
    ("event", "is_trip"),
    [
        (entry("received", actor="kiosk"), True),
        (entry("received", actor="window"), True),
        (entry("received", actor="online"), False),
        (entry("helped"), True),
        (entry("supplied", paper="doc.id@applicant"), True),
        (entry("supplied", actor="applicant", paper="doc.id@applicant"), False),
        (entry("supplied", paper="doc.lease@applicant"), False),  # another matter asks for it
        (entry("corrected_on_spot", matter="M"), True),
        (entry("corrected_on_spot", matter="other"), False),
        (entry("charge_paid", matter="M"), True),
        (entry("charge_paid", actor="clock", matter="M"), False),
        (entry("delivered", matter="M", way="counter"), True),
        (entry("delivered", matter="M", way="self_service"), True),
        (entry("delivered", matter="M", way="post"), False),
        (entry("inspected", matter="M"), False),
        (entry("granted", matter="M"), False),
        (entry("granted", actor="system:D", matter="M"), False),
    ],
    ids=lambda value: f"{value.action} by {value.actor}" if isinstance(value, Event) else "",
)
def test_what_says_that_somebody_came(event, is_trip):
    assert bool(days_in_person([event], "M", frozenset({"doc.id"}))) is is_trip


def test_all_of_a_day_is_one_trip_and_days_are_china_s():
    late = replace(entry("delivered", matter="M", way="counter"), at=MONDAY.replace(hour=17))
    events = [entry("received", actor="kiosk"), entry("charge_paid", matter="M"), late]

    assert days_in_person(events, "M") == (date(2026, 12, 7), date(2026, 12, 8))


def test_who_comes_for_several_matters_of_a_case_comes_once():
    days = (date(2026, 12, 7),), (date(2026, 12, 7), date(2026, 12, 9))
    events = [
        LogEvent(row, f"N1/M{row}", "granted", MONDAY, matter=f"M{row}", theme="T", came_on=came)
        for row, came in enumerate(days, start=2)
    ]

    read = read_log(write_log(events))
    runs = runs_of(read.events, own_steps(), WEEKENDS_ONLY)

    assert read.events == tuple(events)
    by_matter = {row.key: row.mean_visits for row in figures_by(lambda run: run.matter, runs, {})}
    (whole,) = figures_by(lambda run: run.theme, runs, {})
    assert (by_matter, whole.mean_visits) == ({"M2": 1, "M3": 2}, 2)


def test_a_day_that_is_none_leaves_the_row_out():
    log = b"case:concept:name,concept:name,time:timestamp,case:came_on\nA,granted,2026-12-07,soon"

    (left_out,) = read_log(log).left_out

    assert [reason.params["column"] for reason in left_out.why] == ["case:came_on"]
