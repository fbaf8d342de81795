"""A department's own system decides its own matters: signed, once by its id, and never lost."""

import json
import os
from datetime import timedelta

import pytest
import requests
import yaml
from jsonschema import Draft202012Validator
from sqlalchemy import event
from starlette.applications import Starlette

from adapters.department_results import FolderResults
from adapters.serving.department_route import StepReceiver, department_routes
from adapters.settings import ROOT
from adapters.webhook_signing import signed_headers
from core.cases.history import broken_at
from core.errors import CaseNotFoundError, StepHinderedError
from core.errors.departments import MalformedStepError, StepIdReusedError
from core.review.department_messages import system_actor
from core.services.acting import StaffContext
from core.services.officers.open_case import CaseOpener
from core.services.officers.take_department_steps import TakeDepartmentSteps
from core.services.operators.screen_files import FileScreening
from core.training.scenarios import read_scenario
from db.engine import open_engine
from db.transactions import transactions_of
from tests.adapters.serving_stand_in import serving
from tests.databases import drop_database, filled_database
from tests.keys import KEYS, file_store
from tests.services.applications import CODE, application_of
from tests.services.conftest import ASSETS
from tests.services.racing import all_at_once, kinds_of
from tests.staffing import open_office

OWN, MATTER = "SCJG", "SCJG-01"
SECRET = b"k7Qz" * 10
CONTRACT = yaml.safe_load((ROOT / "docs/contracts/department_system.yaml").read_text("utf-8"))
LICENCE = {"name": "营业执照", "number": "92441200"}
ON_ONE = pytest.mark.parametrize("kind", ["sqlite"], indirect=True)


class StepHall:
    """An office whose registry has a system of its own."""

    def __init__(self, url, folder):
        self.url, self.folder = url, folder
        self.office = open_office(folder, url)
        self.clock = self.office.clock
        self.transaction = self.office.transaction
        staff = StaffContext(self.stores, self.clock)
        screening = FileScreening(
            transaction=staff.transaction, files=file_store(folder / "files"), clock=self.clock
        )
        self.take = TakeDepartmentSteps(staff, CaseOpener(staff, screening))
        person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
        application = application_of(person, self.office.kiosk, "one")
        self.case = self.office.kiosk.handing_in.submit(application, code=CODE)

    def stores(self):
        return self.transaction()

    def step(self, action, step_id="1", **details):
        message = {
            "contract": "1",
            "id": step_id,
            "case_number": self.case.number,
            "matter": MATTER,
            "action": action,
            "details": details,
        }
        return json.dumps(message, ensure_ascii=False).encode()

    def history(self):
        with self.office.transaction() as stores:
            history = stores.cases.get(self.case.number).history
        assert broken_at(history) is None
        return history

    def own_steps(self):
        return [each.action for each in self.history() if each.actor == system_actor(OWN)]

    def refused(self):
        with self.office.transaction() as stores:
            return [(each.id, each.problem) for each in stores.inbox.refused(10)]


@pytest.fixture
def hall(kind, tmp_path):
    made = StepHall(filled_database(kind, tmp_path), tmp_path)
    yield made
    drop_database(made.url)


@ON_ONE
def test_a_system_accepts_and_grants_and_what_waited_flows_on(hall):
    hall.take(OWN, "1", hall.step("accepted"))
    hall.take(OWN, "2", hall.step("granted", "2", results=[LICENCE], basis="材料齐全"))

    assert hall.own_steps() == ["accepted", "granted"]
    assert "passed_on" in [each.action for each in hall.history()]
    granted = next(each for each in hall.history() if each.action == "granted")
    assert granted.details["results"] == [LICENCE]
    assert hall.refused() == []


@ON_ONE
def test_a_system_asks_for_one_correction_at_places_of_its_form(hall):
    fault = {"place": "F01", "wrong": "名称有误", "remedy": "写全称"}

    faults = [fault, {**fault, "place": "F99"}]
    unknown = hall.step("correction_asked", faults=faults, until="2026-12-08")

    with pytest.raises(MalformedStepError, match=r"faults\.1\.place"):
        hall.take(OWN, "1", unknown)
    asked = hall.step("correction_asked", "2", faults=[fault], until="2026-12-08")
    hall.take(OWN, "2", asked)

    with hall.office.transaction() as stores:
        (correction,) = stores.corrections.of(hall.case.number)
    assert (correction.asked_by, correction.fault.wrong) == (system_actor(OWN), "名称有误")
    assert correction.fault.label
    assert hall.own_steps() == ["correction_asked"]


@ON_ONE
def test_a_step_that_comes_too_early_is_refused_and_taken_when_it_comes_again(hall):
    grant = hall.step("granted", "2", results=[LICENCE])

    with pytest.raises(StepHinderedError):
        hall.take(OWN, "2", grant)
    assert hall.refused() == [("2", "review.hindrance.not_accepted_yet")]
    hall.take(OWN, "1", hall.step("accepted"))
    hall.take(OWN, "2", grant)

    assert hall.own_steps() == ["accepted", "granted"]
    assert hall.refused() == []


def test_the_same_message_many_times_at_once_is_one_step(hall):
    accept = hall.step("accepted")

    results = all_at_once(*[lambda: hall.take(OWN, "1", accept)] * 4)

    assert set(kinds_of(results)) <= {"NoneType", "StoreBusyError"}
    hall.take(OWN, "1", accept)
    assert hall.own_steps() == ["accepted"]


@ON_ONE
def test_an_id_that_was_taken_stands_for_no_other_message(hall):
    hall.take(OWN, "1", hall.step("accepted"))

    with pytest.raises(StepIdReusedError):
        hall.take(OWN, "1", hall.step("refused", reason="a", article="b", remedies="c"))

    hall.take(OWN, "1", hall.step("accepted"))  # still known as taken
    assert hall.own_steps() == ["accepted"]
    assert hall.refused() == []


@ON_ONE
@pytest.mark.parametrize(
    ("department", "matter"), [("WJ", MATTER), (OWN, "WJ-01"), (OWN, "XF-01"), ("", MATTER)]
)
def test_a_department_decides_no_matter_of_another(hall, department, matter):
    message = json.loads(hall.step("accepted")) | {"matter": matter}

    with pytest.raises(CaseNotFoundError):
        hall.take(department, "1", json.dumps(message).encode())

    assert [each.action for each in hall.history()] == ["received"]
    assert hall.refused() == [("1", "error.case.not_found")]


@ON_ONE
@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"contract": "2"}, "contract"),
        ({"id": "another"}, "id"),
        ({"action": "delivered"}, "action"),
        ({"action": None}, "action"),
        ({"matter": ""}, "matter"),
        ({"details": {"words": "林秋月"}}, "details.words"),
        ({"more": "林秋月"}, "more"),
        ({"details": None}, "details"),
    ],
    ids=str,
)
def test_what_is_not_as_agreed_is_refused_without_saying_what_it_said(hall, changes, place):
    message = json.loads(hall.step("accepted")) | changes

    with pytest.raises(MalformedStepError) as error:
        hall.take(OWN, "1", json.dumps(message, ensure_ascii=False).encode())

    assert error.value.params == {"places": place}
    assert hall.refused() == [("1", "error.case.step_malformed")]


def take_until_killed(hall, at_statement):
    """Take a step in a process of its own that is killed before a statement or a commit."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    seen = 0

    def count(*_):
        nonlocal seen
        seen += 1
        if seen == at_statement:
            os._exit(9)

    engine = open_engine(hall.url, keyring=KEYS)
    event.listen(engine, "before_cursor_execute", count)
    event.listen(engine, "commit", count)
    hall.transaction = transactions_of(engine, hall="demo")
    try:
        hall.take(OWN, "1", hall.step("accepted"))
    except BaseException:
        os._exit(1)
    os._exit(0)


def test_killed_at_every_step_a_message_is_taken_once(hall):
    with pytest.raises(StepHinderedError):  # so that what is forked knows the theme
        hall.take(OWN, "0", hall.step("granted", "0", results=[LICENCE]))
    codes = []
    for statement in range(1, 200):
        codes.append(take_until_killed(hall, statement))
        assert hall.own_steps() in ([], ["accepted"])
        if codes[-1] == 0:
            break

    assert set(codes[:-1]) == {9}
    assert codes[-1] == 0
    assert len(codes) > 8
    assert hall.own_steps() == ["accepted"]


def post(address, body, message_id="1", *, at, secret=SECRET, department=OWN, **headers):
    signed = signed_headers(secret, message_id, body, at=at) | headers
    return requests.post(f"{address}/departments/{department}/steps", data=body, headers=signed)


@ON_ONE
def test_signed_steps_come_in_by_http_and_each_refusal_is_a_problem_document(hall):
    receiver = StepReceiver(hall.take, {OWN: SECRET}, hall.clock, "zh-CN")
    with serving(Starlette(routes=department_routes(receiver))) as address:
        early = post(address, hall.step("granted", "2", results=[LICENCE]), "2", at=hall.clock())
        taken = post(address, hall.step("accepted"), at=hall.clock())
        again = post(address, hall.step("accepted"), at=hall.clock())
        empty = post(address, hall.step("granted", "3", results=[]), "3", at=hall.clock())
        bad = post(address, b"[]", "4", at=hall.clock())
        other = hall.step("accepted", "5").replace(b"SCJG-01", b"WJ-01")
        foreign = post(address, other, "5", at=hall.clock())
        large = post(address, b" " * 1_000_001, "6", at=hall.clock())
        late = post(address, hall.step("accepted"), at=hall.clock() - timedelta(minutes=6))
        forged = post(address, hall.step("accepted"), at=hall.clock(), secret=b"another")
        unknown = post(address, hall.step("accepted"), at=hall.clock(), department="WJ")

    assert [r.status_code for r in (taken, again)] == [200, 200]
    refusals = (early, empty, bad, foreign, large, late, forged, unknown)
    assert [r.status_code for r in refusals] == [409, 422, 400, 404, 413, 401, 401, 401]
    assert empty.json()["problems"][0]["place"] == "results"
    schema = {**CONTRACT, "$ref": "#/components/schemas/Problem"}
    for refusal in refusals:
        assert refusal.headers["content-type"] == "application/problem+json"
        Draft202012Validator(schema).validate(refusal.json())
    step = {**CONTRACT, "$ref": "#/components/schemas/Step"}
    Draft202012Validator(step).validate(json.loads(hall.step("accepted")))
    assert hall.own_steps() == ["accepted"]


@ON_ONE
def test_files_of_results_are_taken_in_order_and_each_is_accounted_for(hall, tmp_path):
    folder = tmp_path / "exchange"
    results = FolderResults(folder, department=OWN, take=hall.take, locale="zh-CN")
    results.read()  # there is no folder yet, and that is no fault
    place = folder / "results"
    place.mkdir(parents=True)
    (place / "1.json").write_bytes(hall.step("accepted"))
    (place / "2.json").write_bytes(hall.step("granted", "2", results=[LICENCE]))
    (place / "3.json").write_bytes(hall.step("accepted", "3"))
    (place / "4.json").write_bytes(b"\xff half a fi")
    (place / ".5.json").write_bytes(b"not finished")

    results.read()
    (place / "1.json").write_bytes(hall.step("accepted"))  # killed before it was moved
    results.read()

    assert hall.own_steps() == ["accepted", "granted"]
    assert {file.name for file in (place / "taken").iterdir()} == {"1.json", "1.2.json", "2.json"}
    refused = {file.name for file in (place / "refused").iterdir()}
    assert refused == {"3.json", "3.problem", "4.json", "4.problem"}
    assert json.loads((place / "refused" / "3.problem").read_text("utf-8"))["status"] == 409
    assert len(hall.refused()) == 2
    assert [file.name for file in place.iterdir() if file.is_file()] == [".5.json"]
