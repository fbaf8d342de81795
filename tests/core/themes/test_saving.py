"""Savings: each cause counted once, and what is left is what ``report reduction`` says."""

import pytest

from core.services.queries.measure_themes import measure_themes
from core.themes.saving import Cause, is_zero_trip, measure_savings
from tests.conftest import CATALOGUE, SHIPPED
from tests.laws.conftest import catalogue_in


@pytest.fixture(scope="module", params=[CATALOGUE, SHIPPED], ids=["delivered", "shipped"])
def catalogue(request):
    return catalogue_in(request.param)


@pytest.fixture(scope="module")
def report(catalogue):
    return measure_savings(catalogue, catalogue.themes)


@pytest.mark.parametrize("part", ["entries", "materials"])
def test_what_is_spared_and_what_is_left_are_all_there_was(report, part):
    for saving in report.themes:
        fall = getattr(saving, part)
        assert fall.before - sum(fall.causes.values()) == fall.left
        assert all(number >= 0 for number in fall.causes.values())


def test_it_agrees_with_the_report_of_reductions(catalogue, report):
    joined = measure_themes(catalogue, catalogue.themes, fewest_persons=True)
    for saving, reduction in zip(report.themes, joined.themes, strict=True):
        assert saving.theme == reduction.theme
        assert (saving.entries.before, saving.entries.left) == (
            reduction.fields.before,
            reduction.fields.required,
        )
        assert (saving.materials.before, saving.materials.left) == (
            reduction.materials.before,
            reduction.materials.asked,
        )


def test_departments_share_all_entries_and_each_is_left_to_one_of_them(report):
    for saving in report.themes:
        before, left = zip(*saving.departments.values(), strict=True)
        assert (sum(before), sum(left)) == (saving.entries.before, saving.entries.left)


def test_a_matter_without_a_trip_has_no_visit_and_nothing_to_sign_on_paper(catalogue, report):
    for code in report.zero_trip:
        matter = catalogue.matters[code]
        assert not matter.onsite_visits
        assert is_zero_trip(matter)
        assert not is_zero_trip(matter.model_copy(update={"onsite_visits": 1}))
        assert not is_zero_trip(matter.model_copy(update={"channels": ("窗口办理",)}))


def test_one_person_in_several_roles_is_a_cause_of_its_own():
    shipped = catalogue_in(SHIPPED)
    report = measure_savings(shipped, ["T01"])
    assert report.mean_cause("entries", Cause.ONE_PERSON) > 0
    assert 0 < report.share_saved("entries") < 1
