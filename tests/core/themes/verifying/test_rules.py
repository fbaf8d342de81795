"""For every rule a theme that breaks it, and one that only looks as if it did."""

import pytest

from core.catalogue.findings import Severity
from core.themes.plans import ThemePlan
from tests.core.themes.verifying import breaking_forms, breaking_needs, breaking_ways
from tests.core.themes.verifying.building import ALWAYS, WET, field, found, matter, plan_of, waits

BREAKS_AND_LOOKS_ALIKE = (
    breaking_ways.BREAKS_AND_LOOKS_ALIKE
    | breaking_forms.BREAKS_AND_LOOKS_ALIKE
    | breaking_needs.BREAKS_AND_LOOKS_ALIKE
)

WARNINGS = {
    "question-without-effect",
    "field-never-asked",
    "material-never-asked",
    "missing-prerequisite",
    "type-mismatch",
    "target-not-reachable",
    "prerequisite-not-in-force",
}
WITHOUT_SITUATION = {
    "unknown-reference",
    "unknown-option",
    "duplicate-question",
    "question-asked-too-late",
    "type-mismatch",
}


@pytest.mark.parametrize("name", BREAKS_AND_LOOKS_ALIKE)
def test_a_rule_catches_what_breaks_it(name):
    broken, _ = BREAKS_AND_LOOKS_ALIKE[name]
    rule = name.partition(",")[0]
    is_warning = rule in WARNINGS or "never together" in name or "handed in later" in name

    findings = found(broken, rule)

    assert findings
    for finding in findings:
        assert (finding.finding.severity is Severity.WARNING) == is_warning
        assert (finding.witness is None) == (rule in WITHOUT_SITUATION)
        assert rule not in finding.finding.message()
        assert rule not in finding.finding.message("en")


@pytest.mark.parametrize("name", BREAKS_AND_LOOKS_ALIKE)
def test_a_rule_leaves_alone_what_only_looks_like_it(name):
    _, right = BREAKS_AND_LOOKS_ALIKE[name]

    assert found(right, name.partition(",")[0]) == []


def test_the_same_matter_twice_is_reported():
    plan = plan_of(ALWAYS)
    twice = plan.theme.model_copy(update={"matters": plan.theme.matters * 2})

    assert found(ThemePlan(twice, plan.catalogue), "duplicate-matter")


def test_what_is_still_being_catalogued_is_an_error():
    plan = plan_of({"A": matter(fields=[{"id": "F", "label": "F", "type": "text"}])})

    assert [finding.blocks_publishing for finding in found(plan, "not-catalogued")] == [True]


def test_demands_that_never_fit_their_element_are_an_error_and_no_mere_mismatch():
    plan = plan_of({"A": matter(fields=[field("F", "a.day", type="phone")])})

    assert [finding.finding.variant for finding in found(plan, "conflicting-fields")] == ["element"]
    assert found(plan, "type-mismatch") == []


def test_a_gap_is_shown_with_a_number_inside_it():
    gap = found(BREAKS_AND_LOOKS_ALIKE["threshold-gap"][0], "threshold-gap")

    assert [finding.witness for finding in gap] == [{"area": 300}]


def test_the_longest_path_of_all_situations_is_reported():
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
