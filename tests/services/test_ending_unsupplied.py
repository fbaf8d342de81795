"""What was to come after acceptance (容缺): reminded of, then ended; once, whenever killed."""

import os
from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy import event

from core.cases.history import broken_at
from core.cases.review_actions import ReviewAction as Action
from core.errors import NothingOwedError
from core.review.matter_reviews import matter_reviews
from core.review.states import MatterState
from core.services.citizens import Credentials
from core.services.operators import end_unsupplied as ending
from core.services.operators.end_unsupplied import end_unsupplied
from core.services.review_steps import ReviewRules, ReviewStep, write_review_step
from core.training.scenarios import read_scenario
from core.working_days import WEEKENDS_ONLY
from db.engine import open_engine
from db.transactions import transactions_of
from tests.databases import drop_database, filled_database
from tests.keys import KEYS
from tests.papers import PDF, text_of
from tests.seating import WINDOW
from tests.services.applications import CODE, application_of
from tests.services.conftest import ASSETS
from tests.services.racing import all_at_once
from tests.staffing import open_office

RULES = ReviewRules(WEEKENDS_ONLY)
OWED = "mat.waste_contract@subject"
MATTER = "CG-02"


@pytest.fixture
def url(kind, tmp_path):
    made = filled_database(kind, tmp_path)
    yield made
    drop_database(made)


@pytest.fixture
def hall(url, tmp_path):
    return open_office(tmp_path, url)


@pytest.fixture
def case(hall):
    """A case whose waste contract was promised; its matter was accepted without it."""
    person = read_scenario(ASSETS / "scenarios" / "S01.yaml")
    received = hall.kiosk.handing_in.submit(application_of(person, hall.kiosk, "owed"), code=CODE)
    for action, matter, details in (
        (Action.ACCEPTED, "SCJG-01", {}),
        (Action.GRANTED, "SCJG-01", {"results": []}),
        (Action.ACCEPTED, MATTER, {}),
    ):
        take(hall, received.number, ReviewStep(action, matter, details))
    return received


def take(hall, number, step):
    with hall.transaction() as stores:
        write_review_step(stores, number, step, actor="lin", at=hall.clock(), rules=RULES)


def work(hall, days=0):
    return end_unsupplied(hall.transaction, RULES, at=hall.clock() + timedelta(days=days))


def happened(hall, case):
    with hall.transaction() as stores:
        history = stores.cases.get(case.number).history
    assert broken_at(history) is None
    return [
        event.action
        for event in history
        if event.details.get("matter") == MATTER and event.actor == "clock"
    ]


def state_of(hall, case):
    with hall.transaction() as stores:
        outline = stores.cases.get(case.number).outline
        tasks = {task.matter: task for task in stores.tasks.of(case.number)}
        assert tasks[MATTER] in RULES.tasks(stores, outline)
        return matter_reviews(outline, RULES.terms(stores, outline))[MATTER].state


def asked(case):
    return Credentials(case.number, case.application.values["per.id_no@principal"][-4:])


def owed_of(hall, case):
    (owed,) = [it for it in hall.kiosk.tracking.look(asked(case)).owed if it.code == OWED]
    return owed


def supply(hall, case, owed):
    hall.kiosk.tracking.supply(asked(case), owed, name="协议.pdf", content=PDF)


def test_the_applicant_is_reminded_and_then_told_that_the_matter_is_ended(hall, case):
    with hall.transaction() as stores:
        accepted = stores.cases.get(case.number).history[-1]
    assert accepted.details["owed"] == [OWED]
    assert accepted.details["supply_by"] == "2026-11-25"

    assert work(hall) == 1
    (progress,) = [it for it in hall.kiosk.tracking.look(asked(case)).progress if it.supply_by]
    assert (progress.supply_by, progress.is_reminded) == (date(2026, 11, 25), True)
    assert work(hall, days=1) == 0
    assert work(hall, days=2) == 1

    assert happened(hall, case)[-2:] == [Action.SUPPLY_REMINDED, Action.LAPSED]
    assert state_of(hall, case) is MatterState.LAPSED
    assert OWED not in [it.code for it in hall.kiosk.tracking.look(asked(case)).owed]
    print_notice = partial(hall.as_(WINDOW).office.opening.notice_file, case.number, MATTER)
    with hall.transaction() as stores:
        history = stores.cases.get(case.number).history
    texts = {
        event.action: text_of(print_notice(event.sequence))
        for event in history
        if event.details.get("owed")
    }
    assert all("餐厨垃圾收运协议" in text for text in texts.values())
    assert "容缺受理通知书" in texts[Action.ACCEPTED]
    assert "终止办理这个事项" in texts[Action.ACCEPTED].replace("\n", "")
    assert "六十日内申请行政复议" in texts[Action.LAPSED].replace("\n", "")


def test_a_worker_that_stood_still_reminds_before_it_ends_anything(hall, case):
    assert work(hall, days=56) == 1
    assert state_of(hall, case) is MatterState.ACCEPTED
    assert work(hall, days=57) == 0
    assert work(hall, days=58) == 1
    assert state_of(hall, case) is MatterState.LAPSED


@pytest.mark.parametrize("is_reminded", [False, True])
def test_what_comes_in_before_stops_the_clock(hall, case, is_reminded):
    if is_reminded:
        work(hall)

    supply(hall, case, owed_of(hall, case))

    assert work(hall, days=90) == 0
    assert state_of(hall, case) is MatterState.ACCEPTED


def test_an_acceptance_that_named_nothing_owed_ends_nothing(hall):
    """Cases of an older version were told of no such day."""
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    received = hall.kiosk.handing_in.submit(application_of(person, hall.kiosk, "none"), code=CODE)
    take(hall, received.number, ReviewStep(Action.ACCEPTED, "SCJG-01"))

    assert received.application.deferred  # a promise in the place of a proof is not owed
    assert work(hall, days=90) == 0


def test_whoever_hands_in_while_the_clock_ends_it_is_taken_or_refused_once(hall, case):
    work(hall)
    hand_in = partial(supply, hall, case, owed_of(hall, case))
    outcomes = all_at_once(hand_in, partial(work, hall, days=2))

    came = not isinstance(outcomes[0], NothingOwedError)
    assert state_of(hall, case) is (MatterState.ACCEPTED if came else MatterState.LAPSED)


def work_until_killed(url, at, at_statement):
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
        end_unsupplied(transactions_of(engine, hall="demo"), RULES, at=at)
    except BaseException:
        os._exit(1)
    os._exit(0)


def test_killed_at_every_step_it_reminds_and_ends_exactly_once(hall, url, case, monkeypatch):
    monkeypatch.setattr(ending, "_AT_ONCE", 2)
    for days, expected in ((0, Action.SUPPLY_REMINDED), (2, Action.LAPSED)):
        codes = []
        while codes[-1:] != [0] and len(codes) < 60:
            at = hall.clock() + timedelta(days=days)
            codes.append(work_until_killed(url, at, len(codes) + 1))
            assert happened(hall, case).count(expected) <= 1
        assert set(codes[:-1]) == {9}
        assert len(codes) > 8
        assert happened(hall, case)[-1] == expected
