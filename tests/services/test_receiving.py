"""Reception finds whoever comes, and receives what their case owes, once and by name."""

from dataclasses import replace

import pytest

from core.cases.history import broken_at
from core.errors import (
    CaseClosedError,
    CaseNotFoundError,
    NothingOwedError,
    NotPermittedError,
    PersonNumberError,
    UploadRefusedError,
)
from core.services.citizens import Credentials
from core.training.scenarios import read_scenario
from tests.papers import PDF
from tests.seating import HEALTH, WINDOW
from tests.services.applications import CODE, application_of
from tests.services.conftest import ASSETS, staffed
from tests.services.racing import all_at_once, kinds_of


@pytest.fixture(scope="module")
def hall(kind, tmp_path_factory):
    with staffed(kind, tmp_path_factory.mktemp("hall")) as office:
        yield office


@pytest.fixture
def case(hall, request):
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    return hall.kiosk.handing_in.submit(owing(hall, person, request.node.name), code=CODE)


def owing(hall, person, key):
    """Return an application in which everything is promised that may come later."""
    application = application_of(person, hall.kiosk, key)
    form = hall.kiosk.filling.form(
        application.theme_code, application.theme_version, application.answers, application.values
    )
    later = tuple(paper.code for paper in form.materials if paper.may_come_later)
    kept = tuple(upload for upload in application.uploads if str(upload.key) not in later)
    return replace(application, uploads=kept, deferred=later)


def reception(hall):
    return hall.as_(WINDOW).counter.receiving


def test_a_case_is_found_by_its_number_and_by_the_number_of_its_person(hall, case):
    identity = case.application.values["per.id_no@principal"]

    by_number = reception(hall).cases_of(f" {case.number.lower()} ")
    by_person = reception(hall).cases_of(identity.lower())

    assert [found.number for found in by_number] == [case.number]
    assert case.number in [found.number for found in by_person]
    assert {owed.code for owed in by_number[0].owed} == set(case.application.deferred)


@pytest.mark.parametrize(
    ("typed", "error"),
    [("261124-ACDE-FGHY", CaseNotFoundError), ("", PersonNumberError), ("李", PersonNumberError)],
)
def test_what_is_no_case_and_no_person_is_refused(hall, typed, error):
    with pytest.raises(error):
        reception(hall).cases_of(typed)


def test_what_is_owed_is_received_once_and_it_is_known_by_whom(hall, case):
    owed = reception(hall).counter_case(case.number).owed[0]

    after = reception(hall).receive_material(case.number, owed.code, name="a.pdf", content=PDF)

    assert owed not in after.owed
    assert [came.received_by for came in after.supplied] == [WINDOW.display_name]
    four = case.application.values["per.id_no@principal"][-4:]
    assert owed not in hall.kiosk.tracking.look(Credentials(case.number, four)).owed
    with hall.transaction() as stores:
        kept = stores.cases.get(case.number)
    assert broken_at(kept.history) is None
    assert kept.history[-1].actor == "window"
    with pytest.raises(NothingOwedError):
        reception(hall).receive_material(case.number, owed.code, name="a.pdf", content=PDF)


@pytest.mark.parametrize("content", [b"", b"no document", b"MZ\x90\x00"])
def test_what_cannot_be_kept_is_not_received(hall, case, content):
    owed = reception(hall).counter_case(case.number).owed[0]

    with pytest.raises(UploadRefusedError):
        reception(hall).receive_material(case.number, owed.code, name="a.pdf", content=content)

    assert owed in reception(hall).counter_case(case.number).owed


@pytest.mark.parametrize("code", ["", "D@x", "营业执照", "window.received@"])
def test_what_is_not_owed_is_not_received(hall, case, code):
    with pytest.raises(NothingOwedError):
        reception(hall).receive_material(case.number, code, name="a.pdf", content=PDF)


def test_nothing_is_received_for_a_case_that_was_withdrawn(hall, case):
    owed = reception(hall).counter_case(case.number).owed[0]
    four = case.application.values["per.id_no@principal"][-4:]
    hall.kiosk.tracking.withdraw(Credentials(case.number, four), CODE)

    with pytest.raises(CaseClosedError):
        reception(hall).receive_material(case.number, owed.code, name="a.pdf", content=PDF)


def test_the_kiosk_and_the_window_at_once_receive_it_once(hall, case):
    at_window = reception(hall)
    owed = at_window.counter_case(case.number).owed[0]
    four = case.application.values["per.id_no@principal"][-4:]

    outcomes = all_at_once(
        lambda: at_window.receive_material(case.number, owed.code, name="a.pdf", content=PDF),
        lambda: hall.kiosk.tracking.supply(
            Credentials(case.number, four), owed, name="a.pdf", content=PDF
        ),
    )

    assert kinds_of(outcomes)["NothingOwedError"] == 1
    assert len(at_window.counter_case(case.number).supplied) == 1


def test_departments_receive_nothing(hall, case):
    with pytest.raises(NotPermittedError):
        hall.as_(HEALTH).counter.receiving.counter_case(case.number)
