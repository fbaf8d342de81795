"""A visit that was left is looked at by the window, with both secrets, and stays as it was."""

import pytest

from core.errors import NotPermittedError, ResumeCodeLockedError, WrongCodeError
from core.services.citizens.sealed_visits import VisitState
from core.staff.access import LookSearch
from core.training.scenarios import read_scenario
from tests.seating import HEALTH, SUPERVISOR, WINDOW
from tests.services.applications import application_of
from tests.services.conftest import ASSETS, staffed


@pytest.fixture(scope="module")
def hall(kind, tmp_path_factory):
    with staffed(kind, tmp_path_factory.mktemp("hall")) as office:
        yield office


@pytest.fixture
def kept(hall, request):
    """Leave a visit that lacks every material."""
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    application = application_of(
        person, hall.kiosk, request.node.name, uploads=(), deferred=(), templates=()
    )
    return hall.kiosk.visits.keeper.keep(VisitState(application, {"step": "materials"}))


def look(hall, number, code, who=WINDOW):
    return hall.as_(who).counter.keeping.open_kept(number, code)


def test_the_window_sees_what_is_missing_and_the_kiosk_goes_on_with_it(hall, kept):
    seen = look(hall, kept.number.lower(), kept.code)

    assert seen.theme_name == "开办理发店"
    assert seen.is_finished
    assert seen.missing
    assert hall.kiosk.visits.keeper.resume(kept.number, kept.code).place == {"step": "materials"}


def test_who_looked_is_written_down(hall, kept):
    look(hall, kept.number, kept.code)

    looks = hall.as_(SUPERVISOR).access.looks(LookSearch(who="window"))
    assert any(each.use_case == "counter.open_kept" for each in looks.looks)


def test_a_wrong_code_is_refused_and_waits_as_at_the_kiosk(hall, kept):
    wrong = "000000" if kept.code != "000000" else "111111"
    for _ in range(2):
        with pytest.raises(WrongCodeError):
            look(hall, kept.number, wrong)

    for code in (wrong, kept.code):
        with pytest.raises(ResumeCodeLockedError):
            look(hall, kept.number, code)
    hall.clock.wait(minutes=2)
    assert look(hall, kept.number, kept.code).missing


def test_departments_look_at_no_visit(hall, kept):
    with pytest.raises(NotPermittedError):
        look(hall, kept.number, kept.code, who=HEALTH)
