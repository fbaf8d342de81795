"""A form on a phone: held in one place at a time, sealed, gone after ten minutes (law 14)."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.system import random_symbols
from core.cases.models import Application
from core.errors import LinkExpiredError, NotKeptError
from core.services.citizens.lend_form import LendForm, LentForm
from core.services.citizens.sealed_visits import VisitState
from core.visits.passing import LINK_LASTS
from tests.databases import everything_in
from tests.keys import SEALER

NAME = "林秋月"


@pytest.fixture
def lending(transaction, watch):
    return lender(transaction, watch, SEALER)


def lender(transaction, watch, sealer):
    return LendForm(transaction=transaction, clock=watch, randomness=random_symbols, sealer=sealer)


def state(**values):
    return VisitState(Application("key", "T02", 1, {}, values), {"step": "form", "page": 0})


def typed(name):
    return lambda form: replace(form, state=state(name=name), page=2, pages=3, last="姓名")


def test_what_the_phone_keeps_the_kiosk_sees_and_takes_back(lending):
    token = lending.lend(LentForm(state()))

    lending.save(token, lambda form: replace(form, is_open=True))
    lending.save(token, typed(NAME))
    form = lending.look(token)

    assert (form.page, form.pages, form.last, form.is_open, form.changes) == (2, 3, "姓名", True, 2)
    assert lending.take(token) == state(name=NAME)


def test_nothing_of_it_can_be_read_where_it_lies(lending, database):
    lending.save(lending.lend(LentForm(state())), typed(NAME))

    assert NAME.encode() not in everything_in(database)


@pytest.mark.parametrize("end", ["taken", "closed", "time", "another token"])
def test_a_form_that_is_not_there_any_more_takes_nothing(lending, watch, end):
    token = lending.lend(LentForm(state()))
    if end == "taken":
        lending.take(token)
    elif end == "closed":
        lending.close(token)
    elif end == "time":
        watch.now += LINK_LASTS
    else:
        token = token[::-1]

    for use in (lending.look, lending.take, lambda token: lending.save(token, typed(NAME))):
        with pytest.raises(LinkExpiredError):
            use(token)


def test_ten_minutes_begin_anew_with_whatever_the_phone_keeps(lending, watch):
    token = lending.lend(LentForm(state()))
    for _ in range(3):
        watch.now += LINK_LASTS - timedelta(seconds=1)
        lending.save(token, typed(NAME))

    assert lending.take(token) == state(name=NAME)


def test_whoever_takes_it_back_while_the_phone_keeps_something_gets_it_or_the_phone_is_told(
    lending,
):
    for _ in range(5):
        token = lending.lend(LentForm(state()))
        with ThreadPoolExecutor(2) as both:
            kept = both.submit(lending.save, token, typed(NAME))
            taken = both.submit(lending.take, token).result()

        if taken == state():
            assert isinstance(kept.exception(), LinkExpiredError)
        else:
            assert (taken, kept.exception()) == (state(name=NAME), None)
        with pytest.raises(LinkExpiredError):
            lending.look(token)


def test_only_one_of_two_takes_it_back(lending):
    token = lending.lend(LentForm(state()))
    with ThreadPoolExecutor(4) as takers:
        attempts = [takers.submit(lending.take, token) for _ in range(4)]

    assert sorted(type(a.exception()).__name__ for a in attempts) == [
        *["LinkExpiredError"] * 3,
        "NoneType",
    ]


def test_where_nothing_can_be_sealed_nothing_is_lent(transaction, watch):
    lending = lender(transaction, watch, None)

    assert not lending.lends
    with pytest.raises(NotKeptError):
        lending.lend(LentForm(state()))
