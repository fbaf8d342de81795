"""One choice, many code lists: only a confirmed mapping lets one be written as another (law 4)."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalogue.catalogue import Catalogue
from core.catalogue.mapping_checks import check_mappings
from core.catalogue.models import FieldKey, FieldType, OptionMapping
from core.catalogue.packages import files_of, read_files
from core.forms.code_mappings import offered, own_option
from core.forms.conflicts import conflicts_in
from core.forms.merging import merge_fields
from core.forms.projecting import project_form
from core.services.form_answers import project_values
from core.themes.guides import guide_theme
from core.themes.plans import ThemePlan
from core.themes.publishing import restore, snapshot_of
from tests.conftest import SHIPPED
from tests.core.forms.test_merging import choice

KEY = FieldKey("a.name", "owner")
FINE = ("个体户", "有限公司", "股份公司")
COARSE = ("个体", "企业")
WRITTEN_AS = {"个体户": ["个体"], "有限公司": ["企业"], "股份公司": ["企业"]}
CONFIRMED = {"confirmed_by": "政数局", "confirmed_on": "2026-11-20"}


def catalogue_with(written_as=WRITTEN_AS, **more):
    given = {"element": "a.name", "written_as": written_as, **more}
    return Catalogue(mappings=(OptionMapping.model_validate(given),))


def merged_by(catalogue, *uses):
    (merged,) = merge_fields(uses, wordings=catalogue.written_as)
    return merged


def projected(catalogue, use, value, form):
    fields = project_form(
        [use],
        {KEY: value},
        form={KEY: form},
        is_list=lambda e: False,
        repeats=lambda s: False,
        wordings=catalogue.written_as,
    )
    return fields.get(use.field)


FINE_USE, COARSE_USE = choice("A.F1", *FINE), choice("B.F1", *COARSE, position=1)


def test_without_a_mapping_nothing_is_settled_silently():
    merged = merged_by(Catalogue(), FINE_USE, COARSE_USE)

    assert set(merged.options) == {*FINE, *COARSE}
    assert [finding.variant for finding in conflicts_in([merged])] == ["options"]


@pytest.mark.parametrize("missing", CONFIRMED)
def test_a_mapping_that_nobody_confirmed_counts_for_nothing(missing):
    stated = {name: value for name, value in CONFIRMED.items() if name != missing}

    for catalogue in (
        catalogue_with(**stated),
        catalogue_with(**CONFIRMED | {"confirmed_by": " "}),
    ):
        merged = merged_by(catalogue, FINE_USE, COARSE_USE)
        assert merged == merged_by(Catalogue(), FINE_USE, COARSE_USE)


def test_the_finest_list_is_offered_and_each_department_gets_its_own_option():
    catalogue = catalogue_with(**CONFIRMED)

    merged = merged_by(catalogue, COARSE_USE, FINE_USE)

    assert merged.options == FINE
    assert conflicts_in([merged]) == ()
    given = {
        value: [projected(catalogue, use, value, merged) for use in (FINE_USE, COARSE_USE)]
        for value in FINE
    }
    assert given == {
        "个体户": ["个体户", "个体"],
        "有限公司": ["有限公司", "企业"],
        "股份公司": ["股份公司", "企业"],
    }


def test_what_one_list_writes_alike_is_not_alike_for_another():
    """A limited company is an enterprise, but no company limited by shares."""
    catalogue = catalogue_with(**CONFIRMED)
    few = choice("C.F1", "个体户", "股份公司", position=2)

    merged = merged_by(catalogue, FINE_USE, COARSE_USE, few)

    assert merged.options == ("个体户", "股份公司")
    assert projected(catalogue, few, "有限公司", merged) == "有限公司"  # cannot be mapped


def test_what_could_be_written_two_ways_is_not_offered():
    catalogue = catalogue_with({"甲": ["乙", "丙"], "戊": ["丁"]}, **CONFIRMED)

    merged = merged_by(catalogue, choice("A.F1", "甲", "戊"), choice("B.F1", "乙", "丙", "丁"))

    assert merged.options == ("戊",)


def test_each_list_may_be_the_finer_one_somewhere():
    written_as = {"甲一": ["甲"], "甲二": ["甲"], "乙一": ["乙"], "乙二": ["乙"]}
    catalogue = catalogue_with(written_as, **CONFIRMED)

    merged = merged_by(
        catalogue, choice("A.F1", "甲", "乙一", "乙二"), choice("B.F1", "甲一", "甲二", "乙")
    )

    assert set(merged.options) == set(written_as)


def test_two_words_for_the_same_are_offered_once():
    catalogue = catalogue_with({"个体": ["个体户"], "个体户": ["个体"]}, **CONFIRMED)

    merged = merged_by(catalogue, choice("A.F1", "个体户"), choice("B.F1", "个体"))

    assert merged.options == ("个体户",)


def test_several_choices_become_each_departments_own_once():
    catalogue = catalogue_with(**CONFIRMED)
    fine = choice("A.F1", *FINE, kind=FieldType.CHOICES)
    coarse = choice("B.F1", *COARSE, kind=FieldType.CHOICES, position=1)
    merged = merged_by(catalogue, fine, coarse)

    chosen = ["有限公司", "股份公司", "个体户"]

    assert projected(catalogue, coarse, chosen, merged) == ["企业", "个体"]
    assert projected(catalogue, coarse, "、".join(chosen), merged) == "企业、个体"
    assert projected(catalogue, fine, chosen, merged) == chosen


@pytest.mark.parametrize("locale", ["zh-CN", "en"])
def test_what_a_mapping_names_has_to_exist_and_somebody_has_to_stand_for_it(catalogue, locale):
    mappings = [
        OptionMapping.model_validate({"element": element, "written_as": written_as, **more})
        for element, written_as, more in (
            ("org.type", {"有限责任公司(法人独资)": ["有限责任公司"]}, CONFIRMED),
            ("org.tpye", {}, CONFIRMED),
            ("org.type", {"有限公司": ["有限责任公司"]}, CONFIRMED),
            ("org.type", {}, {}),
        )
    ]

    found = list(check_mappings(replace(catalogue, mappings=tuple(mappings))))

    assert [(path[1], finding.rule) for path, finding in found] == [
        (1, "unknown-reference"),
        (2, "mapping-unknown-option"),
        (3, "mapping-unconfirmed"),
    ]
    named = ("org.tpye", "有限公司", "org.type")
    pairs = zip(named, found, strict=True)
    assert all(name in finding.message(locale) for name, (_, finding) in pairs)


def test_what_is_shipped_unconfirmed_changes_nothing():
    shipped = read_files(files_of(SHIPPED)).catalogue

    proposed = [mapping.element for mapping in shipped.mappings if not mapping.is_confirmed]
    assert [shipped.written_as(element) for element in proposed] == [{}] * len(proposed)


FILE = """format: 1
mappings:
- element: a.name
  written_as:
    有限公司: [企业]
  confirmed_by: 政数局
  confirmed_on: {day}
"""


@pytest.mark.parametrize("day", ["soon", "2026-13-01", "2026", '""'])
def test_a_file_that_was_confirmed_on_no_day_is_refused(day):
    read = read_files({"mappings.yaml": FILE.format(day=day).encode()})

    listed = [(r.rule, r.line) for r in read.refusals if r.file == "mappings.yaml"]
    assert listed == [("wrong-type", 7)]
    assert read.catalogue.mappings == ()


def test_a_file_of_mappings_is_read():
    read = read_files({"mappings.yaml": FILE.format(day="2026-11-20").encode()})

    assert read.catalogue.written_as("a.name") == {"有限公司": ("企业",)}


def test_departments_of_a_real_theme_get_what_their_lists_have(catalogue):
    """T01: the registry tells three kinds of limited company apart, the tobacco licence one."""
    kinds = ("自然人投资或控股", "自然人独资", "法人独资")
    written_as = {f"有限责任公司({kind})": ["有限责任公司"] for kind in kinds}
    given = {"element": "org.type", "written_as": written_as, **CONFIRMED}
    mapping = OptionMapping.model_validate(given)
    plan = ThemePlan(catalogue.themes["T01"], replace(catalogue, mappings=(mapping,)))
    key = FieldKey("org.type", "subject")
    asked = {code: matter.fields for code, matter in plan.matters.items()}
    uses = {code: tuple(f.use for f in fields) for code, fields in asked.items()}
    form = plan.merged(use for own in uses.values() for use in own)
    guide = replace(guide_theme(plan, {}), uses=uses, form=form, matters=tuple(uses))

    projected = project_values(plan, guide, {key: "有限责任公司(法人独资)"})

    assert set(written_as) < set(guide.form_by_key[key].options)
    assert (projected["SCJG-02"]["F03"], projected["YC-01"]["F06"]) == (
        "有限责任公司(法人独资)",
        "有限责任公司",
    )


def test_a_published_version_keeps_its_mappings(catalogue):
    theme = catalogue.themes["T01"]
    mapping = OptionMapping.model_validate({"element": "org.type", "written_as": {}, **CONFIRMED})

    _, restored = restore(snapshot_of(theme, replace(catalogue, mappings=(mapping,))))

    assert restored.mappings == (mapping,)
    bare = replace(catalogue, mappings=())
    assert "mappings" not in snapshot_of(theme, bare)  # frozen before there were any


letters = st.sampled_from("甲乙丙丁戊己")
code_lists = st.lists(
    st.lists(letters, min_size=1, max_size=4, unique=True).map(tuple), min_size=1, max_size=3
)
wordings = st.dictionaries(letters, st.lists(letters, min_size=1, max_size=3), max_size=5)


@given(code_lists, wordings)
def test_exactly_what_every_department_can_take_is_offered(lists, written_as):
    def written(option):
        return tuple(own_option(option, options, written_as) for options in lists)

    acceptable = {option for options in lists for option in options if None not in written(option)}
    options = offered(lists, written_as)

    assert set(options) <= acceptable
    assert sorted(map(written, options)) == sorted({written(option) for option in acceptable})
    assert set.intersection(*map(set, lists)) <= set(options)


@given(code_lists, wordings, st.data())
def test_whatever_is_chosen_every_department_gets_an_option_of_its_own(lists, written_as, data):
    catalogue = catalogue_with(written_as, **CONFIRMED)
    uses = [choice(f"M{place}.F", *options, position=place) for place, options in enumerate(lists)]
    merged = merged_by(catalogue, *uses)
    if not merged.agreed:
        assert conflicts_in([merged])
        return
    chosen = data.draw(st.sampled_from(merged.options))

    for use in uses:
        own = projected(catalogue, use, chosen, merged)
        assert own in use.options
        assert projected(catalogue, use, own, merged) == own


@given(code_lists, wordings)
def test_the_order_of_departments_leaves_no_trace_and_merging_again_changes_nothing(
    lists, written_as
):
    catalogue = catalogue_with(written_as, **CONFIRMED)
    uses = [choice(f"M{place}.F", *options, position=place) for place, options in enumerate(lists)]
    merged = merged_by(catalogue, *uses)

    assert all(merged_by(catalogue, *order) == merged for order in permutations(uses))
    assert merged_by(catalogue, *merged.uses) == merged
