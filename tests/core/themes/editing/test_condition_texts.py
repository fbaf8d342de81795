"""A condition of any depth is written as an outline, and read back exactly; errors name lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalogue.models import AllOf, AnyOf, Comparison, Question
from core.catalogue.packages import read_package
from core.themes.editing.condition_texts import (
    TextProblem,
    read_condition_text,
    write_condition_text,
)
from core.themes.editing.decided_parts import own_parts
from tests.conftest import SHIPPED

CATALOGUE = read_package(SHIPPED).catalogue
HEADS = ("任何一条：", "每一条：")
QUESTIONS = {
    "area": Question(id="area", text="建筑面积?", kind="number"),
    "area_all": Question(id="area_all", text="建筑面积共多少?", kind="number"),
    "form": Question(id="form", text="经营形式是?", kind="single", options=("餐饮", "A、B", "是")),
    "food": Question(id="food", text="做什么?", kind="multiple", options=("冷食", "生食")),
    "again": Question(id="again", text="做什么?", kind="single", options=("是", "否")),
}


def about(code, op, *values):
    return st.sampled_from(values).map(lambda value: Comparison(question=code, op=op, value=value))


comparisons = st.one_of(
    about("area", "gt", 3, 2.5),
    about("area_all", "le", 3, -7),
    about("form", "eq", "餐饮", "A、B", "是", "没有的答案"),
    about("form", "ne", "餐饮", "是"),
    about("form", "in", ("餐饮", "A、B"), ("是",)),
    about("food", "in", ("冷食",), ("生食", "冷食")),
    about("food", "eq", ("冷食",), ("冷食", "生食")),
    about("again", "ne", "否"),
    about("unknown", "eq", "x"),
)
conditions = st.recursive(
    comparisons,
    lambda parts: st.one_of(
        st.builds(AllOf, all=st.lists(parts, min_size=1, max_size=3).map(tuple)),
        st.builds(AnyOf, any=st.lists(parts, min_size=1, max_size=3).map(tuple)),
    ),
    max_leaves=8,
)


@given(st.none() | conditions)
def test_every_condition_is_read_back_as_it_was_written(condition):
    text = write_condition_text(condition, QUESTIONS, HEADS)

    reading = read_condition_text(text, QUESTIONS, condition)

    assert (reading.condition, reading.problems) == (condition, ())


def test_every_condition_of_the_catalogue_is_read_without_what_it_was():
    parts = (part for matter in CATALOGUE.matters.values() for part in own_parts(matter))
    whens = {theme_matter.when for it in CATALOGUE.themes.values() for theme_matter in it.matters}
    for when in {part.when for part in parts} | whens:
        text = write_condition_text(when, CATALOGUE.questions, HEADS)
        assert read_condition_text(text, CATALOGUE.questions).condition == when


TYPED = """any of
\t经营形式是 ≠ 餐饮
\t每一条:
\t\tarea 不小于 1,000

\t\t经营形式是 是 是
\t\t经营形式是 餐饮
"""


def test_what_is_typed_by_hand_is_understood():
    assert read_condition_text(TYPED, QUESTIONS).condition == AnyOf(
        any=(
            Comparison(question="form", op="ne", value="餐饮"),
            AllOf(
                all=(
                    Comparison(question="area", op="ge", value=1000),
                    Comparison(question="form", op="eq", value="是"),
                    Comparison(question="form", op="eq", value="餐饮"),
                )
            ),
        )
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("每一条：\n  面积 ＞ 3", [(2, "question", "面积 ＞ 3")]),
        ("每一条：\n  建筑面积 ＞ 很大", [(2, "value", "＞ 很大")]),
        ("经营形式是 ＝ 饭店", [(1, "value", "＝ 饭店")]),
        ("经营形式是 ＝ 餐饮、是", [(1, "value", "＝ 餐饮、是")]),
        ("每一条：\n    建筑面积 ＞ 3\n  建筑面积 ＜ 9", [(3, "indent", "建筑面积 ＜ 9")]),
        ("建筑面积 ＞ 3\n  建筑面积 ＜ 9", [(2, "indent", "建筑面积 ＜ 9")]),
        ("建筑面积 ＞ 3\n建筑面积 ＜ 9", [(2, "several", "建筑面积 ＜ 9")]),
        ("任何一条：\n  建筑面积 ＞ 3\n  每一条：", [(3, "empty", "每一条：")]),
        ("每一条：\n  甲 ＝ 乙\n  建筑面积 大", [(2, "question", "甲 ＝ 乙"), (3, "value", "大")]),
    ],
)
def test_every_problem_names_its_line(text, expected):
    reading = read_condition_text(text, QUESTIONS)

    assert reading.condition is None
    assert list(reading.problems) == [TextProblem(*problem) for problem in expected]
