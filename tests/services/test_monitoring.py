import pytest

from core.errors import NotPermittedError
from core.monitoring.measuring import RunFilter
from core.monitoring.reading import EventLogRefusedError, read_log
from core.services.case_logs import OwnLog
from core.training.scenarios import read_scenario
from core.working_days import WEEKENDS_ONLY
from tests.seating import HEALTH, SUPERVISOR
from tests.services.applications import application_of
from tests.services.conftest import ASSETS, staffed

LOG = b"""case:concept:name,concept:name,time:timestamp,case:theme,case:deadline
A,accepted,2026-12-01 09:00,T02,2026-12-02
A,granted,2026-12-04 09:00,T02,2026-12-02
B,accepted,soon,T02,
"""


@pytest.fixture(scope="module")
def hall(kind, tmp_path_factory):
    with staffed(kind, tmp_path_factory.mktemp("hall")) as office:
        yield office


@pytest.fixture(scope="module")
def case(hall):
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    return hall.kiosk.handing_in.submit(application_of(person, hall.kiosk, "a visit"))


def test_every_matter_of_our_own_cases_stands_in_the_report_and_in_the_log(hall, case):
    seat = hall.as_(SUPERVISOR)

    report = seat.monitoring.report().report
    log = read_log(seat.monitoring.log_file())

    assert {row.key for row in report.groups["matter"]} == set(case.matters)
    assert report.whole.number == len(case.matters)
    assert report.choices["theme"] == ("T02",)
    assert {event.case for event in log.events} == {f"{case.number}/{m}" for m in case.matters}
    assert log.left_out == ()


def test_a_filter_takes_the_runs_it_names(hall, case):
    seat = hall.as_(SUPERVISOR)

    found = seat.monitoring.report(RunFilter(channel="kiosk")).report
    none = seat.monitoring.report(RunFilter(month="1999-01")).report

    assert found.whole.number == len(case.matters)
    assert (none.whole, none.groups["matter"]) == (None, ())


def test_a_log_from_elsewhere_is_compared_and_not_kept(hall, case):
    seat = hall.as_(SUPERVISOR)

    watched = seat.monitoring.file_report(LOG)

    assert (watched.figures.late, watched.report.whole.median_days) == (1, 3)
    assert [row.row for row in watched.log.left_out] == [4]
    assert "A" not in {event.case for event in seat.monitoring.report().log.events}
    with pytest.raises(EventLogRefusedError):
        seat.monitoring.file_report(b"no log")


def test_the_report_is_written_as_a_file(hall, case):
    written = hall.as_(SUPERVISOR).monitoring.report_file(LOG, form="xlsx")

    assert written.startswith(b"PK")


def test_departments_do_not_watch_each_other(hall):
    with pytest.raises(NotPermittedError):
        hall.as_(HEALTH).monitoring.report()


def test_the_own_log_reads_only_what_came_since(hall, case):
    log = OwnLog(hall.transaction, WEEKENDS_ONLY, hall.clock)
    before = log.read()

    again = log.read()
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    other = hall.kiosk.handing_in.submit(application_of(person, hall.kiosk, "another visit"))
    later = log.read()

    assert again is before
    assert {event.case.partition("/")[0] for event in before.events} == {case.number}
    assert {event.case.partition("/")[0] for event in later.events} == {case.number, other.number}
