"""Proposals are adopted, answered by the departments, and made (四免), on both databases."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import pytest

from core.catalogue.models import DerivationRule
from core.errors import (
    ForeignProposalError,
    ProposalDecidedError,
    ProposalDoubtedError,
    ReasonTooShortError,
)
from core.services.designers.write_edits import write_edits
from core.themes.proposing.deciding import Decision, ProposalState, Verdict
from core.themes.proposing.edits import CatalogueEdit, EditedRecord
from core.themes.proposing.finders.electronic import find_electronic
from core.themes.proposing.proposal import Candidate, ProposalKind
from tests.services.conftest import staffed
from tests.services.racing import all_at_once


@pytest.fixture
def office(kind, tmp_path, monkeypatch):
    """An office in which the search finds only what the health department can answer."""
    with staffed(kind, tmp_path) as office:
        looked_for = "core.themes.proposing.proving.FINDERS"
        monkeypatch.setattr(looked_for, (finder_of_health(),))
        yield office


def finder_of_health():
    def find(catalogue):
        found = find_electronic(catalogue)
        return (candidate for candidate in found if candidate.edits[0].code == "WJ-01")

    return find


@pytest.fixture
def proposal(office):
    (found,) = office.policy.proposals.proposing.found().found.proved
    return found


def state_of(office, proposal):
    known = office.policy.proposals.proposing.found().decided.get(proposal.id)
    return known.standing.state if known else ProposalState.OPEN


def test_what_a_department_agrees_to_is_changed_and_found_no_more(office, proposal):
    proposing, health = office.policy.proposals.proposing, office.health.proposals.answering
    proposing.adopt(proposal.id)
    (asked,) = health.asked()
    health.answer_proposal(asked.proposal.candidate.id, agrees=True)

    proposing.make_change(proposal.id)

    changed = office.policy.designer.reading.catalogue().matters["WJ-01"]
    forms = {material.id: material.form for material in changed.materials}
    assert {forms[edit.place] for edit in proposal.candidate.edits} == {"electronic"}
    listed = proposing.found()
    assert listed.found.proved == ()
    assert listed.decided[proposal.id].standing.state is ProposalState.APPLIED


def test_silence_changes_nothing(office, proposal):
    office.policy.proposals.proposing.adopt(proposal.id)

    with pytest.raises(ProposalDecidedError):
        office.policy.proposals.proposing.make_change(proposal.id)
    assert state_of(office, proposal) is ProposalState.WAITING


def test_a_refusal_needs_a_reason_and_stops_it(office, proposal):
    office.policy.proposals.proposing.adopt(proposal.id)
    health = office.health.proposals.answering

    with pytest.raises(ReasonTooShortError):
        health.answer_proposal(proposal.id, agrees=False, reason=" ")
    health.answer_proposal(proposal.id, agrees=False, reason="要当面核对签名")

    assert state_of(office, proposal) is ProposalState.REFUSED
    with pytest.raises(ProposalDecidedError):
        office.policy.proposals.proposing.make_change(proposal.id)


def test_what_is_declined_is_not_open_any_more(office, proposal):
    proposing = office.policy.proposals.proposing
    proposing.decline(proposal.id, reason="等电子印章推开以后再说")

    listed = proposing.found()
    assert listed.open == ()
    (decision,) = listed.decided[proposal.id].decisions
    assert (decision.reason, decision.by) == ("等电子印章推开以后再说", "policy")


def test_a_department_answers_for_itself_alone(office, proposal):
    office.policy.proposals.proposing.adopt(proposal.id)
    with office.transaction() as stores:
        known = stores.proposals.of(proposal.id)
        foreign = replace(known.candidate, departments=("XF",))
        stores.proposals.add(foreign, replace(known.decisions[0], proposal=proposal.id))

    assert office.health.proposals.answering.asked() == ()
    with pytest.raises(ForeignProposalError):
        office.health.proposals.answering.answer_proposal(proposal.id, agrees=True)


def test_what_is_no_proposal_is_not_adopted(office):
    with pytest.raises(ProposalDoubtedError):
        office.policy.proposals.proposing.adopt("0" * 12)


def test_of_two_who_decide_at_once_whoever_is_told_so_is_on_record(office):
    """Told done is kept: one decision each, or one of them is told that others were faster."""
    candidate = Candidate(ProposalKind.REMOTE, (), {}, ("WJ",))

    def say(name, verdict):
        with office.transaction() as stores:
            stores.proposals.of(name)
            said = Decision(name, verdict, "", "a reason", "policy", office.clock())
            stores.proposals.add(candidate, said)

    for name in map(str, range(10)):
        verdicts = (Verdict.ADOPTED, Verdict.DECLINED)
        came = all_at_once(*(partial(say, name, verdict) for verdict in verdicts))
        with office.transaction() as stores:
            decisions = stores.proposals.of(name).decisions
        assert came.count(None) == len(decisions)


def test_proposals_know_a_years_cases(office, proposal):
    assert office.policy.proposals.proposing.found().cases == {}
    assert proposal.candidate.kind is ProposalKind.ELECTRONIC
    assert proposal.saved_a_year("on_paper", {"T02": 10}) == 10 * next(
        effect.saved("on_paper") for effect in proposal.effects if effect.theme == "T02"
    )


def test_a_rule_that_is_agreed_to_stands_among_the_others_of_its_file(office):
    after = {"target": "org.name@subject", "from": "org.uscc@subject", "rule": "一致"}
    code = DerivationRule.model_validate(after).identity
    edit = CatalogueEdit(EditedRecord.DERIVATION, code, "", "derivation", None, after)
    candidate = Candidate(ProposalKind.DERIVABLE, (edit,), {}, ("SCJG",))

    with office.transaction() as stores:
        before = stores.catalogue.file("elements.yaml").content
        read = stores.catalogue.read().catalogue
        write_edits(stores, read, candidate, at=datetime(2026, 11, 30, tzinfo=UTC), by="policy")
    with office.transaction() as stores:
        written = stores.catalogue.file("elements.yaml").content
        rules = stores.catalogue.read().catalogue.derivations

    assert [rule.identity for rule in rules] == [*(r.identity for r in read.derivations), code]
    assert set(before.splitlines()) <= set(written.splitlines())
