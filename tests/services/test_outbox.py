"""Departments' own systems are told of every step of their matters: once by its id, never lost."""

import json
import os
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
import yaml
from jsonschema import Draft202012Validator
from openpyxl import load_workbook
from sqlalchemy import event, select
from starlette.applications import Starlette

from adapters.department_systems import FolderSystem, WebhookSystem
from adapters.printing import PaperPrinter
from adapters.settings import ROOT
from adapters.stand_in_department import PATH, DepartmentBehaviour, StandInDepartment
from adapters.system import random_symbols
from core.cases.review_actions import ReviewAction as Action
from core.privacy.purging import purged_entry
from core.privacy.retention import RETENTION
from core.review.department_messages import MOST_ATTEMPTS, MessageState, system_actor
from core.services.citizens import CitizenPorts, citizen_use_cases
from core.services.department_letters import LetterWriter
from core.services.operators.accept_by_silence import accept_by_silence
from core.services.operators.hand_over import CLAIMED_FOR, HandedOver, HandOver
from core.services.review_steps import ReviewRules, ReviewStep, write_review_step
from core.training.scenarios import read_scenario
from core.working_days import WEEKENDS_ONLY
from db.engine import open_engine
from db.outbox_tables import OutboxMessageRow
from db.transactions import transactions_of
from tests.adapters.serving_stand_in import serving
from tests.databases import drop_database, everything_in, filled_database
from tests.keys import KEYS, file_store
from tests.services.applications import CODE, application_of
from tests.services.conftest import ASSETS
from tests.services.racing import all_at_once
from tests.staffing import SetClock
from tests.waiting import wait_until

OWN, NEXT = "SCJG", "WJ"
"""The licence of the second waits for that of the first."""
NOW = SetClock.now
RULES = ReviewRules(WEEKENDS_ONLY, systems=frozenset({OWN}))
CONTRACT = yaml.safe_load((ROOT / "docs/contracts/department_system.yaml").read_text("utf-8"))
SECRET = "k7Qz" * 10


ON_ONE = pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
"""Of what no database has a part in."""


class OutboxHall:
    """A database, a kiosk that tells departments' systems, and one such system on a free port."""

    def __init__(self, url, folder, *, systems=RULES.systems):
        self.url, self.clock = url, SetClock()
        self.engine = open_engine(url, keyring=KEYS)
        self.transaction = transactions_of(self.engine, hall="demo")
        self.kiosk = citizen_use_cases(
            CitizenPorts(
                transaction=self.transaction,
                files=file_store(folder / "files"),
                printer=PaperPrinter(),
                clock=self.clock,
                randomness=random_symbols,
                systems=systems,
            )
        )
        self.letters = LetterWriter(is_demo=True)
        self.person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
        self.department = StandInDepartment(SECRET, clock=self.clock, slow_seconds=1)

    def submit(self, key="one"):
        return self.kiosk.handing_in.submit(application_of(self.person, self.kiosk, key), code=CODE)

    def hand_over(self, system=None, *, transaction=None):
        return HandOver(
            transaction=transaction or self.transaction,
            clock=self.clock,
            department=OWN,
            system=system or WebhookSystem(self.address, SECRET, clock=self.clock, read_seconds=2),
            letters=self.letters,
        )()

    def step(self, number, action, matter, *, actor="lin", **details):
        with self.transaction() as stores:
            step = ReviewStep(action, matter, details)
            write_review_step(stores, number, step, actor=actor, at=self.clock(), rules=RULES)

    def counts(self):
        with self.transaction() as stores:
            return [(each.pending, each.dead) for each in stores.outbox.counts()]


@pytest.fixture
def hall(kind, tmp_path):
    made = OutboxHall(filled_database(kind, tmp_path), tmp_path)
    with serving(Starlette(routes=made.department.routes())) as address:
        made.address = address + PATH
        yield made
    made.engine.dispose()
    drop_database(made.url)


def own_matters(hall, case):
    with hall.transaction() as stores:
        return [term.matter for term in RULES.terms(stores, case.outline) if term.department == OWN]


def messages_told(hall):
    return [(m["kind"], m["matter"]) for m in hall.department.messages.values()]


@ON_ONE
def test_a_department_is_told_of_its_own_matters_and_of_nothing_else(hall):
    case = hall.submit()
    own = own_matters(hall, case)

    assert hall.hand_over() == HandedOver(sent=len(own))

    assert own
    assert messages_told(hall) == [("received", matter) for matter in own]
    message = next(iter(hall.department.messages.values()))
    with hall.transaction() as stores:
        matter = stores.themes.version("T02", 1).catalogue.matters[own[0]]
    assert message["form"]["values"]
    assert set(message["form"]["values"]) <= {field.id for field in matter.fields}
    assert message["case_number"] == case.number
    assert message["demo"] is True
    assert message["details"] == {}  # what is written of the whole case is for nobody alone
    assert NEXT not in json.dumps(message)
    Draft202012Validator({**CONTRACT, "$ref": "#/components/schemas/Message"}).validate(message)
    assert hall.hand_over() == HandedOver()


@ON_ONE
def test_nothing_is_written_for_departments_without_a_system(kind, tmp_path):
    hall = OutboxHall(filled_database(kind, tmp_path), tmp_path, systems=frozenset())

    hall.submit()

    assert hall.counts() == []
    hall.engine.dispose()
    drop_database(hall.url)


@ON_ONE
def test_each_step_is_told_but_not_to_the_system_that_took_it(hall):
    case = hall.submit()
    matter = own_matters(hall, case)[0]
    hall.step(case.number, Action.ACCEPTED, matter, actor=system_actor(OWN))
    hall.step(case.number, Action.EXTENDED, matter, days=5, reason="会审", approved_by="局长")
    hall.step(case.number, Action.GRANTED, matter, results=[{"name": "营业执照", "number": "9"}])

    hall.hand_over()

    assert messages_told(hall) == [(kind, matter) for kind in ("received", "extended", "granted")]
    with hall.transaction() as stores:  # the next matter was passed on, which is not for this one
        assert "passed_on" in {event.action for event in stores.cases.get(case.number).history}
    extended = next(m for m in hall.department.messages.values() if m["kind"] == "extended")
    assert extended["details"] == {"days": 5, "reason": "会审", "approved_by": "局长"}
    assert "form" not in extended


@ON_ONE
def test_what_silence_accepts_is_told_too(hall):
    case = hall.submit()

    accept_by_silence(hall.transaction, RULES, at=NOW + timedelta(days=30))
    hall.clock.wait(days=30)
    hall.hand_over()

    assert "deemed_accepted" in {kind for kind, _ in messages_told(hall)}
    assert case.number in {m["case_number"] for m in hall.department.messages.values()}


@ON_ONE
def test_a_system_that_is_down_is_tried_later_and_each_time_a_little_later(hall):
    for key in ("one", "two"):
        hall.submit(key)
    hall.department.behaviour = DepartmentBehaviour.OUT_OF_ORDER

    assert hall.hand_over() == HandedOver(waiting=1)
    assert hall.hand_over() == HandedOver(waiting=1)  # the other one
    hall.department.behaviour = DepartmentBehaviour.TAKES
    assert hall.hand_over() == HandedOver()
    hall.clock.wait(minutes=2)

    assert hall.hand_over() == HandedOver(sent=2)
    assert hall.counts() == []


@ON_ONE
@pytest.mark.parametrize(
    "behaviour", [DepartmentBehaviour.LOSES_ANSWER, DepartmentBehaviour.SLOW], ids=str
)
def test_a_message_whose_answer_is_lost_comes_again_as_the_same(hall, behaviour):
    hall.submit()
    hall.department.behaviour = behaviour
    impatient = WebhookSystem(hall.address, SECRET, clock=hall.clock, read_seconds=0.3)
    assert hall.hand_over(impatient) == HandedOver(waiting=1)
    hall.department.behaviour = DepartmentBehaviour.TAKES
    hall.clock.wait(minutes=3)
    wait_until(lambda: hall.department.deliveries)

    assert hall.hand_over() == HandedOver(sent=1)
    assert len(hall.department.messages) == 1
    assert len(hall.department.deliveries) == 2
    assert hall.department.conflicts == []


@ON_ONE
def test_what_a_system_finds_wrong_is_dead_at_once_and_stops_nothing_else(hall):
    hall.submit()
    hall.department.behaviour = DepartmentBehaviour.REJECTS

    done = hall.hand_over()

    assert done.dead >= 1
    assert done.waiting == 0
    assert hall.counts() == [(0, done.dead)]
    hall.clock.wait(days=30)
    assert hall.hand_over() == HandedOver()


@ON_ONE
def test_after_many_attempts_a_message_is_dead(hall):
    hall.submit()
    hall.department.behaviour = DepartmentBehaviour.OUT_OF_ORDER
    done = []
    for _ in range(MOST_ATTEMPTS):
        done.append(hall.hand_over())
        hall.clock.wait(hours=7)

    assert done == [HandedOver(waiting=1)] * (MOST_ATTEMPTS - 1) + [HandedOver(dead=1)]
    assert hall.counts() == [(0, 1)]


def test_an_earlier_message_of_a_case_comes_before_a_later_one(hall):
    case = hall.submit()
    matter = own_matters(hall, case)[0]
    hall.department.behaviour = DepartmentBehaviour.OUT_OF_ORDER
    hall.hand_over()
    hall.step(case.number, Action.ACCEPTED, matter)
    hall.department.behaviour = DepartmentBehaviour.TAKES

    assert hall.hand_over().sent == 0  # the later one is due, and does not overtake
    hall.clock.wait(minutes=5)
    hall.hand_over()

    sequences = [m["sequence"] for m in hall.department.messages.values()]
    assert sequences == sorted(sequences)
    assert len(sequences) == 2


def test_an_erased_case_leaves_no_letter_behind(hall):
    case = hall.submit()
    hall.department.behaviour = DepartmentBehaviour.OUT_OF_ORDER
    hall.hand_over()
    with hall.transaction() as stores:
        erased = stores.cases.get(case.number, to_change=True)
        entry = purged_entry(case.number, erased.history, RETENTION, at=hall.clock())
        stores.cases.erase(entry)

    assert hall.counts() == []
    hall.clock.wait(hours=1)
    assert hall.hand_over() == HandedOver()


def test_letters_lie_sealed_and_are_gone_when_they_have_arrived(hall):
    case = hall.submit()
    name = case.applicant_name
    hall.department.behaviour = DepartmentBehaviour.OUT_OF_ORDER
    hall.hand_over()

    with hall.transaction() as stores:
        kept = stores.outbox.claim(OWN, NOW + timedelta(hours=1), until=NOW)
    assert name in json.dumps(kept.letter, ensure_ascii=False)
    assert name.encode() not in everything_in(hall.engine)
    hall.department.behaviour = DepartmentBehaviour.TAKES
    hall.clock.wait(hours=2)
    assert hall.hand_over() == HandedOver(sent=1)
    with hall.engine.connect() as connection:
        assert len(connection.execute(select(OutboxMessageRow.letter)).scalar_one()) < 200


@ON_ONE
def test_a_folder_gets_data_and_a_spreadsheet_of_the_same_form(hall, tmp_path):
    case = hall.submit()
    folder = tmp_path / "exchange"
    system = FolderSystem(folder)

    assert hall.hand_over(system).waiting == 1  # nobody makes a folder where a share is missing
    folder.mkdir()
    hall.clock.wait(minutes=2)
    sent = hall.hand_over(system).sent

    files = sorted(folder.iterdir())
    assert len(files) == 2 * sent == 2 * len(own_matters(hall, case))
    data = json.loads(files[0].read_text("utf-8"))
    sheet = load_workbook(BytesIO(files[1].read_bytes())).active
    written = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value}
    name = next(v for v in data["form"]["values"].values() if v == case.applicant_name)
    assert name in written
    assert {file.suffix for file in files} == {".json", ".xlsx"}
    assert {oct(file.stat().st_mode & 0o777) for file in files} == {"0o640"}


def test_several_workers_at_once_send_each_message_once(hall):
    for key in ("one", "two", "three"):
        hall.submit(key)

    results = all_at_once(*[hall.hand_over] * 4)

    # On a busy database a worker may give up its round; what it left is due for the next one.
    assert all(isinstance(done, HandedOver | Exception) for done in results)
    hall.clock.wait(minutes=10)
    hall.hand_over()
    assert hall.counts() == []
    ids = hall.department.deliveries
    assert len(ids) == len(set(ids)) == len(hall.department.messages)


def hand_over_until_killed(hall, at_statement):
    """Hand over in a process of its own that is killed before a statement, commit or settling."""
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
    try:
        hall.hand_over(transaction=transactions_of(engine, hall="demo"))
    except BaseException:
        os._exit(1)
    os._exit(0)


def test_killed_at_every_step_it_loses_no_message_and_changes_none(hall):
    hall.submit("first")
    hall.hand_over()  # so that what is forked knows the theme
    hall.department.messages.clear()
    hall.department.deliveries.clear()
    numbers, codes = sorted(hall.submit(key).number for key in ("one", "two", "three")), []
    for statement in range(1, 200):
        codes.append(hand_over_until_killed(hall, statement))
        hall.clock.now += CLAIMED_FOR + timedelta(minutes=1)
        if codes[-1] == 0:
            break

    assert set(codes[:-1]) == {9}
    assert codes[-1] == 0
    assert hall.counts() == []
    assert sorted(m["case_number"] for m in hall.department.messages.values()) == numbers
    assert len(hall.department.deliveries) > len(numbers)  # killed after sending: it came again
    assert hall.department.conflicts == []


@ON_ONE
def test_a_message_that_fells_whoever_sends_it_is_given_up(hall):
    hall.submit()
    for _ in range(MOST_ATTEMPTS):
        with hall.transaction() as stores:
            stores.outbox.claim(OWN, hall.clock(), until=hall.clock())

    done = hall.hand_over()

    assert done.dead == 1


def test_what_came_of_an_old_attempt_does_not_undo_a_newer_one(hall):
    hall.submit()
    with hall.transaction() as stores:
        old = stores.outbox.claim(OWN, NOW, until=NOW)
        new = stores.outbox.claim(OWN, NOW, until=NOW)
        stores.outbox.settle(replace(new, state=MessageState.SENT))
        before = stores.outbox.counts()
        stores.outbox.settle(replace(old, state=MessageState.DEAD))

        assert (old.id, new.attempts) == (new.id, old.attempts + 1)
        assert stores.outbox.counts() == before
