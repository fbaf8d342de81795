"""What is kept for the page that is open, and what a restart shows."""

import pytest

from adapters.sealing import KeySealer
from pages.kiosk.overlays import Restarted, Resuming
from pages.kiosk.visiting import state_of
from tests.fakes import FakeKiosk
from tests.keys import SEALER
from tests.pages.kiosk.conftest import HAIR_SALON


@pytest.fixture
def kiosk(shipped):
    return FakeKiosk(shipped, sealer=SEALER, draft_sealer=KeySealer())


@pytest.fixture
def begun(screen, answers):
    """Somebody who has answered one question."""
    screen.choose(HAIR_SALON)
    screen.answer(screen.question(), answers[screen.question()])
    return screen


def restart(screen):
    """Show what the next process shows to the page that has the key."""
    before = screen.visit
    key, state = before.key, screen.service.visits.drafts.find(before.key)
    screen.visit.cursor.lay(Restarted(key, state))
    screen.app.run()
    return key


def test_what_was_answered_is_kept_as_it_stands_under_the_key_of_the_page(begun):
    assert begun.service.visits.drafts.find(begun.visit.key) == state_of(begun.visit)


def test_whoever_ends_the_visit_leaves_nothing(begun, kiosk):
    begun.press("exit")
    begun.press("wipe")

    assert kiosk.visits.visits == {}


def test_another_theme_has_another_key_and_the_former_draft_is_gone(begun, kiosk):
    before = begun.visit.key
    begun.go_back()
    begun.go_back()
    begun.choose("T03")

    assert len(kiosk.visits.visits) == 1
    assert begun.service.visits.drafts.find(before) is None
    assert begun.service.visits.drafts.find(begun.visit.key).application.theme_code == "T03"


def test_after_a_restart_whoever_it_belongs_to_goes_on_and_the_old_key_opens_nothing(begun):
    draft = begun.visit.draft
    key = restart(begun)
    assert "答了 1 问" in begun.html

    begun.press("main")

    assert begun.visit.draft.answers == draft.answers
    assert begun.visit.draft.submission_key == draft.submission_key
    assert begun.service.visits.drafts.find(key) is None
    assert begun.service.visits.drafts.find(begun.visit.key) == state_of(begun.visit)


def test_whoever_it_does_not_belong_to_wipes_it(begun, kiosk):
    restart(begun)

    begun.press("other")

    assert kiosk.visits.visits == {}
    assert not begun.visit.has_begun


def test_what_was_not_kept_is_said_and_a_number_leads_on(screen):
    screen.visit.cursor.lay(Restarted("a key that opens nothing"))
    screen.app.run()
    assert "这一次要从头开始" in screen.html

    screen.press("by_number")

    assert isinstance(screen.visit.cursor.cover, Resuming)
