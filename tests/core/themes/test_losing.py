"""Publishing names every condition that a version loses, and none that it keeps."""

import pytest

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import (
    AllOf,
    AnyOf,
    AskedQuestion,
    Comparison,
    IncludedMatter,
    Precedence,
    SubjectBinding,
    Theme,
)
from core.themes.composing import arrange_matters
from core.themes.losing import LossKind, losses_between

SMALL = Comparison(question="size", op="lt", value=300)
SHOP = Comparison(question="kind", op="eq", value="店")
NOTHING = Catalogue()


def a_theme(**parts):
    matters = (
        IncludedMatter(matter="A", when=AllOf(all=(SMALL, SHOP))),
        IncludedMatter(matter="B"),
    )
    questions = (AskedQuestion(question="kind"), AskedQuestion(question="size", ask_when=SHOP))
    return Theme(
        **{"format": 1, "code": "T", "name": "主题", "matters": matters, "questions": questions}
        | parts
    )


def held(*whens):
    return {"matters": tuple(IncludedMatter(matter="A", when=when) for when in whens)}


def lost(before, after):
    return [(loss.kind, loss.at, loss.condition or loss.other) for loss in _losses(before, after)]


def _losses(before, after):
    return losses_between(before, after, NOTHING)


@pytest.mark.parametrize(
    ("when", "gone"),
    [
        (None, [SMALL, SHOP]),
        (SHOP, [SMALL]),
        (AllOf(all=(SHOP, SMALL)), []),
        (AnyOf(any=(SMALL, SHOP)), [SMALL, SHOP]),
        (AllOf(all=(SMALL, SHOP, SHOP.model_copy(update={"value": "厂"}))), []),
    ],
)
def test_every_part_of_a_condition_that_need_not_hold_any_more_is_named(when, gone):
    before = a_theme()

    found = lost(before, a_theme(**held(when)))

    assert found == [(LossKind.WHEN, "A", condition) for condition in gone]


def test_a_condition_that_became_stricter_is_not_lost():
    before = a_theme(**held(SHOP))

    assert lost(before, a_theme(**held(AllOf(all=(SHOP, SMALL))))) == []


def test_what_goes_with_its_matter_is_not_named():
    before = a_theme(precedence=(Precedence(matter="B", after=("A",)),))

    assert lost(before, arrange_matters(before, ["B"], NOTHING)) == []


def test_a_question_asked_of_more_people_or_dropped_while_needed_is_named():
    before = a_theme()
    of_all = (AskedQuestion(question="kind"), AskedQuestion(question="size"))

    assert lost(before, a_theme(questions=of_all)) == [(LossKind.ASK_WHEN, "size", SHOP)]
    assert (LossKind.QUESTION, "size", "") in lost(before, a_theme(questions=of_all[:1]))


def test_an_answer_that_the_theme_fixed_and_nobody_gives_any_more_is_named():
    before = a_theme(fixed_answers={"region": "端州区"})

    assert lost(before, a_theme()) == [(LossKind.FIXED_ANSWER, "region", "")]


@pytest.mark.parametrize(
    ("was", "becomes", "is_lost"),
    [
        (("hard", "all"), None, True),
        (("hard", "all"), ("suggested", "all"), True),
        (("hard", "all"), ("hard", "any"), True),
        (("hard", "any"), ("hard", "all"), False),
        (("suggested", "all"), ("hard", "all"), False),
        (("suggested", "any"), None, True),
    ],
)
def test_waiting_that_is_given_up_or_became_weaker_is_named(was, becomes, is_lost):
    three = {"matters": tuple(IncludedMatter(matter=code) for code in "ABC")}

    def waiting(kind):
        if kind is None:
            return ()
        return (Precedence(matter="C", after=("A", "B"), binding=kind[0], mode=kind[1]),)

    found = lost(
        a_theme(precedence=waiting(was), **three), a_theme(precedence=waiting(becomes), **three)
    )

    assert found == [(LossKind.PRECEDENCE, "C", code) for code in "AB"] * is_lost


def test_a_binding_that_is_given_up_is_named():
    binding = SubjectBinding(matter="A", subject="owner", bound_as="applicant")

    assert lost(a_theme(subject_bindings=(binding,)), a_theme()) == [
        (LossKind.BINDING, "A", "owner")
    ]


@pytest.mark.parametrize("locale", ["zh-CN", "en"])
def test_a_loss_is_reported_in_words_of_the_catalogue(catalogue, locale):
    theme = catalogue.themes["T01"]
    bare = theme.model_copy(
        update={"matters": tuple(IncludedMatter(matter=m.matter) for m in theme.matters)}
    )

    listed = [loss.words(catalogue, locale) for loss in losses_between(theme, bare, catalogue)]

    assert len(listed) >= sum(matter.when is not None for matter in theme.matters)
    assert any(
        "个体工商户" in sentence and catalogue.matters["SCJG-01"].name in sentence
        for sentence in listed
    )
    assert not any("{" in sentence or "Comparison" in sentence for sentence in listed)


def test_matters_dragged_in_without_history_are_all_losses_where_they_had_conditions(catalogue):
    theme = catalogue.themes["T02"]
    codes = [matter.matter for matter in theme.matters]
    again = arrange_matters(arrange_matters(theme, [], catalogue), codes, catalogue)

    named = {loss.at for loss in losses_between(theme, again, catalogue) if loss.kind == "when"}

    assert named == {matter.matter for matter in theme.matters if matter.when is not None}
