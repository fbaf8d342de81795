"""Why something applies, in words."""

import pytest

from core.i18n import LOCALES_DIR
from core.themes.reasons import explain, explanation_text


def explained(plan, answers):
    return {(item.item.kind, item.item.ref): item for item in explain(plan, answers)}


def test_a_matter_names_the_answer_that_decides_and_its_legal_basis(plans):
    plan = plans["T10"]

    fire = explained(plan, {"stay_kind": "民宿", "area_biz": 420, "subject_type": "公司"})[
        "matter", "XF-01"
    ]

    assert fire.because == {"area_biz": 420}
    sentence = explanation_text(fire, plan, "zh-CN")
    assert plan.catalogue.questions["area_biz"].text in sentence
    assert "420" in sentence
    assert all(basis in sentence for basis in plan.matters["XF-01"].matter.legal_basis)


def test_what_is_undecided_names_the_question_it_waits_for(plans):
    plan = plans["T10"]

    food = explained(plan, {})["matter", "SCJG-03"]

    assert (food.truth, food.waits_for, food.because) == (None, ("has_catering",), {})
    assert plan.catalogue.questions["has_catering"].text in explanation_text(food, plan, "en")


@pytest.mark.parametrize("locale", sorted(path.name for path in LOCALES_DIR.iterdir()))
def test_everything_in_every_theme_can_be_told(plans, locale):
    for plan in plans.values():
        for answers in ({}, plan.theme.typical_answers):
            for explanation in explain(plan, answers):
                assert explanation.name in explanation_text(explanation, plan, locale)
