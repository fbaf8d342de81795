"""Who acts for another does what they were given, until it ends (民法典 161 to 175)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.agents.models import (
    AuthorisationKind,
    AuthorisationParty,
    CaseAct,
    EndedBy,
)
from core.cases.history import broken_at
from core.errors import (
    ActingRefusedError,
    AgentStandsError,
    InvalidValuesError,
    NoAgentError,
    NotThePrincipalError,
    TrackingRefusedError,
)
from core.services.citizens import Credentials
from core.working_days import day_of
from tests.databases import everything_in
from tests.services.agents import (
    AGENT_NAME,
    AGENT_NUMBER,
    MANDATE,
    agent,
    agents_application,
    principal,
    submitted,
)
from tests.services.applications import CODE, application_of
from tests.services.racing import all_at_once, kinds_of

OTHER = AuthorisationParty("白露", "440106199203032229")
CHILD_NUMBER = "110101201701010016"
GUARDIAN = replace(
    MANDATE,
    kind=AuthorisationKind.GUARDIAN,
    agent=OTHER,
    relation="parent",
    basis="household_register",
)


@pytest.fixture
def case(kiosk, hairdresser, request):
    return submitted(hairdresser, kiosk, f"agent-{request.node.name}"[:80])


@pytest.fixture
def limited(kiosk, hairdresser, request):
    def submit(**changes):
        said = replace(MANDATE, **changes)
        return submitted(hairdresser, kiosk, f"limited-{request.node.name}"[:80], said)

    return submit


def history_of(hall, case):
    with hall.transaction() as stores:
        return stores.cases.get(case.number).history


def refused(work, *args):
    with pytest.raises(ActingRefusedError) as refusal:
        work(*args)
    return str(refusal.value.refusal), refusal.value.params["until"]


def test_the_case_seals_who_acts_for_whom_in_what_and_until_when(kiosk, case):
    said = case.application.authorisation

    assert (said.agent.name, said.agent.number) == (AGENT_NAME, AGENT_NUMBER)
    assert said.principal.name == case.application.values["per.name@principal"]
    assert said.basis == "mat.power_of_attorney@case"
    (seen,) = kiosk.tracking.look(agent(case)).agents
    assert (seen.agent_name, seen.last_day, seen.is_stated) == (
        AGENT_NAME,
        date(2027, 12, 31),
        True,
    )


def test_an_agent_looks_until_the_last_day_and_that_day_counts(kiosk, watch, limited):
    today = day_of(watch())
    case = limited(valid_until=today.isoformat())

    assert kiosk.tracking.look(agent(case)).is_agent
    watch.now += timedelta(days=1)
    assert refused(kiosk.tracking.look, agent(case)) == ("expired", today.isoformat())
    assert not kiosk.tracking.look(principal(case)).is_agent


def test_an_agent_withdraws_only_if_that_was_given(kiosk, limited):
    case = limited(acts=(CaseAct.HAND_IN, CaseAct.SUPPLY))

    assert refused(kiosk.tracking.withdraw, agent(case), CODE)[0] == "out_of_scope"
    kiosk.tracking.withdraw(principal(case), CODE)


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"acts": (CaseAct.SUPPLY,)}, "authorisation-hand-in"),
        ({"acts": ()}, "authorisation-acts"),
        ({"valid_until": "2026-01-02"}, "authorisation-days"),
    ],
)
def test_nothing_is_received_of_an_agent_who_may_not_hand_in_today(limited, changes, rule):
    with pytest.raises(InvalidValuesError) as refusal:
        limited(**changes)

    assert rule in {problem.rule for problem in refusal.value.problems}


def test_the_person_takes_it_back_and_from_then_on_the_agent_can_do_nothing(hall, kiosk, case):
    kiosk.tracking.agents.end(principal(case), CODE)

    assert refused(kiosk.tracking.look, agent(case))[0] == "ended"
    (seen,) = kiosk.tracking.look(principal(case)).agents
    assert (seen.ended, seen.is_in_force) == (EndedBy.REVOKED, False)
    history = history_of(hall, case)
    assert (history[-1].action, broken_at(history)) == ("agent_ended", None)
    with pytest.raises(NoAgentError):
        kiosk.tracking.agents.end(principal(case), CODE)


def test_the_agent_gives_it_up(kiosk, case):
    kiosk.tracking.agents.end(agent(case), CODE)

    (seen,) = kiosk.tracking.look(principal(case)).agents
    assert seen.ended is EndedBy.RESIGNED


def test_the_person_authorises_another_once_nobody_acts(kiosk, case):
    said, other = replace(MANDATE, agent=OTHER), Credentials(case.number, OTHER.number[-4:])
    with pytest.raises(AgentStandsError):
        kiosk.tracking.agents.name(principal(case), CODE, said)
    with pytest.raises(NotThePrincipalError):
        kiosk.tracking.agents.name(agent(case), CODE, said)
    with pytest.raises(TrackingRefusedError):
        kiosk.tracking.look(other)

    kiosk.tracking.agents.end(principal(case), CODE)
    kiosk.tracking.agents.name(principal(case), CODE, said)

    assert [it.agent_name for it in kiosk.tracking.look(other).agents] == [OTHER.name, AGENT_NAME]
    assert refused(kiosk.tracking.look, agent(case))[0] == "ended"


def test_a_case_that_states_nothing_has_an_agent_with_everything(kiosk, hairdresser, watch):
    case = submitted(hairdresser, kiosk, "not-stated", None)
    watch.now += timedelta(days=900)

    seen = kiosk.tracking.look(agent(case)).agents[0]
    assert (seen.is_stated, seen.last_day, seen.refusals) == (False, None, {})
    kiosk.tracking.agents.end(principal(case), CODE)
    assert refused(kiosk.tracking.look, agent(case))[0] == "ended"


def test_a_revocation_and_an_act_of_the_agent_have_one_order(hall, kiosk, case):
    kinds = kinds_of(
        all_at_once(
            lambda: kiosk.tracking.agents.end(principal(case), CODE),
            lambda: kiosk.tracking.withdraw(agent(case), CODE),
        )
    )

    actions = [event.action for event in history_of(hall, case)[1:]]
    assert actions in (["withdrawn", "agent_ended"], ["agent_ended"])
    assert kinds.get("ActingRefusedError", 0) == (actions == ["agent_ended"])


def test_an_agent_who_had_opened_the_case_before_is_refused_when_writing(hall, kiosk, case):
    """The press comes after the revocation, the page from before it."""
    holder = kiosk.tracking.withdraw._holder
    opened = holder.expect_found(agent(case), CODE)
    kiosk.tracking.agents.end(principal(case), CODE)

    assert refused(kiosk.tracking.withdraw._withdraw, opened)[0] == "ended"


@pytest.fixture
def minors(kiosk, hairdresser, request):
    def application(authorisation):
        plain = application_of(hairdresser, kiosk, f"minor-{request.node.name}"[:80])
        values = {**plain.values, "per.id_no@principal": CHILD_NUMBER}
        return replace(plain, values=values, authorisation=authorisation)

    return application


def guardian_problems(kiosk, application):
    problems = kiosk.handing_in.prepare(application).problems
    return {problem.rule for problem in problems if problem.place == "authorisation"}


def test_a_minor_applies_through_a_guardian(kiosk, minors):
    assert guardian_problems(kiosk, minors(None)) == {"authorisation-guardian"}
    assert guardian_problems(kiosk, minors(MANDATE)) == {"authorisation-guardian"}
    assert guardian_problems(kiosk, minors(GUARDIAN)) == set()
    young = replace(GUARDIAN, agent=replace(OTHER, number=CHILD_NUMBER), relation="")
    assert guardian_problems(kiosk, minors(young)) == {
        "authorisation-same",
        "authorisation-relation",
    }


def test_who_is_represented_is_never_somebody_else_than_on_the_form(kiosk, hairdresser, limited):
    application = agents_application(hairdresser, kiosk, "others-paper")
    forged = replace(MANDATE, agent=OTHER, principal=OTHER)

    kept = kiosk.handing_in.prepare(replace(application, authorisation=forged)).authorisation

    assert (kept.agent.name, kept.principal.name) == (AGENT_NAME, limited().applicant_name)
    own = replace(application_of(hairdresser, kiosk, "own"), authorisation=MANDATE)
    assert kiosk.handing_in.prepare(own).authorisation is None


def test_nothing_of_it_lies_in_the_database_as_it_was_said(hall, kiosk, case):
    kiosk.tracking.agents.end(principal(case), CODE)
    kiosk.tracking.agents.name(principal(case), CODE, replace(MANDATE, agent=OTHER))

    kept = everything_in(hall.engine)
    assert OTHER.number.encode() not in kept
    assert AGENT_NUMBER.encode() not in kept
