from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from core.cases.models import Event
from core.errors import SupervisionRefusedError
from core.review.states import MatterState
from core.review.supervising import (
    SupervisionMark,
    ask_for_report,
    clock_step,
    escalate,
    remind,
    report,
    supervision_mark,
)
from core.review.supervision import Supervision, SupervisionAction, supervision_of
from core.review.tasks import ReviewTask, TaskDay
from core.working_days import WEEKENDS_ONLY

FRIDAY, MONDAY = date(2026, 12, 4), date(2026, 12, 7)
THURSDAY = date(2026, 12, 3)
TODAY = Supervision(reminded_on=FRIDAY)
AT = datetime(2026, 12, 4, 2, tzinfo=UTC)
TASK = ReviewTask(*("case", "M", "D", "T02", 1, "kiosk", AT), MatterState.ACCEPTED, AT, due=FRIDAY)


def on(day):
    return TaskDay.on(day, WEEKENDS_ONLY)


def entry(action, matter="M", **details):
    return Event("case", 1, AT, "watch", action, {"matter": matter, **details}, "", "")


@pytest.mark.parametrize(
    ("day", "said", "expected"),
    [
        (date(2026, 12, 2), {}, None),
        (THURSDAY, {}, "reminded"),
        (FRIDAY, {}, "reminded"),
        (FRIDAY, {"reminded_for": FRIDAY}, None),
        (MONDAY, {"reminded_for": FRIDAY}, "escalated"),
        (MONDAY, {"escalated_for": FRIDAY}, None),
        (MONDAY, {"escalated_for": THURSDAY}, "escalated"),  # the due day was moved since
        (FRIDAY, {"reminded_for": THURSDAY}, "reminded"),
        (FRIDAY, {"due": None}, None),  # it is paused, or somebody else's turn
    ],
)
def test_the_clock_reminds_before_a_due_day_and_escalates_after_it_once_each(day, said, expected):
    step = clock_step(replace(TASK, **said), on(day))

    assert (step and step[0]) == expected


def test_a_history_tells_how_far_the_supervising_of_each_matter_has_come():
    history = [
        entry("reminded", due="2026-12-04"),
        entry("reminded", matter="N"),
        entry("accepted"),
        entry("report_asked", until="2026-12-09", words="x"),
        entry("escalated", words="x", superior="y"),
    ]

    assert supervision_of(history, "M") == Supervision(
        SupervisionAction.ESCALATED, FRIDAY, None, date(2026, 12, 9), FRIDAY
    )
    answered = supervision_of([*history, entry("reported", words="x")], "M")
    assert (answered.last, answered.report_by) == (SupervisionAction.REPORTED, None)


def test_a_report_is_asked_for_in_working_days():
    details = ask_for_report(TASK, " 为什么 ", 2, day=on(MONDAY), calendar=WEEKENDS_ONLY)

    assert details == {"words": "为什么", "until": "2026-12-09"}


@pytest.mark.parametrize(
    ("step", "reason"),
    [
        (lambda: remind(TASK, Supervision(), "", day=on(date(2026, 12, 1))), "not_due"),
        (
            lambda: remind(TASK, TODAY, "", day=on(FRIDAY)),
            "reminded_today",
        ),
        (lambda: remind(TASK, Supervision(), "x" * 1001, day=on(FRIDAY)), "too_long"),
        (lambda: escalate(TASK, "局长", "x", day=on(FRIDAY)), "not_late"),
        (lambda: escalate(TASK, " \u200b", "x", day=on(MONDAY)), "no_superior"),
        (lambda: escalate(TASK, "局长", "", day=on(MONDAY)), "no_reason"),
        (lambda: asking(" "), "no_question"),
        (lambda: asking("x", days=0), "days"),
        (lambda: asking("x", days=16), "days"),
        (lambda: asking("x", task=replace(TASK, report_by=MONDAY)), "report_owed"),
        (lambda: report(TASK, "x"), "no_report_owed"),
        (lambda: report(replace(TASK, report_by=FRIDAY), "\n"), "no_report"),
    ],
)
def test_a_step_that_makes_no_sense_is_refused_with_its_reason(step, reason):
    with pytest.raises(SupervisionRefusedError) as refused:
        step()

    assert refused.value.message_key == f"error.case.supervision_{reason}"


def asking(words, *, days=3, task=TASK):
    return ask_for_report(task, words, days, day=on(MONDAY), calendar=WEEKENDS_ONLY)


@pytest.mark.parametrize(
    ("day", "said", "expected"),
    [
        (FRIDAY, {}, None),
        (
            FRIDAY,
            {"urged": SupervisionAction.REMINDED},
            SupervisionMark(SupervisionAction.REMINDED),
        ),
        # The due day was moved, a pause lasts, or it is over: what was said of it counts no more.
        (date(2026, 12, 1), {"urged": SupervisionAction.ESCALATED}, None),
        (MONDAY, {"urged": SupervisionAction.ESCALATED, "due": None}, None),
        # A report is owed whatever became of the due day, on its last day in time.
        (
            MONDAY,
            {"urged": SupervisionAction.REPORT_ASKED, "report_by": MONDAY, "due": None},
            SupervisionMark(None, MONDAY),
        ),
        (
            MONDAY,
            {"urged": SupervisionAction.REPORT_ASKED, "report_by": FRIDAY},
            SupervisionMark(None, FRIDAY, is_report_late=True),
        ),
        (
            MONDAY,
            {"urged": SupervisionAction.ESCALATED, "report_by": FRIDAY},
            SupervisionMark(SupervisionAction.ESCALATED, FRIDAY, is_report_late=True),
        ),
        (
            MONDAY,
            {"urged": SupervisionAction.REPORTED},
            SupervisionMark(SupervisionAction.REPORTED),
        ),
    ],
)
def test_an_office_is_shown_what_still_counts_and_the_report_it_owes(day, said, expected):
    assert supervision_mark(replace(TASK, **said), on(day)) == expected
