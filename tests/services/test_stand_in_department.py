"""A stand-in decides as a department's own system would, and its faults do no harm."""

import json
from datetime import timedelta

import pytest
from starlette.applications import Starlette

from adapters.serving.department_route import StepReceiver, department_routes
from adapters.settings import Settings
from adapters.stand_in_decisions import StandInDecisions, StepBehaviour, StepSender
from adapters.stand_in_department import PATH, StandInDepartment
from adapters.stand_in_systems import HALL, HallSystems, StandInSystems
from adapters.webhook_signing import secret_bytes
from core.review.department_messages import system_actor
from core.services.acting import StaffContext
from core.services.officers.open_case import CaseOpener
from core.services.officers.take_department_steps import TakeDepartmentSteps
from core.services.operators.screen_files import FileScreening
from tests.adapters.serving_stand_in import serving
from tests.databases import drop_database, filled_database
from tests.keys import file_store
from tests.services.test_outbox import OWN, SECRET, OutboxHall

ON_ONE = pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
DELAY = timedelta(minutes=2)


class DecidedHall(OutboxHall):
    """A hall that takes steps of one department, whose system decides by itself."""

    def __init__(self, url, folder):
        super().__init__(url, folder)
        staff = StaffContext(self.transaction, self.clock)
        screening = FileScreening(
            transaction=self.transaction, files=file_store(folder / "files"), clock=self.clock
        )
        self.take = TakeDepartmentSteps(staff, CaseOpener(staff, screening))
        self.receiver = StepReceiver(self.take, {OWN: secret_bytes(SECRET)}, self.clock, "zh-CN")
        self.department = StandInDepartment(SECRET, clock=self.clock, hear=self.hear)

    def hear(self, message):
        self.decisions.hear(message)

    def behave(self, behaviour):
        sender = StepSender(f"{self.root}/departments/{OWN}/steps", SECRET, clock=self.clock)
        self.decisions = StandInDecisions(
            sender, clock=self.clock, delay=DELAY, behaviour=behaviour
        )

    def pass_by(self, minutes):
        """Let time pass, and both sides work as they go."""
        for _ in range(minutes):
            self.clock.now += timedelta(minutes=1)
            self.hand_over()
            self.decisions.work()

    def steps(self, number):
        with self.transaction() as stores:
            history = stores.cases.get(number).history
        return [
            (each.action, each.details["matter"])
            for each in history
            if each.actor == system_actor(OWN)
        ]


@pytest.fixture
def hall(kind, tmp_path):
    made = DecidedHall(filled_database(kind, tmp_path), tmp_path)
    routes = department_routes(made.receiver) + made.department.routes()
    with serving(Starlette(routes=routes)) as made.root:
        made.address = made.root + PATH
        yield made
    made.engine.dispose()
    drop_database(made.url)


def decided(hall, case):
    matters = {matter for _, matter in hall.steps(case.number)}
    return {tuple(action for action, its in hall.steps(case.number) if its == m) for m in matters}


@ON_ONE
def test_it_accepts_after_its_time_and_grants_after_it_once_more(hall):
    hall.behave(StepBehaviour.IN_TURN)
    case = hall.submit()

    hall.pass_by(2)
    assert hall.steps(case.number) == []
    hall.pass_by(1)
    assert decided(hall, case) == {("accepted",)}
    hall.pass_by(3)

    assert decided(hall, case) == {("accepted", "granted")}
    assert set(hall.decisions.answers) == {("accepted", 200), ("granted", 200)}
    with hall.transaction() as stores:
        history = stores.cases.get(case.number).history
        granted = next(each for each in history if each.action == "granted")
        assert stores.inbox.refused(9) == ()
    (result,) = granted.details["results"]
    assert "演示" in result["name"]
    assert result["number"].startswith("演示-")


@ON_ONE
@pytest.mark.parametrize(
    ("behaviour", "answer"),
    [
        (StepBehaviour.TWICE, ("accepted", 200)),
        (StepBehaviour.OUT_OF_ORDER, ("granted", 409)),
        (StepBehaviour.ALTERED, ("granted", 409)),
    ],
    ids=str,
)
def test_steps_that_come_twice_or_turned_round_or_changed_count_once(hall, behaviour, answer):
    hall.behave(behaviour)
    case = hall.submit()

    hall.pass_by(12)

    assert decided(hall, case) == {("accepted", "granted")}
    assert answer in hall.decisions.answers


@ON_ONE
@pytest.mark.parametrize("behaviour", [StepBehaviour.FORGED, StepBehaviour.STALE], ids=str)
def test_what_is_not_signed_as_agreed_counts_for_nothing(hall, behaviour):
    hall.behave(behaviour)
    case = hall.submit()

    hall.pass_by(6)

    assert hall.steps(case.number) == []
    assert set(hall.decisions.answers) == {("accepted", 401)}
    hall.decisions.behaviour = StepBehaviour.IN_TURN
    hall.pass_by(12)
    assert decided(hall, case) == {("accepted", "granted")}


@ON_ONE
def test_a_hall_in_earnest_takes_nothing_that_a_stand_in_decides(hall):
    hall.behave(StepBehaviour.IN_TURN)
    hall.take.takes_demo = False
    case = hall.submit()

    hall.pass_by(6)

    assert hall.steps(case.number) == []
    assert set(hall.decisions.answers) == {("accepted", 400)}


def test_apps_and_stand_in_are_told_of_the_same_departments(monkeypatch):
    real = {"GY": {"way": "folder", "folder": "/srv/exchange"}}
    settings = Settings(_env_file=None, department_systems=real, address="0.0.0.0")
    hall = HallSystems.of(settings)

    settings_of_apps = hall.for_apps(settings, "http://127.0.0.1:8503")
    systems = json.loads(settings_of_apps["DONE_ONCE_DEPARTMENT_SYSTEMS"])

    assert systems["GY"] == real["GY"]
    assert systems["YH"]["url"] == f"http://127.0.0.1:8503/departments/YH{PATH}"
    monkeypatch.setenv(HALL, hall.for_stand_in()[HALL])
    assert HallSystems.given() == hall
    assert hall.url == "http://127.0.0.1:8502"
    (route,) = StandInSystems(hall).routes()
    assert systems["YH"]["url"].endswith(route.path)
    for name, value in settings_of_apps.items():
        monkeypatch.setenv(name, value)
    assert Settings(_env_file=None).told_departments == {"GY", "YH"}
