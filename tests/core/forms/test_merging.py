"""The merged field, case by case."""

import pytest

from core.catalogue.models import FieldKey, FieldType
from core.forms.merging import finest_type, merge_fields
from core.forms.models import FieldUse


def use(ref, *, key="a.name@owner", position=0, kind=FieldType.TEXT, column=None, **more):
    matter, field = ref.split(".")[:2]
    return FieldUse(
        **{
            "key": FieldKey.parse(key),
            "ref": ref,
            "matter": matter,
            "field": field,
            "column": column,
            "position": position,
            "label": ref,
            "section": "",
            "type": kind,
            "required": False,
            "options": (),
            "code_list": "",
            "validation": "",
            "legal_basis": (),
            **more,
        }
    )


def choice(ref, *options, kind=FieldType.CHOICE, **more):
    return use(ref, kind=kind, options=options, **more)


def test_wording_is_never_compared():
    same = merge_fields([use("A.F1", label="经营者"), use("B.F1", label="负责人姓名")])
    other = merge_fields([use("A.F1", label="姓名"), use("B.F1", key="a.name@agent", label="姓名")])

    assert (len(same), len(other)) == (1, 2)


def test_the_lowest_position_decides_label_section_and_place():
    uses = [
        use("A.F1", position=9, section="后"),
        use("B.F1", position=2, section="前"),
        use("B.F2", position=5, key="a.name@agent"),
    ]

    form = merge_fields(uses)

    assert [(m.label, m.section) for m in form] == [("B.F1", "前"), ("B.F2", "")]


def test_everyone_who_asks_is_named_in_order_of_name():
    [merged] = merge_fields([use("B.F1", position=1), use("A.F2", position=2)])

    assert merged.asked_by == ("A.F2", "B.F1")
    assert merged.matters == ("A", "B")


def test_one_who_requires_is_enough():
    [merged] = merge_fields([use("A.F1"), use("B.F1", required=True)])

    assert merged.required


@pytest.mark.parametrize(
    ("types", "finest"),
    [
        (("month", "date"), "date"),
        (("datetime", "month", "date"), "datetime"),
        (("text", "paragraph"), "text"),
        (("number", "integer"), "integer"),
        (("text", "date"), "date"),
        (("choices", "choice"), "choice"),
    ],
)
def test_the_finest_type_is_asked(types, finest):
    assert finest_type(map(FieldType, types)) == finest


def test_a_single_choice_offers_what_all_accept():
    [merged] = merge_fields([choice("A.F1", "甲", "乙", "丙"), choice("B.F1", "丙", "乙", "丁")])

    assert merged.options == ("乙", "丙")


def test_a_choice_of_several_offers_what_anyone_offers():
    kind = FieldType.CHOICES
    uses = [choice("A.F1", "甲", "乙", kind=kind), choice("B.F1", "乙", "丙", kind=kind)]

    [merged] = merge_fields(uses)

    assert merged.options == ("甲", "乙", "丙")


def test_single_choices_that_share_nothing_are_not_settled_silently():
    [merged] = merge_fields([choice("A.F1", "甲"), choice("B.F1", "乙")])

    assert merged.options == ("甲", "乙")


def test_a_list_has_as_many_places_as_the_longest_form():
    uses = [use("A.F1"), use("A.F2"), use("B.F1")]

    [merged] = merge_fields(uses, is_list=lambda element: True)

    assert merged.places == 2


def test_what_is_no_list_has_one_place_however_often_a_form_asks():
    [merged] = merge_fields([use("A.F1"), use("A.F2")])

    assert merged.places == 1


def test_a_repeating_subject_or_a_column_makes_a_field_repeat():
    [about_many] = merge_fields([use("A.F1")], repeats=lambda subject: True)
    [in_a_table] = merge_fields([use("A.F1.C1", column="C1"), use("B.F1")])
    [about_one] = merge_fields([use("A.F1")])

    assert (about_many.repeats, in_a_table.repeats, about_one.repeats) == (True, True, False)


def test_nothing_merges_into_nothing():
    assert merge_fields([]) == ()


def test_what_was_folded_before_is_recalled_and_not_confused():
    memo = {}
    first, second = use("A.F1", position=1), use("B.F1", position=2, required=True)

    [alone] = merge_fields([first], memo=memo)
    [both] = merge_fields([first, second], memo=memo)

    assert (alone.asked_by, both.asked_by) == (("A.F1",), ("A.F1", "B.F1"))
    assert merge_fields([first], memo=memo) == (alone,)
    assert (alone.required, both.required) == (False, True)
