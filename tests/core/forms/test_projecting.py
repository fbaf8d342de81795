"""One department's form from the merged values, case by case."""

import pytest

from core.catalogue.models import FieldKey, FieldType
from core.forms.merging import merge_fields
from core.forms.models import FieldUse
from core.forms.projecting import project_form


def use(ref, *, key="a.name@owner", kind="text", options=()):
    matter, field, *column = ref.split(".")
    return FieldUse(
        key=FieldKey.parse(key),
        ref=ref,
        matter=matter,
        field=field,
        column=column[0] if column else None,
        position=0,
        label=ref,
        section="",
        type=FieldType(kind),
        required=False,
        options=options,
        code_list="",
        validation="",
        legal_basis=(),
    )


def projected(own, values, others=()):
    """Project onto A's form; ``spare`` is a list element, ``staff`` a repeating subject."""
    form = {merged.key: merged for merged in merge_fields([*own, *others])}
    return project_form(
        own,
        {FieldKey.parse(key): value for key, value in values.items()},
        form=form,
        is_list=lambda element: element == "a.spare",
        repeats=lambda subject: subject == "staff",
    )


NAME, SPARE = "a.name@owner", "a.spare@owner"
STAFF_NAME, STAFF_NUMBER = "a.name@staff", "a.number@staff"


def test_a_value_goes_to_every_field_that_asks_for_it():
    own = [use("A.F1"), use("A.F2")]

    assert projected(own, {NAME: "李四"}) == {"F1": "李四", "F2": "李四"}


def test_what_the_department_did_not_ask_for_stays_away():
    assert projected([use("A.F1")], {NAME: "李四", "a.number@owner": 7}) == {"F1": "李四"}


@pytest.mark.parametrize("value", [None, ...])
def test_what_was_not_given_leaves_no_trace(value):
    assert projected([use("A.F1")], {} if value is ... else {NAME: value}) == {}


@pytest.mark.parametrize("value", ["", 0, False, [], {}, "x" * 5_000, 1.5])
def test_a_given_value_is_projected_as_given(value):
    assert projected([use("A.F1")], {NAME: value}) == {"F1": value}


@pytest.mark.parametrize(
    ("kind", "given", "written"),
    [
        ("datetime", "2026-11-24T10:30", "2026-11-24T10:30"),
        ("date", "2026-11-24T10:30", "2026-11-24"),
        ("date", "2026-11-24 10:30:00", "2026-11-24"),
        ("date", "2026-11-24", "2026-11-24"),
        ("month", "2026-11-24T10:30", "2026-11"),
        ("month", "2026-11-24", "2026-11"),
        ("month", "2026-11", "2026-11"),
        ("month", "20261124", "202611"),
        ("date", "去年秋天", "去年秋天"),
        ("month", "2026-13-01", "2026-13-01"),
        ("date", 20261124, 20261124),
        ("text", "2026-11-24T10:30", "2026-11-24T10:30"),
    ],
)
def test_a_moment_is_as_coarse_as_it_is_asked(kind, given, written):
    assert projected([use("A.F1", kind=kind)], {NAME: given}) == {"F1": written}


def test_a_list_fills_places_in_order():
    own = [use("A.F1", key=SPARE), use("A.F2", key=SPARE), use("A.F3", key=SPARE)]

    assert projected(own, {SPARE: ["一", "二"]}) == {"F1": "一", "F2": "二"}


def test_a_single_value_for_a_list_is_a_list_of_one():
    own = [use("A.F1", key=SPARE), use("A.F2", key=SPARE)]

    assert projected(own, {SPARE: "一"}) == {"F1": "一"}


def test_a_table_has_one_row_for_each_member():
    own = [use("A.F1.C1", key=STAFF_NAME), use("A.F1.C2", key=STAFF_NUMBER)]

    assert projected(own, {STAFF_NAME: ["甲", "乙"], STAFF_NUMBER: [1, 2]}) == {
        "F1": [{"C1": "甲", "C2": 1}, {"C1": "乙", "C2": 2}]
    }


def test_members_of_whom_less_is_known_keep_their_row():
    own = [use("A.F1.C1", key=STAFF_NAME), use("A.F1.C2", key=STAFF_NUMBER)]

    assert projected(own, {STAFF_NAME: ["甲", "乙"], STAFF_NUMBER: [None, 2]}) == {
        "F1": [{"C1": "甲"}, {"C1": "乙", "C2": 2}]
    }


def test_what_does_not_repeat_stands_in_every_row():
    own = [use("A.F1.C1", key=STAFF_NAME), use("A.F1.C2", key=NAME)]

    assert projected(own, {STAFF_NAME: ["甲", "乙"], NAME: "店"}) == {
        "F1": [{"C1": "甲", "C2": "店"}, {"C1": "乙", "C2": "店"}]
    }


def test_a_single_value_for_a_repeating_subject_is_one_row():
    assert projected([use("A.F1.C1", key=STAFF_NAME)], {STAFF_NAME: "甲"}) == {"F1": [{"C1": "甲"}]}


def test_a_field_about_a_repeating_subject_takes_all_members():
    own = [use("A.F1", key=STAFF_NAME)]

    assert projected(own, {STAFF_NAME: ["甲", "乙"]}) == {"F1": ["甲", "乙"]}
    assert projected(own, {STAFF_NAME: ["甲"]}) == {"F1": "甲"}


def test_of_several_options_a_department_gets_its_own():
    own = [use("A.F1", kind="choices", options=("热", "冷"))]
    others = [use("B.F1", kind="choices", options=("冷", "生"))]

    assert projected(own, {NAME: ["生", "冷", "热"]}, others) == {"F1": ["冷", "热"]}


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("冷、热", "冷、热"),
        ("冷，热", "冷，热"),
        ("生、冷、热", "冷、热"),
        ("生;冷", "冷"),
        ("冷\n生", "冷"),
        ("生、另填", "生、另填"),
        ("随便写写", "随便写写"),
        ("冷", "冷"),
        ("", ""),
    ],
)
def test_of_several_options_in_one_text_a_department_gets_its_own(given, written):
    own = [use("A.F1", kind="choices", options=("热", "冷"))]
    others = [use("B.F1", kind="choices", options=("冷", "生"))]

    assert projected(own, {NAME: given}, others) == {"F1": written}


def test_an_option_with_a_comma_in_it_is_one_option():
    own = [use("A.F1", kind="choices", options=("冷、热", "生"))]
    others = [use("B.F1", kind="choices", options=("冷", "热"))]

    assert projected(own, {NAME: "冷、热"}, others) == {"F1": "冷、热"}


def test_an_option_that_nobody_offers_passes_unchanged():
    own = [use("A.F1", kind="choices", options=("热", "冷"))]
    others = [use("B.F1", kind="choices", options=("生",))]

    assert projected(own, {NAME: ["另填", "生"]}, others) == {"F1": ["另填"]}


def test_an_option_that_merging_left_out_is_still_another_departments():
    own = [use("A.F1", kind="choices", options=("热",))]
    others = [
        use("B.F1", kind="choices", options=("热", "生")),
        use("C.F1", kind="choice", options=("热", "冷")),
    ]

    assert projected(own, {NAME: ["热", "生", "冷"]}, others) == {"F1": ["热"]}


@pytest.mark.parametrize("ref", ["A.F1", "A.F1.C1"])
def test_each_member_chooses_for_itself(ref):
    own = [use(ref, key=STAFF_NAME, kind="choices", options=("热", "冷"))]
    others = [use("B.F1", key=STAFF_NAME, kind="choices", options=("生",))]

    form = projected(own, {STAFF_NAME: [["热", "生"], ["冷"]]}, others)

    in_a_table = [{"C1": ["热"]}, {"C1": ["冷"]}]
    assert form == {"F1": in_a_table if "C1" in ref else [["热"], ["冷"]]}
