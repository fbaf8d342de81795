"""``exchange list|resend``: an operator sees what did not arrive, and has it sent anew."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

import manage
import runtime
from core.ports import InboxMessage
from core.review.department_messages import MessageState, OutboxMessage
from core.training.scenarios import read_scenario
from tests.services.applications import application_of
from tests.services.conftest import ASSETS
from tests.staffing import open_office

AT = datetime(2026, 11, 24, 3, tzinfo=UTC)


@pytest.fixture
def office(monkeypatch, tmp_path):
    monkeypatch.setenv("DONE_ONCE_LOCALE", "zh-CN")
    office = open_office(tmp_path)
    monkeypatch.setattr(runtime, "staff_use_cases", lambda: office.use_cases)
    return office


def run(*words):
    return CliRunner().invoke(manage.app, ["exchange", *words])


def give_up(office):
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    case = office.kiosk.handing_in.submit(application_of(person, office.kiosk, "a visit"))
    first = OutboxMessage("a", "SCJG", case.number, "SCJG-01", "received", 1, AT, AT)
    dead = replace(first, state=MessageState.DEAD, last_error="rejected", attempts=20)
    refused = InboxMessage("WJ", "r", "d", AT, case.number, "WJ-01", "granted")
    with office.transaction() as stores:
        stores.outbox.add([dead, replace(dead, id="b", department="WJ", matter="WJ-01")])
        stores.inbox.hold(replace(refused, problem="review.hindrance.not_accepted_yet"))
    return case


def dead_messages():
    return [each["id"] for each in json.loads(run("list", "--json").stdout)["dead"]]


def test_nothing_given_up_is_fine(office):
    shown = run("list")

    assert shown.exit_code == 0
    assert "没有送不到的消息" in shown.stdout


def test_what_was_given_up_is_listed_with_its_reason_and_sent_anew(office):
    case = give_up(office)

    shown = run("list")

    assert shown.exit_code == 1
    assert "再送也一样" in shown.stdout
    assert case.number in shown.stdout
    assert case.applicant_name not in shown.stdout
    assert run("resend", "--department", "WJ").exit_code == 0
    assert dead_messages() == ["a"]
    assert json.loads(run("resend", "a", "--json").stdout) == {"resent": 1}
    assert dead_messages() == []
    assert json.loads(run("resend", "--all", "--json").stdout) == {"resent": 0}


@pytest.mark.parametrize("wrong", [(), ("zz",)], ids=["which", "unknown"])
def test_what_is_no_message_is_bad_input(office, wrong):
    give_up(office)

    result = run("resend", *wrong)

    assert (result.exit_code, result.stdout) == (2, "")
    assert dead_messages() == ["b", "a"] or dead_messages() == ["a", "b"]
