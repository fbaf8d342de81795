"""Law 8: what is published is proved over all situations; warnings stay with a reason."""

import pytest

from core.errors import (
    ReasonTooShortError,
    StaleDraftError,
    ThemeHasErrorsError,
    ThemeUnprovedError,
    UnknownFindingError,
)
from core.situations.engines.limits import GaveUpError
from core.themes.verifying.rule import Rule
from core.themes.verifying.rules import RULES
from tests.services.conftest import staffed

WARNING = {"rule": "target-not-reachable", "at": "T02"}


@pytest.fixture
def office(kind, tmp_path):
    with staffed(kind, tmp_path) as office:
        yield office


@pytest.fixture
def hairdresser_draft(office):
    return office.policy.designer.drafting.open("T02")


def acceptance_of(proof, rule):
    return next(finding.acceptance for finding in proof.findings if finding.finding.rule == rule)


def test_a_theme_is_proved_once_for_as_long_as_it_stays_as_it_is(office, hairdresser_draft):
    assert office.policy.designer.proving.known_proof(hairdresser_draft) is None

    proof = office.policy.designer.proving.prove(hairdresser_draft)

    assert (proof.situations, proof.proved, proof.errors) == (165_888, True, ())
    assert office.policy.designer.proving.known_proof(hairdresser_draft) == proof
    changed = office.policy.designer.drafting.arrange(hairdresser_draft.document, ["SCJG-01"])
    saved = office.policy.designer.drafting.save(hairdresser_draft, changed)
    assert office.policy.designer.proving.known_proof(saved) is None


def test_a_finding_tells_its_situation_in_questions_and_answers(office, hairdresser_draft):
    proof = office.policy.designer.proving.prove(hairdresser_draft)
    found = next(finding for finding in proof.findings if finding.finding.rule == WARNING["rule"])

    answers = {question.id: answer for question, answer in proof.situation(found)}

    assert answers == dict(found.witness)
    assert answers["subject_type"] == "公司"


def test_a_warning_is_accepted_with_a_reason_and_a_name_and_taken_back(office, hairdresser_draft):
    designer = office.policy.designer
    designer.proving.accept_warning(hairdresser_draft, **WARNING, reason=" 目标  只算开业登记 ")

    proof = designer.proving.prove(hairdresser_draft)
    word = acceptance_of(proof, WARNING["rule"])
    assert (word.reason, word.accepted_by, word.accepted_at) == (
        "目标 只算开业登记",
        "policy",
        office.clock.now,
    )
    assert len(proof.open_warnings) == len(proof.findings) - 1

    office.second.designer.proving.withdraw_acceptance(hairdresser_draft, **WARNING)
    assert acceptance_of(designer.proving.prove(hairdresser_draft), WARNING["rule"]) is None


@pytest.mark.parametrize("reason", ["", "好", "  好 ", "长" * 401])
def test_a_reason_is_neither_missing_nor_an_essay(office, hairdresser_draft, reason):
    with pytest.raises(ReasonTooShortError):
        office.policy.designer.proving.accept_warning(hairdresser_draft, **WARNING, reason=reason)


def test_only_a_warning_that_is_there_can_be_accepted(office, hairdresser_draft):
    with pytest.raises(UnknownFindingError):
        office.policy.designer.proving.accept_warning(
            hairdresser_draft, rule="field-never-asked", at="T02", reason="没有关系"
        )


def draft_with_a_rare_error(office):
    """Publishable in the typical situation; whoever is a company would have nothing to do."""
    draft = office.policy.designer.drafting.open("T02")
    document = {
        **draft.document,
        "matters": [
            {
                "matter": "SCJG-01",
                "when": {"question": "subject_type", "op": "eq", "value": "个体工商户"},
            }
        ],
        "precedence": [],
    }
    return office.policy.designer.drafting.save(draft, document)


def test_a_theme_that_fails_in_a_rare_situation_only_is_not_published(office):
    draft = draft_with_a_rare_error(office)
    assert office.policy.designer.previewing.preview(draft.document).errors == ()

    with pytest.raises(ThemeHasErrorsError):
        office.policy.designer.publishing.publish("T02")

    assert len(office.policy.designer.listing.versions("T02")) == 1


def test_what_could_not_be_proved_is_not_published(office, monkeypatch):
    draft = office.policy.designer.drafting.open("T02")
    office.policy.designer.drafting.save(draft, {**draft.document, "name": "开理发店"})

    def give_up(_):
        raise GaveUpError

    monkeypatch.setattr("core.themes.verifying.verification.RULES", (*RULES, Rule(0, give_up)))
    with pytest.raises(ThemeUnprovedError):
        office.policy.designer.publishing.publish("T02")


def test_what_changes_while_it_is_proved_is_not_published(office, monkeypatch):
    designer = office.policy.designer
    draft = designer.drafting.open("T02")
    draft = designer.drafting.save(draft, {**draft.document, "name": "开理发店"})
    verify = office.designer.publishing._prover.verify

    def verify_slowly(*words):
        office.second.designer.drafting.save(draft, {**draft.document, "name": "开美发店"})
        return verify(*words)

    monkeypatch.setattr(office.designer.publishing._prover, "verify", verify_slowly)
    with pytest.raises(StaleDraftError):
        designer.publishing.publish("T02")
