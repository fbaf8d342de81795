"""What a theme decides, and what the case itself knows, is not asked (law 5)."""

from dataclasses import replace

import pytest

from core.catalogue.models import FieldKey, SystemSource
from core.catalogue.packages import read_package
from core.forms.sources import ValueSource
from core.services.form_answers import complete_values, project_values
from core.themes.guides import guide_theme
from core.themes.plans import ThemePlan
from tests.conftest import SHIPPED

KEY = FieldKey("org.postal_code", "subject")


@pytest.fixture(scope="module")
def catalogue():
    return read_package(SHIPPED).catalogue


def guided(catalogue, **more):
    theme = catalogue.themes["T02"].model_copy(update=more)
    plan = ThemePlan(theme, catalogue)
    return plan, guide_theme(plan, theme.typical_answers)


def test_what_a_theme_decides_is_filled_in_and_not_asked(catalogue):
    _, alone = guided(catalogue, fixed_values={})
    plan, guide = guided(catalogue, fixed_values={str(KEY): "526040"})

    assert alone.sources[KEY] is ValueSource.APPLICANT
    assert guide.sources[KEY] is ValueSource.ANSWER
    assert guide.fields_count.asked == alone.fields_count.asked - 1
    assert guide.fields_count.after == alone.fields_count.after
    assert complete_values(plan, guide, {})[KEY] == "526040"


def test_a_value_that_is_given_is_projected_as_given(catalogue):
    plan, guide = guided(catalogue, fixed_values={str(KEY): "526040"})
    forms = project_values(plan, guide, {KEY: "526001"})
    written = [value for form in forms.values() for value in form.values()]

    assert "526001" in written
    assert "526040" not in written


def test_what_the_case_itself_knows_is_not_asked(catalogue):
    element = catalogue.elements[KEY.element].model_copy(update={"source": SystemSource.SYSTEM})
    known = replace(catalogue, elements={**catalogue.elements, KEY.element: element})
    _, alone = guided(catalogue)
    _, guide = guided(known)

    assert guide.sources[KEY] is ValueSource.DERIVED
    assert guide.fields_count.asked == alone.fields_count.asked - 1
