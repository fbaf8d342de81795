"""What verifying says of a whole theme: what it counts, shows, and leaves unproved."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest

from core.themes.plans import ThemePlan
from core.themes.verifying.acceptances import Acceptance
from core.themes.verifying.findings import accepted
from core.themes.verifying.verification import verify_theme
from core.themes.verifying.witnesses import FalseWitnessError
from tests.core.themes.verifying.building import (
    ALWAYS,
    LARGE,
    WET,
    field,
    found,
    matter,
    plan_of,
    waits,
    when,
)

NOVEMBER = datetime(2026, 11, 25, tzinfo=UTC)


def test_a_chain_of_hundreds_of_matters_is_left_unproved():
    codes = [f"A{n}" for n in range(600)]
    chain = [waits(after, before) for before, after in pairwise(codes)]
    plan = plan_of({code: matter() for code in codes}, precedence=chain, target={"working_days": 1})

    assert not verify_theme(plan).proved


def test_witnesses_are_as_typical_as_they_can_be():
    plan = plan_of(
        {"A": matter(WET)},
        ["wet", "kind", "area"],
        typical_answers={"wet": "是", "kind": "厂", "area": 80},
    )

    [nothing] = found(plan, "situation-without-matter")

    assert nothing.witness == {"wet": "否", "kind": "厂", "area": 1}


def test_situations_are_counted_option_by_option_and_numbers_by_class():
    plan = plan_of({"A": matter(LARGE), "B": matter()}, ["kind", "food", ("deep", WET), "area"])

    assert verify_theme(plan).situations == 3 * 4 * 2
    assert verify_theme(plan_of(ALWAYS, ["wet", ("deep", WET)])).situations == 2 + 1


def test_nobody_gets_past_a_question_without_options():
    plan = plan_of({"A": matter(WET), "B": matter()}, ["wet", ("none", WET)])

    assert verify_theme(plan).situations == 1
    assert [finding.witness for finding in found(plan, "matter-never-applies")] == [{"wet": "否"}]
    assert verify_theme(plan_of(ALWAYS, ["none"])).situations == 0


def test_a_theme_with_unknown_questions_is_verified_as_far_as_it_goes():
    plan = plan_of(
        {"A": matter(when("new", "eq", "x")), "B": matter(when("n", "gt", 5))}, ["new", "n"]
    )

    verification = verify_theme(plan)

    assert verification.situations == 2 * 2
    assert found(plan, "situation-without-matter")


def test_only_warnings_can_be_accepted_and_only_with_reason_and_name():
    plan = plan_of({"A": matter(WET, requires=["X"])}, ["wet"])
    findings = verify_theme(plan).findings
    word = Acceptance("missing-prerequisite", "T.A", "已在别处办过", "政策人员甲", NOVEMBER)
    others = [
        Acceptance("situation-without-matter", "T", "没关系", "政策人员甲", NOVEMBER),
        Acceptance("missing-prerequisite", "T.A", " ", "政策人员甲", NOVEMBER),
    ]

    def accepted_rules(words):
        return [finding.finding.rule for finding in accepted(findings, words) if finding.acceptance]

    assert accepted_rules([word]) == ["missing-prerequisite"]
    assert accepted_rules(others) == []


def test_a_witness_that_the_kiosk_reads_differently_is_a_fault(monkeypatch):
    plan = plan_of({"A": matter(WET)}, ["wet"])
    monkeypatch.setattr(plan, "situate", lambda answers: ThemePlan.situate(plan, {"wet": "是"}))

    with pytest.raises(FalseWitnessError):
        verify_theme(plan)


def test_a_rule_that_gives_up_leaves_the_theme_unproved():
    fields = [field(f"F{n}", "a.kind", options=[f"{n}", f"{n + 1}", "x"]) for n in range(16)]
    last = field("F16", "a.kind", options=["y"])
    plan = plan_of({f"A{n}": matter(fields=[field]) for n, field in enumerate([*fields, last])})

    assert not verify_theme(plan).proved
