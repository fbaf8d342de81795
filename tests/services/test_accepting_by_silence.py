"""Silence accepts by itself: once, whoever works at it, whenever killed, whatever the clock."""

import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import event, text

from adapters.head_files import FolderHeadStore
from adapters.head_signing import HeadSigner
from core.cases.history import broken_at
from core.cases.models import CaseStatus
from core.cases.review_actions import ReviewAction as Action
from core.review.states import MatterState as State
from core.review.tasks import ReviewRun
from core.services.operators import accept_by_silence as silence
from core.services.operators.accept_by_silence import accept_by_silence
from core.services.operators.clock_worker import ClockWorker
from core.services.operators.verify_history import verify_history
from core.services.review_steps import ReviewRules, ReviewStep, write_review_step
from core.training.scenarios import read_scenario
from core.working_days import WEEKENDS_ONLY
from db.case_reader import SqlCaseReader
from db.engine import open_engine
from db.looking_over import last_run
from db.transactions import transactions_of
from tests.databases import drop_database, filled_database
from tests.keys import KEYS, file_store
from tests.services.applications import application_of
from tests.services.conftest import ASSETS
from tests.services.racing import all_at_once
from tests.staffing import open_office

RULES = ReviewRules(WEEKENDS_ONLY)
LAST = datetime(2026, 12, 1, 15, 59, tzinfo=UTC)
"""A minute before the fifth working day after the 24th of November ends in China."""
OVER = LAST + timedelta(minutes=1)


@pytest.fixture
def url(kind, tmp_path):
    made = filled_database(kind, tmp_path)
    yield made
    drop_database(made)


@pytest.fixture
def hall(url, tmp_path):
    return open_office(tmp_path, url)


@pytest.fixture
def cases(hall):
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    submit = hall.kiosk.handing_in.submit
    return [submit(application_of(person, hall.kiosk, f"key-{at}")).number for at in range(3)]


def deemed(hall):
    with hall.transaction() as stores:
        entries = stores.log.entries(0, 1000)
        histories = [stores.cases.get(n).history for n in {e.case_number for e in entries}]
    assert all(broken_at(history) is None for history in histories)
    assert len(entries) == sum(map(len, histories))
    return sorted(
        (event.case_number, event.details["matter"])
        for history in histories
        for event in history
        if event.action == Action.DEEMED_ACCEPTED
    )


def licences(hall, numbers):
    with hall.transaction() as stores:
        tasks = [task for number in numbers for task in stores.tasks.of(number)]
    return sorted((t.case_number, t.matter) for t in tasks if t.speak_by == date(2026, 12, 1))


def test_the_sixth_working_day_accepts_as_of_the_day_of_receipt(hall, cases):
    expected = licences(hall, cases)

    assert accept_by_silence(hall.transaction, RULES, at=LAST) == 0
    assert accept_by_silence(hall.transaction, RULES, at=OVER) == len(expected) >= len(cases)

    assert deemed(hall) == expected
    with hall.transaction() as stores:
        task = next(task for task in stores.tasks.of(cases[0]) if task.state is State.ACCEPTED)
        assert task.accepted_on == date(2026, 11, 24)
        assert stores.cases.get(cases[0]).status is CaseStatus.UNDER_REVIEW
    assert accept_by_silence(hall.transaction, RULES, at=OVER + timedelta(days=365)) == 0


def test_a_holiday_gives_the_office_another_day(hall, cases):
    closed = ReviewRules(replace(WEEKENDS_ONLY, holidays=frozenset({date(2026, 11, 30)})))

    assert accept_by_silence(hall.transaction, closed, at=OVER) == 0


def test_a_row_that_says_otherwise_than_the_history_accepts_nothing(hall, cases):
    with hall.transaction() as stores:
        step = ReviewStep(Action.ACCEPTED, "SCJG-01")
        write_review_step(stores, cases[0], step, actor="lin", at=LAST, rules=RULES)
        tampered = replace(
            next(t for t in stores.tasks.of(cases[0]) if t.matter == "SCJG-01"),
            state=State.RECEIVED,
            speak_by=date(2026, 11, 25),
        )
        stores.tasks.write([tampered], rules=RULES.digest)

    accept_by_silence(hall.transaction, RULES, at=LAST - timedelta(days=3))

    assert deemed(hall) == []
    with hall.transaction() as stores:
        assert {t.matter: t.state for t in stores.tasks.of(cases[0])}["SCJG-01"] is State.ACCEPTED


def test_several_workers_and_an_officer_at_once_make_one_acceptance(hall, cases):
    def accept():
        with hall.transaction() as stores:
            step = ReviewStep(Action.ACCEPTED, "SCJG-01")
            write_review_step(stores, cases[0], step, actor="lin", at=OVER, rules=RULES)

    work = partial(accept_by_silence, hall.transaction, RULES, at=OVER)
    all_at_once(work, work, accept, work)

    with hall.transaction() as stores:
        histories = [stores.cases.get(number).history for number in cases]
    for history in histories:
        accepted = [
            event.details["matter"]
            for event in history
            if event.action in (Action.ACCEPTED, Action.DEEMED_ACCEPTED)
        ]
        assert len(accepted) == len(set(accepted)) >= 1


def work_until_killed(url, at_statement):
    """Work in a process of its own that is killed before one of its statements, or its commit."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    seen = 0

    def count(*_):
        nonlocal seen
        seen += 1
        if seen == at_statement:
            os._exit(9)

    engine = open_engine(url, keyring=KEYS)
    event.listen(engine, "before_cursor_execute", count)
    event.listen(engine, "commit", count)
    try:
        accept_by_silence(transactions_of(engine, hall="demo"), RULES, at=OVER)
    except BaseException:
        os._exit(1)
    os._exit(0)


def test_killed_at_every_step_it_loses_no_clock_and_writes_none_twice(
    hall, url, cases, monkeypatch
):
    monkeypatch.setattr(silence, "_AT_ONCE", 2)
    expected, codes = licences(hall, cases), []
    for statement in range(1, 100):
        codes.append(work_until_killed(url, statement))
        found = deemed(hall)
        assert set(found) <= set(expected)
        assert len(found) == len(set(found))
        if codes[-1] == 0:
            break

    assert set(codes[:-1]) == {9}
    assert codes[-1] == 0
    assert len(codes) > 8
    assert deemed(hall) == expected


def test_a_row_that_is_not_as_the_history_says_is_named(hall, url, cases, tmp_path):
    def verify():
        report = verify_history(
            SqlCaseReader(url, hall="demo", keyring=KEYS),
            heads=FolderHeadStore(tmp_path / "heads", hall="demo"),
            signer=HeadSigner(b"secret"),
            files=file_store(tmp_path / "files"),
            rules=RULES,
        )
        return {
            (problem.case, problem.place, problem.kind)
            for problem in report.problems
            if problem.place.startswith("review_task")
        }

    def change(statement, **given):
        engine = open_engine(url)
        with engine.begin() as connection:
            connection.execute(text(statement), given)
        engine.dispose()

    assert verify() == set()
    of_case = "WHERE case_number = :number AND matter = 'SCJG-01'"
    change(f"UPDATE review_task SET due = '2027-01-01' {of_case}", number=cases[0])
    change(f"DELETE FROM review_task {of_case}", number=cases[1])
    change(f"UPDATE review_task SET matter = 'X' {of_case}", number=cases[2])

    assert verify() == {
        (cases[0], "review_task SCJG-01", "altered"),
        (cases[1], "review_task SCJG-01", "missing"),
        (cases[2], "review_task SCJG-01", "missing"),
        (cases[2], "review_task X", "added"),
    }


class Clocks:
    def __init__(self):
        self.wall, self.ran = LAST, 0.0

    def go_on(self, **time):
        self.wall += timedelta(**time)
        self.ran += timedelta(**time).total_seconds()

    def worker(self, hall):
        return ClockWorker(
            transaction=hall.transaction,
            rules=RULES,
            clock=lambda: self.wall,
            elapsed=lambda: self.ran,
        )


def test_a_clock_that_is_set_ahead_stops_the_worker_until_it_is_right_again(hall, url, cases):
    clocks = Clocks()
    worker = clocks.worker(hall)
    clocks.wall += timedelta(days=400)

    assert worker.work().is_halted
    assert last_run(url, hall="demo").is_halted
    assert deemed(hall) == []

    clocks.wall -= timedelta(days=400)
    clocks.go_on(minutes=1)
    run = worker.work()
    assert (run.is_halted, run.accepted) == (False, len(deemed(hall)))
    assert run.accepted >= len(cases)
    assert last_run(url, hall="demo") == run


def test_a_clock_that_is_set_back_accepts_nothing_and_goes_on_later(hall, cases):
    clocks = Clocks()
    worker = clocks.worker(hall)
    clocks.wall -= timedelta(days=30)
    assert worker.work() == ReviewRun(clocks.wall, 0)

    clocks.go_on(days=30, minutes=1)

    assert worker.work().accepted > 0
