"""A condition as rows of a table says the same in every situation, and back again."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.catalogue.models import AllOf, AnyOf, Comparison, Question, comparisons_in
from core.catalogue.packages import read_package
from core.situations.conditions import Knowledge
from core.situations.engines.evaluating import evaluate
from core.themes.editing.cell_texts import cell_text, is_typed, read_cell
from core.themes.editing.condition_tables import (
    cell_of,
    read_table,
    with_alternative,
    with_cell,
    with_cells,
    write_table,
)
from core.themes.editing.decided_parts import decided_parts, whole_condition
from tests.conftest import SHIPPED

CATALOGUE = read_package(SHIPPED).catalogue
NEVER_ASKED, OPEN = object(), object()
ANSWERS = {
    "n": (3, 7, NEVER_ASKED, OPEN),
    "s": ("甲", "乙", NEVER_ASKED, OPEN),
    "m": (("甲",), ("甲", "乙"), NEVER_ASKED, OPEN),
}
ORDER = {"m": 0, "s": 1, "n": 2}

comparisons = st.one_of(
    st.builds(
        Comparison,
        question=st.just("n"),
        op=st.sampled_from(("gt", "le", "eq")),
        value=st.sampled_from((3, 5)),
    ),
    st.builds(
        Comparison,
        question=st.just("s"),
        op=st.sampled_from(("eq", "ne")),
        value=st.sampled_from("甲乙"),
    ),
    st.builds(
        Comparison,
        question=st.just("m"),
        op=st.sampled_from(("in", "eq", "ne")),
        value=st.sampled_from((("甲",), ("乙",), ("甲", "乙"))),
    ),
)
conditions = st.recursive(
    comparisons,
    lambda parts: st.one_of(
        st.builds(AllOf, all=st.lists(parts, max_size=3).map(tuple)),
        st.builds(AnyOf, any=st.lists(parts, max_size=3).map(tuple)),
    ),
    max_leaves=8,
)
rows = st.lists(comparisons, max_size=3).map(tuple)
tables = st.lists(rows, min_size=1, max_size=4).map(tuple)


def situations():
    for answers in product(*ANSWERS.values()):
        said = dict(zip(ANSWERS, answers, strict=True))
        known = {code: it for code, it in said.items() if it not in (NEVER_ASKED, OPEN)}
        yield Knowledge(known, frozenset(code for code, it in said.items() if it is OPEN))


SITUATIONS = tuple(situations())


def meaning(condition):
    return [evaluate(condition, known) for known in SITUATIONS]


@given(st.none() | conditions)
@settings(max_examples=60)
def test_a_condition_that_is_a_table_means_the_same_in_every_situation(condition):
    table = read_table(condition)
    if table is not None:
        assert meaning(write_table(table, ORDER)) == meaning(condition)


@given(tables)
@settings(max_examples=60)
def test_a_table_is_a_table_again_and_means_the_same_in_every_situation(table):
    condition = write_table(table, ORDER)
    again = read_table(condition)

    said = AnyOf(any=tuple(AllOf(all=row) for row in table))
    assert again is not None
    assert meaning(condition) == meaning(said)
    assert meaning(write_table(again, ORDER)) == meaning(said)


def about(code, value):
    return Comparison(question=code, op="eq", value=value)


A, B, C, D = (about(code, "是") for code in "abcd")


def test_what_every_row_says_is_said_once_and_stands_where_it_stood():
    condition = AllOf(all=(AnyOf(any=(A, B)), C))
    table = read_table(condition)

    assert table == ((A, C), (B, C))
    assert write_table(table, {"a": 0, "b": 1, "c": 2}) == condition


@pytest.mark.parametrize(
    "condition",
    [
        AnyOf(any=(A, AllOf(all=(B, AnyOf(any=(C, D)))))),
        AnyOf(any=()),
        AllOf(all=(A, AnyOf(any=()))),
        AllOf(all=tuple(AnyOf(any=(about(f"{n}x", "1"), about(f"{n}y", "1"))) for n in range(4))),
    ],
    ids=["three levels", "never", "never in a group", "sixteen rows"],
)
def test_what_is_no_table_is_not_made_one(condition):
    assert read_table(condition) is None


def test_an_alternative_begins_with_the_rest_of_its_row_and_counts_once_it_says_something():
    table = ((A, C),)
    begun = with_cell(table[0], "a", ())

    assert begun == (C,)
    assert with_alternative(table, ()) == table
    assert with_alternative(table, (A, C)) == table
    assert with_alternative(table, (*begun, B)) == ((A, C), (C, B))


def test_a_cell_is_set_where_it_stood_and_an_empty_row_goes():
    other = about("a", "否")

    assert with_cells(((A, C), (B,)), {(0, "a"): (other,)}) == ((other, C), (B,))
    assert with_cells(((A, C), (B,)), {(1, "b"): ()}) == ((A, C),)
    assert with_cells(((A,), (B,)), {(0, "a"): (), (1, "b"): (other,)}) == ((other,),)
    assert with_cells(((A,),), {(0, "a"): ()}) == ((),)


@pytest.mark.parametrize("code", sorted(CATALOGUE.themes))
def test_every_table_of_a_theme_means_the_same_and_its_cells_read_back(code):
    theme = CATALOGUE.themes[code]
    for part in decided_parts(theme, CATALOGUE):
        if part.rows is None:
            continue
        assert set(comparisons_in(write_table(part.rows, {}))) == set(comparisons_in(part.when))
        for row in part.rows:
            for question in {comparison.question for comparison in row}:
                asked = CATALOGUE.question(question)
                assert is_typed(cell_of(row, question), asked), (part.id, question)


def test_a_material_counts_only_where_its_matter_is_in_force():
    part = next(
        it
        for it in decided_parts(CATALOGUE.themes["T01"], CATALOGUE)
        if (it.matter, it.kind) == ("XF-01", "material")
    )
    matter = next(m.when for m in CATALOGUE.themes["T01"].matters if m.matter == "XF-01")

    assert whole_condition(part, CATALOGUE.themes["T01"]) == AllOf(all=(matter, part.when))


AREA = Question(id="area", text="?", kind="number", unit="平方米")
FORM = Question(
    id="form", text="?", kind="single", options=("餐饮", "食品销售(含预包装)", "A、B", "是")
)
FOOD = Question(id="food", text="?", kind="multiple", options=("冷食", "生食", "裱花"))


@pytest.mark.parametrize(
    ("typed", "question", "expected"),
    [
        (">300", AREA, [("gt", 300)]),
        ("＞ 300", AREA, [("gt", 300)]),
        ("大于1,300平方米", AREA, [("gt", 1300)]),
        ("300以上", AREA, [("ge", 300)]),
        ("不超过 49.5", AREA, [("le", 49.5)]),
        ("> 100 且 <= 300", AREA, [("gt", 100), ("le", 300)]),
        ("100～300", AREA, [("ge", 100), ("le", 300)]),
        ("over 5", AREA, [("gt", 5)]),
        ("≠ 0", AREA, [("ne", 0)]),
        ("餐饮", FORM, [("eq", "餐饮")]),
        ("食品销售（含预包装） 或 餐饮", FORM, [("in", ("食品销售(含预包装)", "餐饮"))]),
        ("A、B、餐饮", FORM, [("in", ("A、B", "餐饮"))]),
        ("不是餐饮", FORM, [("ne", "餐饮")]),
        ("≠ 餐饮 且 ≠ A、B", FORM, [("ne", "餐饮"), ("ne", "A、B")]),
        ("是", FORM, [("eq", "是")]),
        ("冷食 or 生食", FOOD, [("in", ("冷食", "生食"))]),
        ("＝ 冷食、生食", FOOD, [("eq", ("冷食", "生食"))]),
        ("冷食 且 生食", FOOD, [("in", ("冷食",)), ("in", ("生食",))]),
        ("不限", FOOD, []),
    ],
)
def test_what_is_typed_is_understood(typed, question, expected):
    read = read_cell(typed, question, ())

    assert [(comparison.op.value, comparison.value) for comparison in read] == expected
    again = cell_text(read, question, both=" 且 ", either=" 或 ")
    assert read_cell(again, question, ()) == read


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ("300", AREA),
        ("很大", AREA),
        ("> 300 且 大", AREA),
        ("> 30O", AREA),
        ("饭店", FORM),
        ("餐饮 或 饭店", FORM),
        ("≠ 餐饮、是", FORM),
        ("不是", FORM),
        ("餐饮食品", FORM),
    ],
)
def test_what_says_no_answer_is_not_taken(typed, question):
    assert read_cell(typed, question, ()) is None


def test_a_number_alone_is_compared_as_before():
    before = read_cell("≥ 300", AREA, ())

    assert [
        (comparison.op.value, comparison.value) for comparison in read_cell("500", AREA, before)
    ] == [("ge", 500)]
