"""The kiosk says plainly that a matter is stopped, and nothing that was typed is lost."""

from datetime import timedelta

import pytest

from core.services.library import stopped
from core.visits.steps import VisitStep
from core.working_days import day_of
from tests.filling import values_for
from tests.pages.kiosk.screens import Screen
from tests.staffing import open_office


@pytest.fixture
def office(tmp_path):
    return open_office(tmp_path)


def stop(office, code, **changes):
    matter = office.policy.library.matters.catalogue().matters[code]
    ended = (day_of(office.clock()) - timedelta(days=1)).isoformat()
    after = matter.model_copy(update=changes) if changes else stopped(matter, ended, ("WJ-02",))
    office.policy.library.revising.revise(matter, after, "职能调整")
    office.clock.wait(minutes=2)


def test_a_stopped_matter_is_shown_as_soon_as_it_is_needed_and_the_guide_ends_there(
    office, answers
):
    stop(office, "WJ-01")
    screen = Screen(office.kiosk)
    screen.choose("T02")
    screen.answer_all(answers)

    assert screen.visit.cursor.step is VisitStep.GUIDE
    assert "2026 年 11 月 24 日 起停办，由“" in screen.html
    assert "叫人" in screen.html
    assert screen.html.count(">停办<") == 1
    keys = {button.key for button in screen.app.button}
    assert "main" not in keys
    assert "back" in keys

    stop(office, "WJ-01", valid_to=None, replaced_by=())
    screen.app.run()
    assert "停办" not in screen.html
    assert screen.app.button(key="main").label


def test_a_matter_to_come_says_from_when_on(office):
    stop(office, "WJ-01", valid_from="2027-01-01")
    screen = Screen(office.kiosk)
    screen.choose("T02")

    assert "要到 2027 年 1 月 1 日 才能办" in screen.html


def test_what_is_stopped_on_the_last_page_is_refused_with_nothing_lost(office, answers, shipped):
    form = office.kiosk.filling.form("T02", 1, answers)
    screen = Screen(office.kiosk)
    screen.choose("T02")
    screen.answer_all(answers)
    screen.go_on()
    screen.fill_all(form, values_for(form, shipped))
    screen.give_papers(form)
    assert screen.visit.cursor.step is VisitStep.REVIEW
    office.kiosk.consulting.stops(())
    before = dict(screen.visit.draft.values), screen.visit.draft.uploads

    matter = office.policy.library.matters.catalogue().matters["WJ-01"]
    office.policy.library.revising.revise(matter, stopped(matter, "2026-11-23", ()), "职能调整")
    screen.hand_in()

    assert screen.visit.received.number == ""
    assert "还没有收下" in " ".join(screen.alerts)
    assert (dict(screen.visit.draft.values), screen.visit.draft.uploads) == before
    with office.transaction() as stores:
        assert stores.cases.latest(5) == ()
