"""Whole stories, from the application to the results in hand, on both databases.

They are played at the screens as well: ``tests/browser/test_to_issuance.py``.
"""

from datetime import timedelta

import pytest

from core.cases.history import broken_at
from core.cases.models import CaseStatus
from core.catalogue.packages import read_package
from core.monitoring.measuring import RunFilter
from core.review.handing_over import HandingOver
from core.review.states import MatterState
from core.training.scenarios import read_scenario
from tests.conftest import SHIPPED
from tests.playing import OfficerDesk, credentials_of, play, supply_everything
from tests.seating import SUPERVISOR, WINDOW
from tests.services.applications import application_of
from tests.services.conftest import ASSETS, staffed
from tests.staffing import SetClock

CATALOGUE = read_package(SHIPPED).catalogue
WORKING_DAY = timedelta(hours=7)


@pytest.fixture(scope="module")
def hall(kind, tmp_path_factory):
    with staffed(kind, tmp_path_factory.mktemp("hall")) as office:
        yield office


@pytest.fixture
def hand_in(hall):
    """Hand in what a scenario's person gives, in the morning."""
    hall.clock.now = SetClock().now

    def hand_in(name):
        person = read_scenario(ASSETS / "scenarios" / f"{name}.yaml")
        return hall.kiosk.handing_in.submit(application_of(person, hall.kiosk, name))

    return hand_in


def desks_of(hall, case):
    offices = dict.fromkeys(CATALOGUE.matters[code].department for code in case.matters)
    return [OfficerDesk(hall, department) for department in offices]


def states(hall, case):
    with hall.transaction() as stores:
        return {task.matter: task.state for task in stores.tasks.of(case.number)}


def collect(hall, case, role="principal"):
    """Let the window hand over all that waits, to one who acts in the case."""
    values, window = case.application.values, hall.as_(WINDOW).office.delivering
    ready = [result.matter for result in window.results(case.number).ready]
    ends = values[f"per.id_no@{role}"][-4:]
    name = values[f"per.name@{role}"]
    window.deliver(case.number, ready, HandingOver("counter", name=name, number_end=ends))
    return ready


def assert_concluded(hall, case):
    with hall.transaction() as stores:
        ended = stores.cases.get(case.number)
    assert ended.status is CaseStatus.CONCLUDED
    assert broken_at(ended.history) is None
    assert set(states(hall, case).values()) == {MatterState.DELIVERED}


def test_a_restaurant_is_issued_by_five_offices_and_collected_once(hall, hand_in):
    case = hand_in("S01")
    desks = desks_of(hall, case)

    first = play(case.number, desks)
    left = {
        matter for matter, state in states(hall, case).items() if state is not MatterState.GRANTED
    }
    supply_everything(hall, case)
    second = play(case.number, desks)

    assert len(desks) == 5
    # The business licence comes first: others wait for it, and nobody hands it in.
    assert first[0][0] == "SCJG-01"
    assert left == {"CG-02"}  # what comes later is still owed; what is promised is checked later
    assert {matter for matter, _ in second} == left
    assert set(collect(hall, case)) == set(case.matters)
    assert_concluded(hall, case)
    found = hall.kiosk.tracking.look(credentials_of(case))
    assert (found.status, found.owed) == (CaseStatus.CONCLUDED, ())
    assert_one_visit(hall, case, {"SCJG-03", "ZJ-01"})


def assert_one_visit(hall, case, matters):
    """Two offices saw the place at one appointment, and each wrote its own opinion."""
    with hall.transaction() as stores:
        history = stores.cases.get(case.number).history
    visits = [event.details for event in history if event.action == "inspection_set"]
    assert {visit["matter"] for visit in visits} == matters
    assert len({(visit["day"], visit["time"]) for visit in visits}) == 1
    assert sum(event.action == "inspected" for event in history) == len(matters)


def test_a_company_is_founded_within_one_working_day_by_the_stop_watch(hall, hand_in):
    case = hand_in("S03")

    play(case.number, desks_of(hall, case))

    assert hall.clock.now - case.received_at <= WORKING_DAY
    assert set(collect(hall, case)) == set(case.matters)
    assert_concluded(hall, case)
    watched = hall.as_(SUPERVISOR).monitoring.report(RunFilter(theme="T03")).report
    assert (watched.whole.decided, watched.whole.longest_days) == (len(case.matters), 0)
    assert (watched.whole.late, watched.whole.corrections) == (0, 0)
    slowest = watched.bottlenecks[0]
    assert 0 < slowest.median_hours <= WORKING_DAY / timedelta(hours=1)


def test_a_home_is_transferred_through_one_window(hall, hand_in):
    """Each tax is assessed and paid before its proof is issued, the title's fee before it is."""
    case = hand_in("S05")

    steps = [matter for matter, move in play(case.number, desks_of(hall, case)) if move == "decide"]

    order = [steps.index(matter) for matter in ("ZJ-02", "SW-04", "ZRZY-01", "GY-01")]
    assert order == sorted(order)  # contract, tax, title, water: none asks for what it waits for
    assert steps.index("ZRZY-01") < steps.index("ZRZY-02")  # the title, then the mortgage on it
    assert set(collect(hall, case, "buyer")) == set(case.matters)
    assert_concluded(hall, case)
    with hall.transaction() as stores:
        history = stores.cases.get(case.number).history
    paid = [event.details["matter"] for event in history if event.action == "charge_paid"]
    assert paid == ["SW-04", "SW-05", "SW-06", "ZRZY-01", "ZRZY-02"]
