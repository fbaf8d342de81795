"""A preview is worked out once: asked again with the same values, it is kept."""

from copy import deepcopy
from random import Random

import pytest

from core.catalogue.models import Comparison
from core.services.designers import preview_theme as previews
from core.services.designers.preview_theme import completed_situation
from core.themes.plans import ThemePlan
from tests.staffing import open_office

THEME, MATTER = "T02", "matters/SCJG-01.yaml"
RENTED = {"premises_tenure": "租赁"}


@pytest.fixture
def office(tmp_path):
    return open_office(tmp_path)


@pytest.fixture
def worked_out(monkeypatch):
    """The themes that were worked out, one after another."""
    done = []

    def work_out(theme, catalogue, answers, in_any_order):
        done.append((theme, catalogue, dict(answers)))
        return work_out.really(theme, catalogue, answers, in_any_order)

    work_out.really = previews.preview_theme
    monkeypatch.setattr(previews, "preview_theme", work_out)
    return done


def test_the_same_values_are_worked_out_once(office, worked_out):
    document = office.policy.designer.drafting.open(THEME).document
    show = office.policy.designer.previewing.preview

    first, again = (
        show(document, RENTED),
        office.second.designer.previewing.preview(deepcopy(document), dict(RENTED)),
    )

    assert len(worked_out) == 1
    assert again == first


def test_a_change_of_the_draft_the_answers_or_the_library_is_seen(office, worked_out):
    document = deepcopy(office.policy.designer.drafting.open(THEME).document)
    show = office.policy.designer.previewing.preview
    before = show(document)

    without_last = document["matters"].pop()["matter"]
    assert without_last not in show(document).plan.matters
    assert without_last in before.plan.matters
    assert "租赁" in {answer for _, answer in show(document, RENTED).situation}
    with office.transaction() as stores:
        content = stores.catalogue.files()[MATTER].content
        changed = content.replace(b"committed_days: ", b"committed_days: 4")
        stores.catalogue.put({MATTER: changed}, at=office.clock(), by="policy", reason="更慢")
    days = show(document).catalogue.matters["SCJG-01"].committed_days

    assert days == before.catalogue.matters["SCJG-01"].committed_days + 40
    assert len(worked_out) == 4


def test_shares_are_counted_anew_only_where_conditions_may_have_changed(office):
    document = deepcopy(office.policy.designer.drafting.open(THEME).document)
    show = office.policy.designer.previewing.preview
    before = show(document)

    document["matters"].reverse()
    assert show(document).shares is before.shares

    never = {"question": "premises_tenure", "op": "eq", "value": "没有这一项"}
    document["matters"][0] = {**document["matters"][0], "when": never}
    after = show(document).shares
    assert after.of_matter(document["matters"][0]["matter"]) == "0"


def test_the_days_of_a_kept_preview_are_counted_from_today(office):
    document = office.policy.designer.drafting.open(THEME).document
    show = office.policy.designer.previewing.preview
    before = show(document)

    office.clock.wait(days=30)

    assert show(document).dates != before.dates


def test_everything_asked_is_answered_at_once_as_it_is_one_by_one(catalogue):
    random = Random(20261130)
    for theme in catalogue.themes.values():
        plan = ThemePlan(theme, catalogue)
        for _ in range(4):
            given = {
                code: random.choice(answers)
                for code in plan.questions.order
                if (answers := plan.forecast.answers_to(code)) and random.random() < 0.4
            }
            assert completed_situation(plan, given) == one_by_one(plan, given)


def test_what_is_asked_only_if_no_answer_stands_is_no_different(catalogue):
    theme = catalogue.themes[THEME]
    first, second, *rest = theme.questions
    circular = replace_when(first, second), replace_when(second, first)
    plan = ThemePlan(theme.model_copy(update={"questions": (*circular, *rest)}), catalogue)

    assert completed_situation(plan, {}) == one_by_one(plan, {})


def replace_when(asked, other):
    return asked.model_copy(
        update={"ask_when": Comparison(question=other.question, op="ne", value="否")}
    )


def one_by_one(plan, answers):
    given = dict(answers)
    while (question := plan.situate(given).next_question) is not None:
        possible = plan.forecast.answers_to(question)
        given[question] = "否" if "否" in possible else next(iter(possible), "?")
    return plan.situate(given)
