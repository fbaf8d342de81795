"""For every rule a theme that breaks it, and one that only looks as if it did."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest

from core.catalogue.findings import Severity
from core.themes.plans import ThemePlan
from core.themes.verifying.acceptances import Acceptance
from core.themes.verifying.findings import accepted
from core.themes.verifying.verification import verify_theme
from core.themes.verifying.witnesses import FalseWitnessError
from tests.core.themes.verifying.building import (
    DEEP,
    DRY,
    WET,
    field,
    material,
    matter,
    plan_of,
    when,
)


def found(plan, rule):
    return [one for one in verify_theme(plan).findings if one.finding.rule == rule]


ALWAYS = {"A": matter()}
SMALL = when("area", "lt", 300)
LARGE = when("area", "gt", 300)
FROM_300 = when("area", "ge", 300)
ISSUED = {"source": "government", "produced_by": ["B"]}
NOVEMBER = datetime(2026, 11, 25, tzinfo=UTC)


def waits(code, *after, **other):
    return {"matter": code, "after": list(after), **other}


def table(code, *columns, **other):
    return {"id": code, "label": code, "type": "table", "columns": list(columns)} | other


BREAKS_AND_LOOKS_ALIKE = {
    "question-asked-too-late": (
        plan_of(ALWAYS, [("deep", WET), "wet"]),
        plan_of(ALWAYS, ["wet", ("deep", WET)]),
    ),
    "question-never-asked": (
        plan_of(ALWAYS, ["wet", ("deep", {"all": [WET, DRY]})]),
        plan_of(ALWAYS, ["wet", ("deep", {"any": [WET, DRY]})]),
    ),
    "question-never-asked, as its answer is fixed": (
        plan_of(ALWAYS, ["wet"], fixed_answers={"wet": "是"}),
        plan_of(ALWAYS, fixed_answers={"wet": "是"}),
    ),
    "question-never-asked, as two wait for each other": (
        plan_of(ALWAYS, [("wet", DEEP), ("deep", WET)]),
        plan_of(ALWAYS, [("wet", None), ("deep", WET)]),
    ),
    "matter-never-applies": (
        plan_of({"A": matter({"all": [SMALL, LARGE]}), "B": matter()}, ["area"]),
        plan_of({"A": matter({"any": [SMALL, LARGE]}), "B": matter()}, ["area"]),
    ),
    "matter-never-applies, as its question is in no theme": (
        plan_of({"A": matter(WET), "B": matter()}),
        plan_of({"A": matter(WET), "B": matter()}, fixed_answers={"wet": "是"}),
    ),
    "situation-without-matter": (
        plan_of({"A": matter(WET)}, ["wet"]),
        plan_of({"A": matter(WET), "B": matter(when("wet", "ne", "是"))}, ["wet"]),
    ),
    "situation-without-matter, where something is not asked": (
        plan_of({"A": matter(WET), "B": matter(when("deep", "ne", "是"))}, ["wet", ("deep", WET)]),
        plan_of(
            {"A": matter(WET), "B": matter({"any": [DRY, when("deep", "ne", "是")]})},
            ["wet", ("deep", WET)],
        ),
    ),
    "precedence-cycle": (
        plan_of(
            {"A": matter(WET), "B": matter(), "C": matter()},
            ["wet"],
            precedence=[waits("A", "B"), waits("B", "A")],
        ),
        plan_of(
            {"A": matter(WET), "B": matter(DRY), "C": matter()},
            ["wet"],
            precedence=[waits("A", "B"), waits("B", "A")],
        ),
    ),
    "precedence-cycle, where one of them would do": (
        plan_of(
            {"A": matter(), "B": matter(), "C": matter(WET)},
            ["wet"],
            precedence=[waits("A", "B", "C", mode="any"), waits("B", "A")],
        ),
        plan_of(
            {"A": matter(), "B": matter(), "C": matter()},
            precedence=[waits("A", "B", "C", mode="any"), waits("B", "A")],
        ),
    ),
    "precedence-cycle, but only suggested": (
        plan_of({"A": matter(), "B": matter()}, precedence=[waits("A", "B"), waits("B", "A", "B")]),
        plan_of(
            {"A": matter(), "B": matter()},
            precedence=[waits("A", "B"), waits("B", "A", binding="suggested")],
        ),
    ),
    "nobody-produces-material": (
        plan_of({"A": matter(materials=[material("M", **ISSUED)]), "B": matter(WET)}, ["wet"]),
        plan_of(
            {"A": matter(materials=[material("M", when=WET, **ISSUED)]), "B": matter(WET)}, ["wet"]
        ),
    ),
    "nobody-produces-material, but it is fetched": (
        plan_of({"A": matter(materials=[material("M", **ISSUED)]), "B": matter(WET)}, ["wet"]),
        plan_of(
            {
                "A": matter(materials=[material("M", **ISSUED, exemption={"by": "e_licence"})]),
                "B": matter(WET),
            },
            ["wet"],
        ),
    ),
    "nobody-produces-material, never together": (
        plan_of(
            {
                "A": matter(
                    DRY, materials=[material("M", **ISSUED, exemption={"by": "e_licence"})]
                ),
                "B": matter(WET),
            },
            ["wet"],
        ),
        plan_of({"A": matter(DRY, materials=[material("M")]), "B": matter(WET)}, ["wet"]),
    ),
    "unknown-answer-needed": (
        plan_of({"A": matter(fields=[field("F", when=DEEP)])}, ["wet", ("deep", WET)]),
        plan_of(
            {"A": matter(WET, fields=[field("F", when=DEEP)]), "B": matter()},
            ["wet", ("deep", WET)],
        ),
    ),
    "unknown-answer-needed, but nothing would differ": (
        plan_of({"A": matter(materials=[material("M", when=DEEP)])}, ["wet", ("deep", WET)]),
        plan_of(
            {"A": matter(materials=[material("M", when={"all": [WET, DEEP]})])},
            ["wet", ("deep", WET)],
        ),
    ),
    "conflicting-fields": (
        plan_of(
            {
                "A": matter(fields=[field("F", "a.day", subject="shop")]),
                "B": matter(WET, fields=[field("F", "a.day", type="phone")]),
            },
            ["wet"],
        ),
        plan_of(
            {
                "A": matter(fields=[field("F", "a.day")]),
                "B": matter(WET, fields=[field("F", "a.day", type="datetime")]),
            },
            ["wet"],
        ),
    ),
    "conflicting-fields, but never in one situation": (
        plan_of(
            {
                "A": matter(DRY, fields=[field("F", "a.kind", options=["甲", "乙"])]),
                "B": matter(fields=[field("F", "a.kind", options=["丙"])]),
            },
            ["wet"],
        ),
        plan_of(
            {
                "A": matter(DRY, fields=[field("F", "a.kind", options=["甲", "乙"])]),
                "B": matter(WET, fields=[field("F", "a.kind", options=["丙"])]),
            },
            ["wet"],
        ),
    ),
    "conflicting-fields, by three that go together in pairs": (
        plan_of(
            {
                "A": matter(fields=[field("F", "a.kind", options=["甲", "乙"])]),
                "B": matter(fields=[field("F", "a.kind", options=["乙", "丙"])]),
                "C": matter(fields=[field("F", "a.kind", options=["丙", "甲"])]),
            }
        ),
        plan_of(
            {
                "A": matter(fields=[field("F", "a.kind", options=["甲", "乙"])]),
                "B": matter(fields=[field("F", "a.kind", options=["乙", "丙"])]),
                "C": matter(fields=[field("F", "a.kind", options=["丙", "乙"])]),
            }
        ),
    ),
    "conflicting-fields, one against a list": (
        plan_of({"A": matter(fields=[field("F")]), "B": matter(fields=[table("F", field("C"))])}),
        plan_of(
            {
                "A": matter(fields=[table("F", field("C"))]),
                "B": matter(fields=[table("F", field("C"))]),
            }
        ),
    ),
    "threshold-gap": (
        plan_of({"A": matter(SMALL), "B": matter(LARGE), "C": matter()}, ["area"]),
        plan_of(
            {"A": matter(when("area", "le", 300)), "B": matter(LARGE), "C": matter()}, ["area"]
        ),
    ),
    "threshold-gap, but another matter fills it": (
        plan_of({"A": matter(SMALL), "B": matter(LARGE), "C": matter()}, ["area"]),
        plan_of(
            {"A": matter(SMALL), "B": matter(LARGE), "C": matter(when("area", "ge", 300))},
            ["area"],
        ),
    ),
    "threshold-gap, but another matter fills it one way or the other": (
        plan_of({"A": matter(SMALL), "B": matter(LARGE), "C": matter(WET)}, ["wet", "area"]),
        plan_of(
            {
                "A": matter(SMALL),
                "B": matter(LARGE),
                "C": matter({"any": [{"all": [FROM_300, WET]}, {"all": [FROM_300, DRY]}]}),
            },
            ["wet", "area"],
        ),
    ),
    "threshold-gap, but at the end": (
        plan_of(
            {
                "A": matter({"all": [WET, when("area", "le", 60)]}),
                "B": matter({"all": [WET, LARGE]}),
                "C": matter(),
            },
            ["wet", "area"],
        ),
        plan_of(
            {
                "A": matter({"all": [when("area", "ge", 60), when("area", "le", 300), WET]}),
                "B": matter({"all": [WET, LARGE]}),
                "C": matter(),
            },
            ["wet", "area"],
        ),
    ),
    "threshold-gap, but for different shops": (
        plan_of({"A": matter(SMALL), "B": matter(LARGE), "C": matter()}, ["wet", "area"]),
        plan_of(
            {
                "A": matter({"all": [WET, SMALL]}),
                "B": matter({"all": [DRY, LARGE]}),
                "C": matter(),
            },
            ["wet", "area"],
        ),
    ),
    "threshold-gap, but nobody is half a person": (
        plan_of(
            {
                "A": matter(when("area", "le", 50)),
                "B": matter(when("area", "ge", 51)),
                "C": matter(),
            },
            ["area"],
        ),
        plan_of(
            {
                "A": matter(when("people", "le", 50)),
                "B": matter(when("people", "ge", 51)),
                "C": matter(),
            },
            ["people"],
        ),
    ),
    "question-without-effect": (
        plan_of(ALWAYS, ["wet"]),
        plan_of({"A": matter(), "B": matter(WET)}, ["wet"]),
    ),
    "question-without-effect, but on what is asked next": (
        plan_of(ALWAYS, ["wet", ("deep", WET)]),
        plan_of(
            {"A": matter(), "B": matter(WET, fields=[field("F", when=DEEP)])},
            ["wet", ("deep", WET)],
        ),
    ),
    "question-without-effect, but it fills in a field": (
        plan_of({"A": matter(fields=[field("F")])}, ["area"]),
        plan_of({"A": matter(fields=[field("F", "a.area")])}, ["area"]),
    ),
    "question-without-effect, whatever it seems to decide": (
        plan_of({"A": matter({"any": [WET, DRY]})}, ["wet"]),
        plan_of({"A": matter(), "B": matter({"any": [WET, DEEP]})}, ["wet", "deep"]),
    ),
    "question-without-effect, but on a table": (
        plan_of(
            {"A": matter(fields=[table("F", field("C", when={"all": [WET, DRY]}), when=WET)])},
            ["wet"],
        ),
        plan_of({"A": matter(fields=[table("F", field("C"), when=WET)])}, ["wet"]),
    ),
    "field-never-asked": (
        plan_of({"A": matter(WET, fields=[field("F", when=DRY)]), "B": matter()}, ["wet"]),
        plan_of({"A": matter(fields=[field("F", when=DRY)]), "B": matter()}, ["wet"]),
    ),
    "material-never-asked": (
        plan_of({"A": matter(WET, materials=[material("M", when=DRY)]), "B": matter()}, ["wet"]),
        plan_of({"A": matter(materials=[material("M", when=DRY)]), "B": matter()}, ["wet"]),
    ),
    "missing-prerequisite": (
        plan_of({"A": matter(requires=["X"])}),
        plan_of({"A": matter(requires=["X", "B"]), "B": matter()}),
    ),
    "type-mismatch": (
        plan_of({"A": matter(fields=[field("F", "a.day", type="month")])}),
        plan_of({"A": matter(fields=[field("F", "a.day")])}),
    ),
    "target-not-reachable": (
        plan_of(
            {"A": matter(WET), "B": matter()},
            ["wet"],
            precedence=[waits("B", "A")],
            target={"working_days": 4},
        ),
        plan_of(
            {"A": matter(WET), "B": matter(DRY)},
            ["wet"],
            precedence=[waits("B", "A")],
            target={"working_days": 4},
        ),
    ),
    "target-not-reachable, but who waits for itself is never due": (
        plan_of(
            {"A": matter(committed_days=5), "B": matter(committed_days=0)},
            precedence=[waits("B", "A")],
            target={"working_days": 4},
        ),
        plan_of(
            {"A": matter(committed_days=5), "B": matter(committed_days=0)},
            precedence=[waits("B", "A", "B")],
            target={"working_days": 4},
        ),
    ),
    "target-not-reachable, but the earliest will do": (
        plan_of(
            {"A": matter(), "B": matter(committed_days=9), "C": matter()},
            precedence=[waits("C", "A", "B")],
            target={"working_days": 9},
        ),
        plan_of(
            {"A": matter(), "B": matter(committed_days=9), "C": matter()},
            precedence=[waits("C", "A", "B", mode="any")],
            target={"working_days": 9},
        ),
    ),
    "unknown-reference": (
        plan_of({"A": matter(fields=[field("F", element="a.name", subject="nobody")])}),
        plan_of({"A": matter(fields=[field("F", element="a.name", subject="commit:A")])}),
    ),
    "unknown-option": (
        plan_of({"A": matter(when("wet", "eq", "湿"))}, ["wet"]),
        plan_of({"A": matter(WET)}, ["wet"]),
    ),
    "duplicate-question": (
        plan_of(ALWAYS, ["wet", "wet"]),
        plan_of(ALWAYS, ["wet", "deep"]),
    ),
}

WARNINGS = {
    "question-without-effect", "field-never-asked", "material-never-asked",
    "missing-prerequisite", "type-mismatch", "target-not-reachable",
}  # fmt: skip
WITHOUT_SITUATION = {
    "unknown-reference", "unknown-option", "duplicate-question", "question-asked-too-late",
    "type-mismatch",
}  # fmt: skip


@pytest.mark.parametrize("name", BREAKS_AND_LOOKS_ALIKE)
def test_a_rule_catches_what_breaks_it(name):
    broken, _ = BREAKS_AND_LOOKS_ALIKE[name]
    rule = name.partition(",")[0]
    is_warning = rule in WARNINGS or "never together" in name

    findings = found(broken, rule)

    assert findings
    for one in findings:
        assert (one.finding.severity is Severity.WARNING) == is_warning
        assert (one.witness is None) == (rule in WITHOUT_SITUATION)
        assert rule not in one.finding.message()
        assert rule not in one.finding.message("en")


@pytest.mark.parametrize("name", BREAKS_AND_LOOKS_ALIKE)
def test_a_rule_leaves_alone_what_only_looks_like_it(name):
    _, right = BREAKS_AND_LOOKS_ALIKE[name]

    assert found(right, name.partition(",")[0]) == []


def test_the_same_matter_twice_is_told():
    plan = plan_of(ALWAYS)
    twice = plan.theme.model_copy(update={"matters": plan.theme.matters * 2})

    assert found(ThemePlan(twice, plan.catalogue), "duplicate-matter")


def test_what_is_still_being_catalogued_is_an_error():
    plan = plan_of({"A": matter(fields=[{"id": "F", "label": "F", "type": "text"}])})

    assert [one.blocks_publishing for one in found(plan, "not-catalogued")] == [True]


def test_demands_that_never_fit_their_element_are_an_error_and_no_mere_mismatch():
    plan = plan_of({"A": matter(fields=[field("F", "a.day", type="phone")])})

    assert [one.finding.variant for one in found(plan, "conflicting-fields")] == ["element"]
    assert found(plan, "type-mismatch") == []


def test_a_gap_is_shown_with_a_number_inside_it():
    gap = found(BREAKS_AND_LOOKS_ALIKE["threshold-gap"][0], "threshold-gap")

    assert [one.witness for one in gap] == [{"area": 300}]


def test_the_longest_path_of_all_situations_is_told():
    plan = plan_of(
        {"A": matter(WET, committed_days=5), "B": matter(committed_days=2), "C": matter()},
        ["wet"],
        precedence=[waits("C", "A", "B")],
        target={"working_days": 1},
    )

    [late] = found(plan, "target-not-reachable")

    assert late.witness == {"wet": "是"}
    assert dict(late.finding.params) == {"days": 8, "target": 1, "matters": ["A", "C"]}


def test_matters_without_days_that_could_wait_for_each_other_make_no_endless_path():
    at_once = matter(committed_days=0)
    plan = plan_of(
        {"A": at_once, "B": at_once, "C": matter()},
        precedence=[waits("A", "B", "C", mode="any"), waits("B", "A", "C", mode="any")],
        target={"working_days": 1},
    )

    [late] = found(plan, "target-not-reachable")

    assert dict(late.finding.params)["days"] == 3


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
    assert [one.witness for one in found(plan, "matter-never-applies")] == [{"wet": "否"}]
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
        return [one.finding.rule for one in accepted(findings, words) if one.acceptance]

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
    plan = plan_of({f"A{n}": matter(fields=[one]) for n, one in enumerate([*fields, last])})

    assert not verify_theme(plan).proved
