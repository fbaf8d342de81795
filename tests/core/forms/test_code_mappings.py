"""One choice, many code lists: only a confirmed mapping makes options mean the same (law 4)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalogue.mapping_checks import check_mappings
from core.catalogue.models import FieldType, OptionMapping
from core.catalogue.packages import Catalogue
from core.forms.code_mappings import offered, own_option
from core.forms.conflicts import conflicts_in
from core.forms.merging import merge_fields
from core.forms.models import FieldKey
from core.forms.projecting import project_form
from tests.core.forms.test_merging import choice

KEY = FieldKey("a.name", "owner")
FINE = ("个体户", "有限公司", "股份公司")
COARSE = ("个体", "企业")
GROUPS = [["个体户", "个体"], ["有限公司", "股份公司", "企业"]]
CONFIRMED = {"confirmed_by": "政数局", "confirmed_on": "2026-11-20"}


def catalogue_with(groups=GROUPS, **more):
    mapping = OptionMapping.model_validate({"element": "a.name", "groups": groups, **more})
    return Catalogue(mappings=(mapping,))


def merged_by(catalogue, *uses):
    (merged,) = merge_fields(uses, meanings=catalogue.meanings)
    return merged


def projected(catalogue, use, value, form):
    fields = project_form(
        [use], {KEY: value}, form={KEY: form}, is_list=lambda e: False, repeats=lambda s: False,
        meanings=catalogue.meanings,
    )  # fmt: skip
    return fields.get(use.field)


FINE_USE, COARSE_USE = choice("A.F1", *FINE), choice("B.F1", *COARSE, position=1)


def test_without_a_mapping_nothing_is_settled_silently():
    merged = merged_by(Catalogue(), FINE_USE, COARSE_USE)

    assert set(merged.options) == {*FINE, *COARSE}
    assert [finding.variant for finding in conflicts_in([merged])] == ["options"]


@pytest.mark.parametrize("missing", CONFIRMED)
def test_a_mapping_that_nobody_confirmed_counts_for_nothing(missing):
    stated = {name: value for name, value in CONFIRMED.items() if name != missing}
    catalogue = catalogue_with(**stated)

    assert merged_by(catalogue, FINE_USE, COARSE_USE) == merged_by(
        Catalogue(), FINE_USE, COARSE_USE
    )


def test_the_finest_list_is_offered_and_each_department_gets_its_own_option():
    catalogue = catalogue_with(**CONFIRMED)

    merged = merged_by(catalogue, COARSE_USE, FINE_USE)

    assert merged.options == FINE
    assert conflicts_in([merged]) == ()
    given = {value: [projected(catalogue, use, value, merged) for use in (FINE_USE, COARSE_USE)]
             for value in FINE}  # fmt: skip
    assert given == {
        "个体户": ["个体户", "个体"],
        "有限公司": ["有限公司", "企业"],
        "股份公司": ["股份公司", "企业"],
    }


def test_what_can_be_taken_two_ways_is_not_offered():
    catalogue = catalogue_with([["甲", "乙一", "乙二"], ["丙", "丁"]], **CONFIRMED)

    merged = merged_by(catalogue, choice("A.F1", "甲", "丙"), choice("B.F1", "乙一", "乙二", "丁"))

    assert merged.options == ("乙一", "乙二", "丁")
    assert own_option("甲", ("乙一", "乙二"), catalogue.meanings("a.name")) is None


def test_several_choices_become_each_departments_own_once():
    catalogue = catalogue_with(**CONFIRMED)
    fine = choice("A.F1", *FINE, kind=FieldType.CHOICES)
    coarse = choice("B.F1", *COARSE, kind=FieldType.CHOICES, position=1)
    merged = merged_by(catalogue, fine, coarse)

    own = projected(catalogue, coarse, ["有限公司", "股份公司", "个体户"], merged)

    assert own == ["企业", "个体"]


def test_what_a_mapping_names_has_to_exist():
    unknown = list(check_mappings(catalogue_with(**CONFIRMED)))

    assert [finding.rule for _, finding in unknown] == ["unknown-reference"]


letters = st.sampled_from("甲乙丙丁戊己")
lists = st.lists(st.lists(letters, min_size=1, max_size=4, unique=True), min_size=1, max_size=3)


@given(lists, st.lists(st.lists(letters, min_size=2, max_size=3, unique=True), max_size=2))
def test_whatever_is_offered_every_department_can_take(codes, groups):
    meanings = {}
    for group in groups:
        meanings |= dict.fromkeys(group, frozenset(group))
    code_lists = [tuple(one) for one in codes]

    options = offered(code_lists, meanings)

    assert set(options) >= set.intersection(*map(set, code_lists)) or len(options) > 0
    for option in options:
        for code_list in code_lists:
            own = own_option(option, code_list, meanings)
            assert own in code_list
            assert own_option(own, code_list, meanings) == own
