"""A matter brings its own rules and offers those of other themes; only what is chosen counts."""

from core.catalogue.models import AllOf, Precedence
from core.catalogue.packages import read_package
from core.themes.composing import arrange_matters, new_theme
from core.themes.editing.bringing import brought_by, take_over
from tests.conftest import SHIPPED

CATALOGUE = read_package(SHIPPED).catalogue
THEMES = tuple(CATALOGUE.themes.values())
WASTE, FIRE, BIZ, SIGN = "CG-02", "XF-01", "SCJG-01", "CG-01"


def theme_of(*matters):
    return arrange_matters(new_theme("T99", "主题", "SCJG", "企业"), matters, CATALOGUE)


def test_a_matter_brings_its_own_condition_and_what_that_asks():
    theme = theme_of(WASTE)
    [own] = [rule for rule in brought_by(theme, WASTE, CATALOGUE) if rule.when]

    taken = take_over(WASTE, [own], CATALOGUE)(theme)

    assert own.is_own
    assert taken.matters[0].when == CATALOGUE.matters[WASTE].applies_when
    assert "food_form" in {question.question for question in taken.questions}
    assert brought_by(taken, WASTE, CATALOGUE) == ()


def test_what_other_themes_have_is_offered_as_theirs():
    theme = theme_of(BIZ, FIRE)

    edges = [rule for rule in brought_by(theme, FIRE, CATALOGUE, THEMES) if rule.edge]

    assert all(set(edge.edge.after) <= {BIZ, FIRE} for edge in edges)
    assert all(edge.theme in CATALOGUE.themes for edge in edges if not edge.is_own)


def test_an_edge_to_a_matter_that_the_theme_lacks_or_already_waits_for_is_not_offered():
    other = theme_of(SIGN, FIRE).model_copy(
        update={"code": "T98", "precedence": (Precedence(matter=FIRE, after=(SIGN,)),)}
    )

    def offered(theme):
        return [rule.edge for rule in brought_by(theme, FIRE, CATALOGUE, [other]) if rule.theme]

    assert [edge.after for edge in offered(theme_of(SIGN, FIRE)) if edge] == [(SIGN,)]
    assert [edge for edge in offered(theme_of(FIRE)) if edge] == []
    waiting = theme_of(SIGN, FIRE).model_copy(update={"precedence": other.precedence})
    assert [edge for edge in offered(waiting) if edge] == []


def test_nothing_chosen_changes_nothing():
    theme = theme_of(WASTE)

    assert take_over(WASTE, [], CATALOGUE)(theme) == theme


def test_conditions_that_are_chosen_together_all_have_to_hold():
    theme = theme_of(FIRE)
    chosen = [rule for rule in brought_by(theme, FIRE, CATALOGUE, THEMES) if rule.when][:2]

    taken = take_over(FIRE, chosen, CATALOGUE)(theme)

    assert len(chosen) == 2
    assert taken.matters[0].when == AllOf(all=tuple(rule.when for rule in chosen))
