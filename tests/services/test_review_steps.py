"""One writer for what happens to matters: what follows by itself, and the rows for lists."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial

import pytest

from core.cases.history import broken_at
from core.cases.models import CaseStatus, CaseWord
from core.cases.review_actions import ReviewAction as Action
from core.errors import StepNotPossibleError
from core.review.states import MatterState as State
from core.review.tasks import TaskDay, TaskFilter, TaskLight
from core.services.citizens import Credentials
from core.services.operators.fill_tasks import fill_tasks
from core.services.review_steps import ReviewRules, ReviewStep, write_review_step
from core.training.scenarios import read_scenario
from core.working_days import WEEKENDS_ONLY
from tests.services.applications import CODE, application_of
from tests.services.conftest import ASSETS, staffed
from tests.services.racing import all_at_once, kinds_of

RULES = ReviewRules(WEEKENDS_ONLY)
AT = datetime(2026, 11, 25, 2, tzinfo=UTC)
TODAY = TaskDay.on(date(2026, 11, 25), WEEKENDS_ONLY)


@pytest.fixture(scope="module")
def hall(kind, tmp_path_factory):
    with staffed(kind, tmp_path_factory.mktemp("hall")) as office:
        yield office


@pytest.fixture
def case(hall, request):
    hall.clock.now = type(hall.clock)().now
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    return hall.kiosk.handing_in.submit(
        application_of(person, hall.kiosk, request.node.name), code=CODE
    )


def step(hall, case, action, matter, actor="lin", at=AT, **details):
    with hall.transaction() as stores:
        return write_review_step(
            stores,
            case.number,
            ReviewStep(action, matter, details),
            actor=actor,
            at=at,
            rules=RULES,
        )


def tasks(hall, case):
    with hall.transaction() as stores:
        return {task.matter: task for task in stores.tasks.of(case.number)}


def states(hall, case):
    return {matter: task.state for matter, task in tasks(hall, case).items()}


def read(hall, case):
    with hall.transaction() as stores:
        return stores.cases.get(case.number)


def test_a_case_that_is_received_is_a_task_of_each_office(hall, case):
    received = tasks(hall, case)

    assert tuple(received) == tuple(sorted(case.matters))
    licence = received["SCJG-01"]
    assert (licence.state, licence.department) == (State.RECEIVED, "SCJG")
    assert licence.due == date(2026, 12, 1)


def test_what_waits_is_passed_on_with_the_entry_that_ends_its_waiting(hall, case):
    before = states(hall, case)
    first = [matter for matter, state in before.items() if state is State.RECEIVED]
    waiting = [matter for matter, state in before.items() if state is State.WAITING]
    assert "WJ-01" in waiting

    for matter in first:
        step(hall, case, Action.ACCEPTED, matter)
        step(hall, case, Action.GRANTED, matter)

    assert states(hall, case)["WJ-01"] is State.RECEIVED
    history = read(hall, case).history
    (passed_on,) = [
        e for e in history if e.action == Action.PASSED_ON and e.details["matter"] == "WJ-01"
    ]
    assert passed_on.actor == "clock"
    assert broken_at(history) is None


def test_a_case_is_concluded_when_every_matter_has_come_to_its_end(hall, case):
    assert read(hall, case).status is CaseStatus.RECEIVED
    step(hall, case, Action.ACCEPTED, "SCJG-01")
    assert read(hall, case).status is CaseStatus.UNDER_REVIEW

    step(hall, case, Action.REFUSED, "SCJG-01", reason="不符", remedies="可以申请行政复议")
    for matter, state in states(hall, case).items():
        if state in (State.WAITING, State.RECEIVED):
            step(hall, case, Action.NOT_ACCEPTED, matter, kind="blocked", reason="没有执照")

    ended = read(hall, case)
    assert (ended.status, ended.history[-1].action) == (CaseStatus.CONCLUDED, "concluded")
    with hall.transaction() as stores:
        assert stores.tasks.count(TaskFilter(number=case.number), TODAY) == 0


def test_of_two_who_decide_at_once_one_does(hall, case):
    step(hall, case, Action.ACCEPTED, "SCJG-01")

    decided = all_at_once(
        partial(step, hall, case, Action.GRANTED, "SCJG-01", "lin"),
        partial(step, hall, case, Action.REFUSED, "SCJG-01", "wang"),
        partial(step, hall, case, Action.PAUSED, "SCJG-01", "he", reason="hearing"),
    )

    assert kinds_of(decided)["StepNotPossibleError"] == 2
    actions = [event.action for event in read(hall, case).history]
    assert len({*actions} & {Action.GRANTED, Action.REFUSED, Action.PAUSED}) == 1


def test_a_matter_of_another_case_is_no_matter_of_it(hall, case):
    with pytest.raises(StepNotPossibleError):
        step(hall, case, Action.ACCEPTED, "GAJ-99")


def test_withdrawing_ends_what_is_undecided_and_leaves_what_was_granted(hall, case):
    step(hall, case, Action.ACCEPTED, "SCJG-01")
    step(hall, case, Action.GRANTED, "SCJG-01")
    asked = Credentials(case.number, case.application.values["per.id_no@principal"][-4:])

    hall.kiosk.tracking.withdraw(asked, CODE)

    left = states(hall, case)
    assert left.pop("SCJG-01") is State.GRANTED
    assert set(left.values()) == {State.WITHDRAWN}
    step(hall, case, Action.DELIVERED, "SCJG-01", way="counter")
    assert read(hall, case).status is CaseStatus.WITHDRAWN


def test_lists_have_what_is_due_first_and_go_on_after_any_place(hall, case):
    with hall.transaction() as stores:
        every = stores.tasks.found(TaskFilter(), TODAY, limit=1000)
        paged, after = [], None
        while page := stores.tasks.found(TaskFilter(), TODAY, after=after, limit=2):
            paged += page
            after = page[-1].place
        lights = stores.tasks.lights(TaskFilter(), TODAY)
    assert tuple(paged) == every
    assert [line.due or date.max for line in every] == sorted(
        line.due or date.max for line in every
    )
    assert sum(lights.values()) == len(every)
    assert lights[TaskLight.WAITING] == sum(line.state is State.WAITING for line in every)


def test_a_list_is_of_ones_own_and_found_by_name(hall, case):
    wanted = TaskFilter(departments=("WJ",), words=(CaseWord(case.applicant_name),))
    with hall.transaction() as stores:
        found = stores.tasks.found(replace(wanted, number=case.number), TODAY, limit=10)
        lights = stores.tasks.lights(wanted, TODAY)
        assert stores.tasks.count(wanted, TODAY) == sum(lights.values())
        assert not stores.tasks.found(TaskFilter(departments=()), TODAY, limit=10)
    assert [(line.matter, line.applicant_name) for line in found] == [
        ("WJ-01", case.applicant_name)
    ]


def test_what_is_left_of_before_is_filled_and_other_holidays_compute_anew(hall, case):
    expected = tasks(hall, case)
    with hall.transaction() as stores:
        stores.tasks.remove([case.number])
        assert case.number in stores.tasks.outdated(RULES.digest, limit=1000)

    assert fill_tasks(hall.transaction, RULES) >= 1

    assert tasks(hall, case) == expected
    closed = ReviewRules(replace(WEEKENDS_ONLY, holidays=frozenset({date(2026, 12, 1)})))
    assert fill_tasks(hall.transaction, closed) >= 1
    assert tasks(hall, case)["SCJG-01"].due == date(2026, 12, 2)
    fill_tasks(hall.transaction, RULES)


def test_only_clocks_that_are_over_are_found(hall, case):
    with hall.transaction() as stores:
        over = stores.tasks.silent(date(2026, 12, 2), limit=1000)
        none = stores.tasks.silent(date(2026, 12, 1), limit=1000)
    assert (case.number, "SCJG-01") in [(place.case_number, place.matter) for place in over]
    assert case.number not in [place.case_number for place in none]
