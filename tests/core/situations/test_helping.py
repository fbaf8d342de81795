"""Whoever does not know an answer is asked simpler things, and nothing is guessed."""

import pytest

from core.catalogue.models import Unsure
from core.situations.helping import help_with

TENURE = Unsure.model_validate(
    {
        "ask": [
            {"say": "房产证上是您的名字吗？", "if_yes": "自有"},
            {"say": "每个月要付租金吗？", "if_yes": "租赁", "if_no": "无偿使用"},
        ]
    }
)
DRAIN = Unsure.model_validate(
    {"ask": [{"say": "物业有排水许可证吗？", "if_yes": "否"}], "take": "是"}
)
LEFT = Unsure(leave="最后再问。")


@pytest.mark.parametrize(
    ("unsure", "said", "asked", "answer"),
    [
        (TENURE, [], 1, None),
        (TENURE, [True], 1, "自有"),
        (TENURE, [False], 2, None),
        (TENURE, [False, True], 2, "租赁"),
        (TENURE, [False, False], 2, "无偿使用"),
        (TENURE, [True, False], 1, "自有"),
        (DRAIN, [True], 1, "否"),
    ],
)
def test_simpler_questions_come_one_by_one_until_an_answer_follows(unsure, said, asked, answer):
    helped = help_with(unsure, said)

    assert (len(helped.asked), helped.answer, helped.is_taken) == (asked, answer, False)
    assert helped.is_over == (answer is not None)


def test_where_nothing_follows_the_answer_that_misses_nothing_is_taken():
    assert help_with(DRAIN, [False]).answer == "是"
    assert help_with(DRAIN, [False]).is_taken
    assert help_with(DRAIN, [], gave_up=True).answer == "是"
    assert help_with(Unsure(take="是"), []).is_taken


@pytest.mark.parametrize(("unsure", "gave_up"), [(LEFT, False), (TENURE, True)])
def test_where_there_is_nothing_to_take_no_answer_is_given(unsure, gave_up):
    helped = help_with(unsure, [], gave_up=gave_up)

    assert (helped.is_over, helped.answer) == (True, None)
