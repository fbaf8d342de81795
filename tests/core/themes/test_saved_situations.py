"""Situations that a theme keeps by name, and whether they still come down to the same."""

import pytest

from core.catalogue.models import (
    AskedQuestion,
    Comparison,
    IncludedMatter,
    Operator,
    SavedSituation,
    SituationOutcome,
    Theme,
)
from core.catalogue.packages import read_package
from core.errors import InvalidThemeError
from core.themes.editing.situations import (
    accept_outcome,
    drop_situation,
    expect_part,
    rename_situation,
    save_situation,
    without_situations,
)
from core.themes.plans import ThemePlan
from core.themes.publishing import checksum_of, snapshot_of
from core.themes.saved_situations import asked_in, check_situations, outcome_of
from core.themes.who_is_who import guide_persons
from tests.conftest import SHIPPED


@pytest.fixture(scope="module")
def package():
    return read_package(SHIPPED)


@pytest.fixture
def hairdresser(package):
    return package.catalogue.themes["T02"]


def saved(theme, catalogue, name="一般的理发店", **answers):
    plan = ThemePlan(theme, catalogue)
    asked, _ = asked_in(plan, {**theme.typical_answers, **answers})
    outcome = outcome_of(plan, SavedSituation(name="-", answers=asked))
    return save_situation(name, asked, outcome)(theme)


def differences(theme, catalogue):
    return {
        difference.part: difference
        for check in check_situations(ThemePlan(theme, catalogue))
        for difference in check.differences
    }


def differences_of(theme, catalogue, locale="zh-CN"):
    (check,) = check_situations(ThemePlan(theme, catalogue))
    return check.differences_said(catalogue, locale)


def test_every_theme_of_the_catalogue_comes_down_to_what_was_recorded(package):
    for theme in package.catalogue.themes.values():
        kept = saved(theme, package.catalogue)

        (check,) = check_situations(ThemePlan(kept, package.catalogue))

        assert check.holds, theme.code
        assert check.outcome == kept.saved_situations[0].expected


def test_a_matter_more_is_named_with_what_it_costs(hairdresser, package):
    kept = saved(hairdresser, package.catalogue)
    wider = kept.model_copy(update={"matters": (*kept.matters, IncludedMatter(matter="GA-01"))})

    found = differences(wider, package.catalogue)

    assert (found["matters"].was, found["matters"].now) == (2, 3)
    assert found["matters"].added == ("GA-01",)
    assert found["entries"].now > found["entries"].was
    assert differences_of(wider, package.catalogue)[0] == (
        f"原来 2 件事，现在 3 件：多了 {package.catalogue.matter_name('GA-01')}"
    )


def test_a_matter_in_the_place_of_another_is_reported_though_the_number_is_the_same(
    hairdresser, package
):
    kept = saved(hairdresser, package.catalogue)
    _, last = kept.saved_situations[0].expected.matters
    others = [matter for matter in kept.matters if matter.matter != last]
    other = kept.model_copy(update={"matters": (*others, IncludedMatter(matter="GA-01"))})

    found = differences(other, package.catalogue)["matters"]

    assert (found.was, found.now, found.added, found.removed) == (2, 2, ("GA-01",), (last,))


def test_a_question_that_came_and_has_no_answer_is_named(hairdresser, package):
    kept = saved(hairdresser, package.catalogue)
    catalogue = package.catalogue
    asked = asked_codes(kept)
    questions = catalogue.questions.values()
    question = next(
        asked_question.id
        for asked_question in questions
        if asked_question.options and asked_question.id not in asked
    )
    options = catalogue.question(question).options
    when = Comparison(question=question, op=Operator.EQ, value=options[0])
    more = kept.model_copy(
        update={
            "questions": (*kept.questions, AskedQuestion(question=question)),
            "matters": (*kept.matters, IncludedMatter(matter="GA-01", when=when)),
        }
    )

    (check,) = check_situations(ThemePlan(more, catalogue))

    assert check.outcome is None
    assert [difference.part for difference in check.differences] == ["unanswered"]
    assert catalogue.question(question).text in check.differences_said(catalogue)[0]


def asked_codes(theme):
    return {asked.question for asked in theme.questions} | set(theme.fixed_answers)


def test_an_answer_that_is_no_option_any_more_is_named_and_nothing_breaks(hairdresser, package):
    kept = saved(hairdresser, package.catalogue)
    situation = kept.saved_situations[0]
    question = next(code for code in situation.answers if package.catalogue.question(code).options)
    stale = situation.model_copy(update={"answers": {**situation.answers, question: "没有的"}})
    theme = kept.model_copy(update={"saved_situations": (stale,)})

    assert differences(theme, package.catalogue)["refused"].added == (question,)


def test_only_what_is_expected_is_compared(hairdresser, package):
    kept = saved(hairdresser, package.catalogue)
    for part in ("matters", "materials", "questions", "days"):
        kept = expect_part("一般的理发店", part, None)(kept)
    wrong = expect_part("一般的理发店", "entries", 3)(kept)

    assert [*differences(wrong, package.catalogue)] == ["entries"]
    assert not differences(kept, package.catalogue)


def test_accepting_takes_the_present_result_of_the_parts_that_count(hairdresser, package):
    kept = expect_part("一般的理发店", "days", None)(saved(hairdresser, package.catalogue))
    wider = kept.model_copy(update={"matters": (*kept.matters, IncludedMatter(matter="GA-01"))})
    (check,) = check_situations(ThemePlan(wider, package.catalogue))

    accepted = accept_outcome("一般的理发店", check.outcome, check.situation.answers)(wider)

    assert not differences(accepted, package.catalogue)
    assert accepted.saved_situations[0].expected.days is None


def test_who_is_who_belongs_to_the_situation(package):
    theme, catalogue = package.catalogue.themes["T01"], package.catalogue
    plan = ThemePlan(theme, catalogue)
    asked, _ = asked_in(plan, theme.typical_answers)
    _, persons = guide_persons(plan, asked, {})
    person = next(person for person in persons if person.may_be)
    roles = {person.role: person.may_be[0]}
    alone = outcome_of(plan, SavedSituation(name="-", answers=asked))

    joined = outcome_of(plan, SavedSituation(name="-", answers=asked, parties=roles))
    kept = save_situation("一个人", asked, joined, roles)(theme)

    assert joined.entries < alone.entries
    assert joined.matters == alone.matters
    assert not differences(kept, catalogue)


def test_a_theme_without_saved_situations_is_written_as_before(hairdresser, package):
    before = checksum_of(snapshot_of(hairdresser, package.catalogue))
    kept = saved(hairdresser, package.catalogue)

    dropped = drop_situation("一般的理发店")(kept)

    assert checksum_of(snapshot_of(dropped, package.catalogue)) == before
    assert checksum_of(snapshot_of(without_situations(kept), package.catalogue)) == before
    assert Theme.model_validate(kept.model_dump(mode="json", by_alias=True)) == kept


@pytest.mark.parametrize("name", ["", "  ", "长" * 201])
def test_a_situation_has_a_name(hairdresser, name):
    with pytest.raises(InvalidThemeError):
        save_situation(name, {}, SituationOutcome())(hairdresser)


def test_no_two_situations_have_one_name(hairdresser, package):
    kept = saved(saved(hairdresser, package.catalogue, "甲"), package.catalogue, "乙")

    assert [
        situation.name for situation in saved(kept, package.catalogue, "甲").saved_situations
    ] == [
        "甲",
        "乙",
    ]
    with pytest.raises(InvalidThemeError):
        rename_situation("甲", " 乙 ")(kept)
    assert [
        situation.name for situation in rename_situation("甲", "丙")(kept).saved_situations
    ] == ["丙", "乙"]
