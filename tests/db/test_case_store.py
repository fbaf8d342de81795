from dataclasses import replace

import pytest

from core.errors import CaseNotFoundError, DuplicateSubmissionError, StorageError
from db.transactions import stores_in
from tests.db.content import a_case, a_version, an_event

CASE = a_case()


@pytest.fixture
def hall(engine, catalogue):
    """Opens the stores of one hall, in which a theme is published."""
    with stores_in(engine, hall="demo") as stores:
        stores.themes.publish(a_version(catalogue))
    return lambda name="demo": stores_in(engine, hall=name)


def test_added_case_comes_back_equal(hall):
    with hall() as stores:
        stores.cases.add(CASE)

    with hall() as stores:
        assert stores.cases.get(CASE.number) == CASE
        assert stores.cases.submitted_as("key-1") == CASE
        assert stores.cases.exists(CASE.number)


def test_what_is_not_there_is_distinguished(hall):
    with hall() as stores:
        with pytest.raises(CaseNotFoundError):
            stores.cases.get("261124-AAAA-AAAA")
        with pytest.raises(CaseNotFoundError):
            stores.cases.append(an_event((), "261124-AAAA-AAAA"))
        assert stores.cases.submitted_as("key-1") is None
        assert not stores.cases.exists(CASE.number)


def test_the_second_case_of_a_submission_is_refused_and_the_first_is_kept(hall):
    with hall() as stores:
        stores.cases.add(CASE)

    with hall() as stores:
        with pytest.raises(DuplicateSubmissionError):
            stores.cases.add(a_case(number="261124-CCCC-CCCC"))
        assert stores.cases.submitted_as("key-1") == CASE
        assert not stores.cases.exists("261124-CCCC-CCCC")


def test_a_number_that_is_taken_is_a_storage_error(hall):
    with hall() as stores:
        stores.cases.add(CASE)

    with pytest.raises(StorageError), hall() as stores:
        stores.cases.add(a_case(key="key-2"))


def test_halls_see_their_own_cases_only(hall):
    with hall() as stores:
        stores.cases.add(CASE)

    with hall("another") as stores:
        assert not stores.cases.exists(CASE.number)
        stores.cases.add(CASE)
        assert stores.cases.get(CASE.number) == CASE


def test_appended_entries_come_back_in_order(hall):
    second = an_event(CASE.history, CASE.number, "printed", pages=2)
    third = an_event((*CASE.history, second), CASE.number, "printed", pages=1)
    with hall() as stores:
        stores.cases.add(CASE)
        stores.cases.append(second)
        stores.cases.append(third)

    with hall() as stores:
        assert stores.cases.get(CASE.number).history == (*CASE.history, second, third)


def test_two_entries_for_one_place_are_refused(hall):
    with hall() as stores:
        stores.cases.add(CASE)
        stores.cases.append(an_event(CASE.history, CASE.number, "printed"))

    with pytest.raises(StorageError), hall() as stores:
        stores.cases.append(an_event(CASE.history, CASE.number, "reviewed"))

    with hall() as stores:
        assert [event.action for event in stores.cases.get(CASE.number).history] == [
            "received",
            "printed",
        ]


def test_a_case_of_a_version_that_was_never_published_is_refused(hall):
    application = replace(CASE.application, theme_version=7)

    with pytest.raises(StorageError), hall() as stores:
        stores.cases.add(replace(CASE, application=application))
