"""The sheet of a theme: only what a question or a figure can be is taken, the rest stays."""

import pytest

from core.catalogue.models import Comparison, IncludedMatter
from core.catalogue.packages import read_package
from core.errors import InvalidThemeError
from core.services.theme_documents import document_of
from core.themes.editing.figures import set_target
from core.themes.editing.sheet import (
    asked_questions,
    fix_answer,
    fixed_values_of,
    namesakes,
    parties_of,
    release_answer,
    rename,
    set_audience,
    set_lead,
    set_typical,
)
from core.themes.plans import ThemePlan
from tests.conftest import SHIPPED

CATALOGUE = read_package(SHIPPED).catalogue
FOOD, HAIR, HOUSE = (CATALOGUE.themes[code] for code in ("T01", "T02", "T05"))
NEW, AREA, ITEMS = (CATALOGUE.questions[code] for code in ("has_license", "area_biz", "food_items"))


@pytest.mark.parametrize(
    ("change", "part", "value"),
    [
        (rename("  开  饭馆 "), "name", "开 饭馆"),
        (set_lead(None), "lead_department", None),
        (set_lead("WJ"), "lead_department", "WJ"),
        (set_audience(" 谁都行 "), "audience", "谁都行"),
    ],
)
def test_one_part_is_changed_and_nothing_else(change, part, value):
    after = document_of(change(FOOD))

    assert after[part] == value
    assert {**after, part: None} == {**document_of(FOOD), part: None}


@pytest.mark.parametrize("change", [rename(FOOD.name), set_lead(FOOD.lead_department)])
def test_what_is_said_again_is_no_change(change):
    assert document_of(change(FOOD)) == document_of(FOOD)


@pytest.mark.parametrize("name", ["", "   ", "\n\t　"])
def test_a_theme_is_never_without_a_name(name):
    with pytest.raises(InvalidThemeError):
        rename(name)


def test_each_figure_of_the_target_is_set_and_taken_away_alone():
    bare = HAIR.model_copy(update={"target": None})

    aimed = set_target("trips", 0)(set_target("working_days", 3)(bare))
    less = set_target("trips", None)(aimed)

    assert document_of(aimed)["target"] == {"working_days": 3, "trips": 0}
    assert document_of(less)["target"] == {"working_days": 3}
    assert set_target("working_days", None)(less).target is None


@pytest.mark.parametrize(("figure", "value"), [("trips", -1), ("note", 3), ("days", 1)])
def test_what_is_no_figure_of_a_target_is_refused(figure, value):
    with pytest.raises(InvalidThemeError):
        set_target(figure, value)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (NEW, "也许"),
        (NEW, ("是",)),
        (NEW, 1),
        (ITEMS, ()),
        (ITEMS, ("热食类", "喝酒")),
        (ITEMS, ("糕点", "糕点")),
        (AREA, "大"),
    ],
)
def test_an_answer_that_the_question_has_not_is_refused(question, answer):
    for take in (fix_answer, set_typical):
        with pytest.raises(InvalidThemeError):
            take(question, answer)


def test_what_is_fixed_is_asked_no_more_until_it_is_released():
    fixed = fix_answer(NEW, "否")(FOOD)
    released = release_answer(NEW.id)(fixed)

    assert NEW.id not in ThemePlan(fixed, CATALOGUE).situate({}).asked
    assert NEW.id not in asked_questions(fixed)
    assert NEW.id not in fixed.typical_answers
    assert NEW.id in ThemePlan(released, CATALOGUE).situate({}).asked
    assert released.typical_answers[NEW.id] == "否"
    assert released.questions == FOOD.questions
    assert release_answer(AREA.id)(FOOD) is FOOD


def test_what_was_never_asked_comes_first_when_it_is_released():
    looks = Comparison(question=NEW.id, op="eq", value="是")
    theme = FOOD.model_copy(
        update={
            "questions": (),
            "typical_answers": {},
            "fixed_answers": {NEW.id: "是"},
            "matters": (IncludedMatter(matter="SCJG-01", when=looks),),
        }
    )

    assert [asked.question for asked in release_answer(NEW.id)(theme).questions] == [NEW.id]


def test_typical_answers_are_set_and_taken_away():
    theme = set_typical(AREA, 88.5)(set_typical(ITEMS, ("糕点",))(FOOD))

    assert theme.typical_answers[AREA.id] == 88.5
    assert theme.typical_answers[ITEMS.id] == ("糕点",)
    assert AREA.id not in set_typical(AREA, None)(theme).typical_answers


def test_parties_are_persons_as_the_theme_binds_them():
    binding = HOUSE.subject_bindings[0]
    parties = {party.id for party in parties_of(HOUSE, CATALOGUE)}

    assert binding.bound_as in parties
    assert {CATALOGUE.subjects[code].kind for code in parties} == {"person"}


def test_every_value_of_several_is_listed():
    values = fixed_values_of(FOOD)
    kinds = [value.value for element, _, value in values if element == "org.industry"]

    assert kinds[:2] == ["餐饮业", "零售业"]


def test_a_name_is_the_same_however_it_is_written():
    names = {"T01": "设立公司（有限责任）", "T02": "设立公司(有限责任)", "T03": "设立公司"}

    assert namesakes(names, "设立公司 (有限责任)") == ("T01", "T02")
    assert namesakes(names, "设立公司", but=["T03"]) == ()
