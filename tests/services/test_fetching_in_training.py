"""A hall to train in fetches what its people agree to, out of their own file alone."""

import pytest

from building.practice import demo_people, practice_hall, shipped_scenarios
from core.errors import LicenceNotFoundError
from core.ports import LicenceRequest
from core.services.trainers import CastLibrary, play_in_hall
from core.services.trainers.scenario_applications import application_from
from core.working_days import ZONE
from tests.staffing import SetClock

CARD, OWN_NUMBER = "居民身份证", "441202198803160028"


def asked(licence=CARD, number=OWN_NUMBER, elements=("per.name", "per.sex")):
    return LicenceRequest(licence, number, elements, "T02", ("SCJG-01",), "同意")


@pytest.fixture(scope="module")
def library():
    return CastLibrary(demo_people(), clock=SetClock())


def test_only_what_was_asked_for_comes_back(library):
    copy = library.query(asked())
    assert copy.values == {"per.name": "林秋月", "per.sex": "女"}
    assert copy.checked_at.astimezone(ZONE).year == 2026


@pytest.mark.parametrize(
    "request_", [asked(licence="护照"), asked(number="441202199909090018"), asked(number="林秋月")]
)
def test_a_licence_that_nobody_has_is_not_found(library, request_):
    with pytest.raises(LicenceNotFoundError):
        library.query(request_)


def test_a_building_is_looked_up_by_its_address(library):
    address = "肇庆市端州区演示路 1 号首层"
    copy = library.query(asked("住建消防验收库", address, ("per.name", "prem.building_floors")))
    assert copy.values == {"prem.building_floors": "6 层"}


def test_whoever_agrees_to_nothing_writes_everything():
    scenario = next(f.scenario for f in shipped_scenarios() if f.scenario.code == "T02-1")
    with practice_hall() as hall:
        version = next(t.version for t in hall.kiosk.consulting.themes() if t.code == "T02")
        given = {"submission_key": "a", "channel": "training"}
        fetched = application_from(scenario, hall.kiosk, version, **given)
        silent = scenario.model_copy(update={"fetches": False})
        written = application_from(silent, hall.kiosk, version, **given)
        played = play_in_hall(silent, hall)
    assert {record.licence for record in fetched.fetched.values()} == {CARD}
    assert not written.fetched
    assert [step.say for step in played if not step.same] == ["scenario.fetched"]
