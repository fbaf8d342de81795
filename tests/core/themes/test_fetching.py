"""What a licence spares, and what is asked where it is not found."""

import pytest

from core.catalogue.packages import read_package
from core.forms.sources import ValueSource
from core.themes.fetching import fetched_licences
from core.themes.guides import concluded_guide
from core.themes.material_lists import list_materials
from core.themes.plans import ThemePlan
from tests.conftest import SHIPPED

CATALOGUE = read_package(SHIPPED).catalogue
FETCHED = {ValueSource.E_LICENCE, ValueSource.DATA_SHARING}


@pytest.mark.parametrize("code", ["T01", "T04", "T07", "T10"])
def test_everything_that_is_fetched_has_a_licence_and_falls_back_to_the_applicant(code):
    plan = ThemePlan(CATALOGUE.themes[code], CATALOGUE)
    guide = concluded_guide(plan, plan.theme.typical_answers)

    found = fetched_licences(plan, guide)

    entries = {key for each in found for key in each.entries}
    assert entries == {
        key
        for key, source in guide.sources.items()
        if source in FETCHED and key not in guide.expected_from_matters
    }
    every = [f"{each.licence}@{each.subject}" for each in found]
    asked = {each.code for each in list_materials(plan, guide) if each.is_asked}
    worst = {each.code for each in list_materials(plan, guide, on_paper=every) if each.is_asked}
    assert worst == asked | {of for each in found for of, _ in each.materials}
    assert all(set(each.left) <= set(each.entries) for each in found)


def test_what_follows_from_another_entry_is_computed_though_the_licence_is_not_found():
    plan = ThemePlan(CATALOGUE.themes["T01"], CATALOGUE)
    guide = concluded_guide(plan, plan.theme.typical_answers)

    card = next(each for each in fetched_licences(plan, guide) if each.licence == "居民身份证")

    elements = {key.element for key in card.entries}
    left = {key.element for key in card.left}
    assert "per.name" in left
    assert elements - left == {"per.sex", "per.birth_date"}
