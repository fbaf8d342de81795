"""The window and the offices know who acts: who may collect, who says that it ends, who is next."""

import json
from dataclasses import replace

import pytest

from core.agents.models import AuthorisationParty, CaseAct, EndedBy
from core.errors import (
    ActingRefusedError,
    NoAgentError,
    NotPermittedError,
    ReceiverUnknownError,
    StatementIncompleteError,
)
from core.review.handing_over import HandingOver
from core.services.officers.keep_case_agents import EndingAgent, NamingAgent
from core.training.scenarios import read_scenario
from tests.seating import HEALTH, WINDOW
from tests.services.agents import AGENT_NAME, AGENT_NUMBER, MANDATE, submitted
from tests.services.conftest import ASSETS, staffed
from tests.services.racing import all_at_once, kinds_of
from tests.services.test_delivering import grant

OTHER = AuthorisationParty("白露", "440106199203032229")


@pytest.fixture(scope="module")
def hall(kind, tmp_path_factory):
    with staffed(kind, tmp_path_factory.mktemp("hall")) as office:
        yield office


@pytest.fixture
def case(hall, request):
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    return submitted(person, hall.kiosk, request.node.name[:80])


def counter(hall):
    return hall.as_(WINDOW).counter


def principal_number(case):
    return case.application.values["per.id_no@principal"]


def by_agent(case, **changes):
    said = {"way": "counter", "receiver": "agent", "name": AGENT_NAME, "authorisation": "委托书"}
    return HandingOver(**{**said, "number_end": AGENT_NUMBER[-4:], **changes})


def revoked(case):
    return EndingAgent("revoked", "居民身份证", principal_number(case))


def test_the_agent_collects_until_the_person_takes_it_back(hall, case):
    desk = hall.as_(WINDOW).office.delivering
    first, second = case.matters[:2]
    grant(hall, case, first)
    grant(hall, case, second)
    (seen,) = desk.results(case.number).agents
    assert CaseAct.COLLECT not in seen.refusals
    desk.deliver(case.number, [first], by_agent(case))

    counter(hall).agents.end_agent(case.number, revoked(case))

    (seen,) = desk.results(case.number).agents
    assert (str(seen.refusals[CaseAct.COLLECT]), seen.ended) == ("ended", EndedBy.REVOKED)
    for said in (by_agent(case), by_agent(case, receiver="applicant", authorisation="")):
        with pytest.raises(ActingRefusedError):
            desk.deliver(case.number, [second], said)
    own = {"receiver": "applicant", "authorisation": ""}
    end = principal_number(case)[-4:]
    desk.deliver(case.number, [second], by_agent(case, number_end=end, **own))


def test_only_whoever_shows_the_right_document_ends_it(hall, case):
    wrong = replace(revoked(case), number=AGENT_NUMBER)
    with pytest.raises(ReceiverUnknownError):
        counter(hall).agents.end_agent(case.number, wrong)
    with pytest.raises(StatementIncompleteError):
        counter(hall).agents.end_agent(case.number, EndingAgent("agent_gone", ""))
    with pytest.raises(NotPermittedError):
        hall.as_(HEALTH).counter.agents.end_agent(case.number, revoked(case))

    counter(hall).agents.end_agent(case.number, EndingAgent("agent_gone", "死亡证明"))

    with pytest.raises(NoAgentError):
        counter(hall).agents.end_agent(case.number, revoked(case))


def test_another_agent_is_noted_for_some_matters(hall, case):
    first, second = case.matters[:2]
    grant(hall, case, first)
    grant(hall, case, second)
    said = replace(MANDATE, agent=OTHER, matters=(first,), basis="委托书 2 号")
    naming = NamingAgent(said, principal_number(case))
    counter(hall).agents.end_agent(case.number, revoked(case))
    counter(hall).agents.name_agent(case.number, naming)

    desk = hall.as_(WINDOW).office.delivering
    taken = by_agent(case, name=OTHER.name, number_end=OTHER.number[-4:])
    with pytest.raises(ActingRefusedError) as refusal:
        desk.deliver(case.number, [first, second], taken)
    assert str(refusal.value.refusal) == "other_matter"
    desk.deliver(case.number, [first], taken)


def test_two_windows_end_it_once(hall, case):
    def end():
        counter(hall).agents.end_agent(case.number, revoked(case))

    assert kinds_of(all_at_once(end, end)) == {"NoneType": 1, "NoAgentError": 1}


def test_an_office_sees_who_acts_and_that_it_ends_too_early(hall, request):
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    today = hall.clock().date().isoformat()
    short = replace(MANDATE, valid_until=today)
    case = submitted(person, hall.kiosk, request.node.name[:80], short)

    (seen,) = hall.as_(HEALTH).office.reviewing.task(case.number).agents

    assert (seen.agent_name, seen.is_in_force, seen.is_short) == (AGENT_NAME, True, True)


def test_the_archive_has_what_the_agent_was_given_among_its_papers(hall, case):
    counter(hall).agents.end_agent(case.number, revoked(case))
    with hall.transaction() as stores:
        kept = stores.cases.get(case.number)
    from core.services.officers.archive_case import _authorisations  # noqa: PLC0415

    (part,) = _authorisations(kept)
    document = json.loads(part.content)
    assert document["handed_in"]["agent"]["name"] == AGENT_NAME
    assert len(document["entries"]) == 1
