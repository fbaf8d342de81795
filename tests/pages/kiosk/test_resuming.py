"""Going on with a visit that was left: by this release, and by one that numbered the steps."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from core.services.citizens.sealed_visits import checked
from core.visits.models import KeptVisit
from core.visits.passing import digest_of
from core.visits.steps import VisitStep
from pages.kiosk.visiting import state_of
from tests.fakes import NOW, FakeKiosk
from tests.keys import SEALER
from tests.pages.kiosk.screens import PDF_FILE
from tests.services.licences import FakeLibrary

KEPT = Path(__file__).parent / "kept_by_an_earlier_release.json"
SYMBOLS, DIGITS = "ACDEFGHJKMNP", "135790"
NAME = "per.name@principal"


@pytest.fixture
def kiosk(shipped):
    kiosk = FakeKiosk(shipped, FakeLibrary({"per.name": "林秋月"}), sealer=SEALER)
    sealed = checked(SEALER.seal(KEPT.read_bytes(), f"{SYMBOLS}:{DIGITS}"))
    until = NOW + timedelta(days=1)
    kiosk.visits.visits[digest_of(SYMBOLS)] = KeptVisit(digest_of(SYMBOLS), sealed, until)
    return kiosk


def resume(screen, number, code):
    screen.press("resume")
    screen.app.text_input(key="slip_number").set_value(number)
    screen.app.text_input(key="slip_code").set_value(code)
    screen.press("main")


def test_a_visit_left_under_an_earlier_release_goes_on_where_it_was(screen):
    resume(screen, SYMBOLS, DIGITS)

    visit = screen.visit
    assert (visit.cursor.step, visit.cursor.material) == (VisitStep.MATERIALS, 1)
    assert visit.draft.members == {"employee": 1}
    assert visit.draft.contested == (NAME,)
    assert (visit.draft.values[NAME], visit.draft.fetched[NAME].value) == ("林秋悦", "林秋月")
    assert len(visit.draft.uploads) == 1
    assert len(visit.materials_shown) == 3
    assert screen.app.file_uploader


def test_what_was_left_is_kept_again_with_the_step_by_its_name(screen):
    resume(screen, SYMBOLS, DIGITS)
    screen.app.file_uploader[0].upload(*PDF_FILE).run()
    screen.go_on()
    before, cursor = screen.visit, replace(screen.visit.cursor)
    assert state_of(before).place["step"] == "materials"

    screen.press("exit")
    screen.press("later")
    kept = screen.resume_code
    screen.press("main")
    resume(screen, kept.number, kept.code)

    assert screen.visit.draft == before.draft
    assert screen.visit.cursor == cursor
