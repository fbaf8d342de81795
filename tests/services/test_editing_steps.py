"""A step of a scenario is right at any moment of its writing as a form."""

import pytest

from building.practice import shipped_scenarios
from core.services.trainers import STEP_KINDS, Unsaid, step_saying

UNSAID = Unsaid("待写", ("A-1",), "mat.x@subject")
STEPS = [step for file in shipped_scenarios() for step in file.scenario.steps]


@pytest.mark.parametrize("do", STEP_KINDS)
def test_a_new_step_of_any_kind_is_right_before_anybody_says_more(do):
    assert step_saying(None, {"do": do}, UNSAID).do == do


@pytest.mark.parametrize("do", STEP_KINDS)
def test_any_step_turns_into_one_of_any_other_kind(do):
    turned = [step_saying(step, {"do": do}, UNSAID) for step in STEPS]

    assert [step.day for step in turned] == [step.day for step in STEPS]
    assert {step.do for step in turned} == {do}


def test_a_form_that_says_what_a_step_says_changes_nothing():
    assert [step_saying(step, step.model_dump(), UNSAID) for step in STEPS] == STEPS


def test_words_that_must_be_said_stay_and_others_go():
    refused = step_saying(None, {"do": "refuse", "reason": "材料不实", "note": "慢慢讲"}, UNSAID)

    emptied = step_saying(refused, {"reason": "", "note": "", "day": None}, UNSAID)

    assert (emptied.reason, emptied.note) == ("材料不实", "")
