"""Late matters are urged once by the clock, and by people who may; an office answers its own."""

from collections import Counter
from datetime import UTC, date, datetime
from functools import partial

import pytest

from adapters.head_files import FolderHeadStore
from adapters.head_signing import HeadSigner
from core.errors import CaseNotFoundError, NotPermittedError, SupervisionRefusedError
from core.review.supervising import SupervisionFilter
from core.review.supervision import SupervisionAction
from core.review.tasks import TaskLight
from core.services.operators import urge_offices as urging
from core.services.operators.urge_offices import urge_offices
from core.services.operators.verify_history import verify_history
from core.services.review_steps import ReviewRules
from core.training.scenarios import read_scenario
from core.working_days import WEEKENDS_ONLY
from db.case_reader import SqlCaseReader
from tests.databases import drop_database, filled_database
from tests.keys import KEYS, file_store
from tests.seating import REGISTRY, SUPERVISOR, TAX, WINDOW
from tests.services.applications import application_of
from tests.services.conftest import ASSETS
from tests.services.racing import all_at_once, kinds_of
from tests.staffing import open_office

RULES = ReviewRules(WEEKENDS_ONLY)
MATTER = "SCJG-01"
SOON = datetime(2026, 11, 30, 2, tzinfo=UTC)
LATE = datetime(2026, 12, 2, 2, tzinfo=UTC)
"""The day to speak is the 1st of December."""


@pytest.fixture
def url(kind, tmp_path):
    made = filled_database(kind, tmp_path)
    yield made
    drop_database(made)


@pytest.fixture
def hall(url, tmp_path):
    return open_office(tmp_path, url)


@pytest.fixture
def numbers(hall):
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    submit = hall.kiosk.handing_in.submit
    return [submit(application_of(person, hall.kiosk, f"key-{at}")).number for at in range(2)]


def entries(hall, numbers):
    with hall.transaction() as stores:
        histories = [stores.cases.get(number).history for number in numbers]
    return Counter(
        event.action for history in histories for event in history if event.action in _ACTIONS
    )


def due(hall, numbers):
    """Return what is to be done until a day; what waits for another matter has no such day."""
    with hall.transaction() as stores:
        tasks = [task for number in numbers for task in stores.tasks.of(number) if task.due]
    return sorted((task.due, task.case_number, task.matter) for task in tasks)


_ACTIONS = frozenset(SupervisionAction)


def test_the_clock_urges_every_late_matter_once_however_many_workers_there_are(
    hall, numbers, monkeypatch
):
    monkeypatch.setattr(urging, "_AT_ONCE", 3)
    matters = len(due(hall, numbers))

    for at, every in (
        (SOON, {"reminded": matters}),
        (LATE, {"reminded": matters, "escalated": matters}),
    ):
        work = partial(urge_offices, hall.transaction, RULES, at=at)
        done = all_at_once(work, work, work)

        assert sum(done) == matters
        assert entries(hall, numbers) == every
        assert work() == 0


def test_a_supervisor_urges_and_the_office_answers(hall, numbers, url, tmp_path):
    number, watch = numbers[0], hall.as_(SUPERVISOR).watching.supervising
    hall.clock.now = LATE

    watch.remind_office(number, MATTER, "请抓紧")
    watch.ask_for_report(number, MATTER, words="为什么超期")
    watch.escalate_matter(number, MATTER, superior="王副局长", words="已超期")
    owed = watch.supervised(SupervisionFilter(urged=SupervisionAction.ESCALATED))
    hall.as_(REGISTRY).watching.supervising.report_matter(number, MATTER, "系统故障，明天办完")

    assert [line.task.report_by for line in owed.lines] == [date(2026, 12, 7)]
    assert (owed.lines[0].light, owed.lines[0].days) == (TaskLight.OVERDUE, 1)
    thread = watch.thread(number, MATTER)
    assert [(event.action, event.actor) for event in thread.events] == [
        ("reminded", "watch"),
        ("report_asked", "watch"),
        ("escalated", "watch"),
        ("reported", "registry"),
    ]
    counts = {row.department: row for row in watch.supervised().counts}
    assert (counts["SCJG"].overdue >= 2, counts["SCJG"].reports_owed) == (True, 0)
    assert verified(url, tmp_path) == []


def verified(url, folder):
    report = verify_history(
        SqlCaseReader(url, hall="demo", keyring=KEYS),
        heads=FolderHeadStore(folder / "heads", hall="demo"),
        signer=HeadSigner(b"secret"),
        files=file_store(folder / "files"),
        rules=RULES,
    )
    return [problem for problem in report.problems if problem.place.startswith("review_task")]


def test_of_two_who_remind_at_once_one_does(hall, numbers):
    hall.clock.now = LATE
    remind = partial(hall.as_(SUPERVISOR).watching.supervising.remind_office, numbers[0], MATTER)

    results = all_at_once(remind, remind)

    assert kinds_of(results) == {"NoneType": 1, "SupervisionRefusedError": 1}


def test_an_office_sees_and_answers_only_its_own(hall, numbers):
    hall.clock.now = LATE
    hall.as_(SUPERVISOR).watching.supervising.ask_for_report(numbers[0], MATTER, words="x")
    others = hall.as_(TAX).watching.supervising

    page = others.supervised(SupervisionFilter(department="SCJG"))
    assert {line.task.department for line in page.lines} <= {"SW"}
    assert {row.department for row in page.counts} <= {"SW"}
    for step in (others.thread, partial(others.report_matter, words="x")):
        with pytest.raises(CaseNotFoundError):
            step(numbers[0], MATTER)
    with pytest.raises(NotPermittedError):
        others.remind_office(numbers[0], MATTER)
    with pytest.raises(NotPermittedError):
        hall.as_(WINDOW).watching.supervising.supervised()


def test_pages_of_the_list_follow_each_other(hall, numbers, monkeypatch):
    monkeypatch.setattr("core.services.officers.supervise_tasks.AT_ONCE", 1)
    hall.clock.now, watch = LATE, hall.as_(SUPERVISOR).watching.supervising
    expected = due(hall, numbers)

    found, after = [], None
    while True:
        page = watch.supervised(SupervisionFilter(), after)
        found += [(line.task.due, line.task.case_number, line.task.matter) for line in page.lines]
        after = page.following
        if after is None:
            break

    assert found == expected
    assert page.number == len(expected)


def test_the_list_is_written_as_a_file(hall, numbers):
    hall.clock.now = LATE
    watch = hall.as_(SUPERVISOR).watching.supervising

    assert watch.supervised_file(form="xlsx").startswith(b"PK")
    assert watch.supervised_file(SupervisionFilter(department="nobody"), form="pdf").startswith(
        b"%PDF"
    )


def test_nothing_is_urged_in_time(hall, numbers):
    watch = hall.as_(SUPERVISOR).watching.supervising

    assert watch.supervised().lines == ()
    with pytest.raises(SupervisionRefusedError):
        watch.remind_office(numbers[0], MATTER)
    assert urge_offices(hall.transaction, RULES, at=hall.clock()) == 0
