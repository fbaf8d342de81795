"""What if: the change that was meant, and nothing else."""

import pytest

from core.errors import WhatIfError
from core.materials.providers import APPLICANT
from core.themes.guides import guide_theme
from core.themes.simulating.simulation import simulate_all
from core.themes.simulating.what_if import WhatIf, changed_plan

FOUR_HUNDRED = {"stay_kind": "民宿", "area_biz": 400}


def moved(**more):
    threshold = {"question": "area_biz", "was": 300, "becomes": 500, **more}
    return WhatIf.model_validate({"thresholds": [threshold]})


def in_force(plan, answers):
    return guide_theme(plan, answers).matters


def test_a_threshold_moves_everywhere_in_the_theme(plans):
    plan = plans["T10"]

    changed = changed_plan(plan, moved())

    assert "XF-01" in in_force(plan, FOUR_HUNDRED)
    assert "XF-01" not in in_force(changed, FOUR_HUNDRED)
    assert "XF-01" in in_force(changed, {**FOUR_HUNDRED, "area_biz": 501})


def test_a_threshold_moves_in_one_matter_only(plans):
    plan = plans["T10"]

    changed = changed_plan(plan, moved(matter="XF-01"))

    ours, theirs = (dict(plan_of_two.catalogue.matters) for plan_of_two in (plan, changed))
    assert "XF-01" not in in_force(changed, FOUR_HUNDRED)
    assert ours.keys() == theirs.keys()
    assert {code for code in ours if ours[code] != theirs[code]} <= {"XF-01"}


def test_a_matter_leaves(plans):
    changed = changed_plan(plans["T10"], WhatIf(without=("WJ-01",)))

    assert "WJ-01" in in_force(plans["T10"], {})
    assert "WJ-01" not in in_force(changed, {})


def test_an_exempted_material_is_not_handed_in_any_more(plans):
    plan = plans["T10"]
    before = guide_theme(plan, plan.theme.typical_answers)
    paper = next(
        material
        for material in before.materials
        if material.provided_by == APPLICANT and len(material.uses) == 1
    )
    exemption = {"material": paper.asked_by[0], "exemption": {"by": "data_sharing"}}

    changed = changed_plan(plan, WhatIf.model_validate({"exemptions": [exemption]}))

    after = guide_theme(changed, plan.theme.typical_answers)
    assert after.materials_count.after == before.materials_count.after
    assert after.materials_count.asked == before.materials_count.asked - 1


def test_both_readings_are_simulated_over_the_same_situations(plans):
    plan = plans["T10"]

    now, then = simulate_all([plan, changed_plan(plan, moved())], number=2_000, seed=5)

    assert then.matters["XF-01"] < now.matters["XF-01"]
    others = now.matters.keys() - {"XF-01"}
    assert {code: now.matters[code] for code in others} == {
        code: then.matters[code] for code in others
    }


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"thresholds": [{"question": "area_biz", "was": 301, "becomes": 5}]}, "area_biz 300"),
        ({"thresholds": [{"question": "area", "was": 300, "becomes": 5}]}, "area_biz 300"),
        ({"without": ["XX-01"]}, "XF-01"),
        ({"exemptions": [{"material": "XX-01.M01", "exemption": {"by": "commitment"}}]}, "XF-01"),
        ({"exemptions": [{"material": "XF-01.M", "exemption": {"by": "commitment"}}]}, "XF-01.M01"),
    ],
)
def test_a_change_that_finds_nothing_says_what_there_is(plans, change, words):
    with pytest.raises(WhatIfError) as refused:
        changed_plan(plans["T10"], WhatIf.model_validate(change))

    assert words in refused.value.params["known"]
