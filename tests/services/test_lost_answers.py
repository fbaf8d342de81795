"""The answer to a commit is lost: whoever hands in or takes back a visit does not lose anything."""

import sqlite3
from contextlib import contextmanager

import psycopg
import pytest

from core.cases.models import Application
from core.errors import OutcomeUnknownError
from core.services.citizens.sealed_visits import VisitState
from tests.services.applications import application_of
from tests.services.conftest import keeper_over

LETTING_GO = 2
"""The commit that does so, after counting the attempt and looking."""


@contextmanager
def lost_answers(engine, *, first, number, took_effect=True):
    """Lose the answers to so many commits from the first on, counted from 0."""
    commit, seen = engine.dialect.do_commit, iter(range(10_000))

    def do_commit(connection):
        is_lost = first <= next(seen) < first + number
        if took_effect or not is_lost:
            commit(connection)
        if is_lost and engine.dialect.name == "sqlite":
            raise sqlite3.OperationalError("disk I/O error")
        if is_lost:
            connection.dbapi_connection.close()
            raise psycopg.OperationalError("server closed the connection unexpectedly")

    engine.dialect.do_commit = do_commit
    yield
    engine.dialect.do_commit = commit


@pytest.fixture
def apply(hall, hairdresser, request):
    return lambda: application_of(hairdresser, hall.kiosk, f"lost-{request.node.name}"[:80])


@pytest.mark.parametrize("took_effect", [True, False])
def test_what_is_handed_in_is_looked_up_and_is_one_case(hall, apply, took_effect):
    application = apply()
    with lost_answers(hall.engine, first=0, number=1, took_effect=took_effect):
        case = hall.kiosk.handing_in.submit(application)

    assert hall.kiosk.handing_in.submit(application).number == case.number
    assert hall.kiosk.handing_in.receipt(case.number).case_number == case.number


def test_where_it_cannot_be_looked_up_it_is_said_not_to_be_known(hall, apply):
    application = apply()
    with (
        lost_answers(hall.engine, first=0, number=10, took_effect=False),
        pytest.raises(OutcomeUnknownError),
    ):
        hall.kiosk.handing_in.submit(application)

    assert hall.kiosk.handing_in.submit(application).number


@pytest.mark.parametrize("took_effect", [True, False])
def test_a_visit_that_is_taken_back_is_on_the_screen(database, transaction, watch, took_effect):
    keeper = keeper_over(transaction, watch)
    state = VisitState(Application("key", "T02", 1, {}, {}))
    slip = keeper.keep(state)
    with lost_answers(database, first=LETTING_GO, number=1, took_effect=took_effect):
        assert keeper.resume(slip.number, slip.code) == state
