"""A field that follows from an answer is filled in, locked, and leads back to its question."""

from dataclasses import replace
from functools import partial

import pytest

from core.errors import InvalidValuesError
from core.services.citizens import drafts
from core.visits.steps import VisitStep
from tests.pages.kiosk.reaching import reach, to_page_of

PLACE = "org.composition@subject"


@pytest.fixture
def at_composition(kiosk, screen, answers, form, values):
    walk = partial(to_page_of, screen, answers, form, values, PLACE)
    reach(kiosk, screen, ("page", PLACE), walk)
    return screen


def test_it_is_shown_locked_with_where_it_comes_from(at_composition):
    assert "来自您前面的回答" in at_composition.html
    assert not [w for w in at_composition.app.radio if w.key == f"field.{PLACE}"]


def test_the_way_to_the_question_and_back_loses_nothing(at_composition, form, values):
    screen = at_composition
    screen.fill_page(form, values)
    screen.press(f"answered.{PLACE}")
    assert screen.question() == "biz_composition"
    before = dict(screen.visit.draft.values)

    screen.answer("biz_composition", "家庭经营")

    assert screen.visit.cursor.step is VisitStep.FORM
    assert {k: v for k, v in screen.visit.draft.values.items() if k in before} == before
    assert "家庭经营" in screen.html


def test_back_from_the_question_leads_to_the_form(at_composition):
    page = at_composition.visit.cursor.page
    at_composition.press(f"answered.{PLACE}")

    at_composition.go_back()

    assert (at_composition.visit.cursor.step, at_composition.visit.cursor.page) == (
        VisitStep.FORM,
        page,
    )


def test_what_was_typed_before_the_answer_gives_way(at_composition):
    at_composition.visit.change(drafts.fill, PLACE, "家庭经营")

    at_composition.app.run()

    assert PLACE not in at_composition.visit.draft.values


def test_a_contradiction_is_not_received(at_review, kiosk):
    application = at_review.visit.draft.application()
    contradicting = replace(application, values={**application.values, PLACE: "家庭经营"})

    with pytest.raises(InvalidValuesError) as refused:
        kiosk.service.handing_in.submit(contradicting)

    assert (PLACE, "contradicts-answer") in {(p.place, p.rule) for p in refused.value.problems}
