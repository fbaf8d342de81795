"""Passing a visit on: to a phone for minutes, to another day by a slip. What opens it, what not."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from adapters.sealing import SecretSealer
from adapters.system import random_symbols
from core.cases.models import Application, Upload
from core.errors import (
    LinkExpiredError,
    NotKeptError,
    ResumeCodeUnknownError,
    TooManyFilesError,
)
from core.services.acting import StaffContext
from core.services.citizens.phone_files import PhoneFiles
from core.services.citizens.sealed_visits import VisitState
from core.services.help_desk import HelpDesk
from core.services.officers import HelpCalls
from core.visits.passing import LINK_LASTS, MOST_FILES, RESUME_CODE_LASTS
from tests.databases import everything_in
from tests.seating import WINDOW, let_in
from tests.services.conftest import Watch, keeper_over

NAME = "林秋月"


@pytest.fixture
def phone(transaction, watch):
    def keep(*, document, subject, name, content, holder):
        return Upload(document, subject, name, "image/jpeg", len(content), "d" * 64)

    return PhoneFiles(transaction=transaction, clock=watch, randomness=random_symbols, keep=keep)


def offer(phone):
    return phone.offer(visit="v1", document="plan", subject="premises", paper="平面图")


def state(**values):
    application = Application("key", "T02", 1, {"has_license": "否"}, values)
    return VisitState(application, {"step": 3, "members": {"shareholder": 2}})


# --- A phone


def test_what_a_phone_gives_the_kiosk_gets_once(phone):
    token = offer(phone)
    assert phone.look(token).paper == "平面图"

    given = phone.give(token, name="a.jpg", content=b"abc")

    assert phone.collect(token) == (given,)
    assert phone.collect(token) == ()


@pytest.mark.parametrize("ends", ["time", "visit", "never was"])
def test_a_link_that_is_over_takes_and_gives_nothing(phone, watch, ends):
    token = offer(phone)
    if ends == "time":
        watch.now += LINK_LASTS
    elif ends == "visit":
        phone.close("v1")
    else:
        token = token[:-1]
    for use in (phone.look, phone.collect, lambda t: phone.give(t, name="a", content=b"a")):
        with pytest.raises(LinkExpiredError):
            use(token)


def test_a_link_takes_no_more_than_so_many_files(phone):
    token = offer(phone)
    for number in range(MOST_FILES):
        phone.give(token, name=str(number), content=b"a")

    with pytest.raises(TooManyFilesError):
        phone.give(token, name="one more", content=b"a")


def test_the_token_is_nowhere_in_the_database(phone, database):
    token = offer(phone)
    phone.give(token, name="a.jpg", content=b"abc")

    assert token.encode() not in everything_in(database)


# --- Another day


@settings(max_examples=8, deadline=None)
@given(
    values=some.dictionaries(
        some.text(min_size=1, max_size=8),
        some.none() | some.booleans() | some.integers() | some.text() | some.lists(some.text()),
        max_size=4,
    )
)
def test_a_visit_comes_back_as_it_was_left(hall, values):
    keeper = keeper_over(hall.transaction, Watch())
    slip = keeper.keep(state(**values))

    assert keeper.resume(slip.number, slip.code) == state(**values)


def test_nothing_of_a_kept_visit_can_be_read_in_the_database(keeper, database):
    slip = keeper.keep(state(**{"per.name@principal": NAME}))

    kept = everything_in(database)
    for secret in (NAME, slip.code, slip.number, slip.number.replace("-", ""), "has_license"):
        assert secret.encode() not in kept


def test_a_slip_is_good_once(keeper):
    slip = keeper.keep(state())
    keeper.resume(slip.number.lower().replace("-", " "), f" {slip.code} ")

    with pytest.raises(ResumeCodeUnknownError):
        keeper.resume(slip.number, slip.code)


def test_a_slip_is_good_for_seven_days(keeper, watch):
    slip = keeper.keep(state())
    watch.now += RESUME_CODE_LASTS - timedelta(seconds=1)
    other = keeper.keep(state())
    watch.now += timedelta(seconds=1)

    with pytest.raises(ResumeCodeUnknownError):
        keeper.resume(slip.number, slip.code)
    assert keeper.resume(other.number, other.code) == state()


def test_without_a_sealer_nothing_is_kept(transaction, watch):
    keeper = keeper_over(transaction, watch, sealer=None)

    assert not keeper.keeps
    with pytest.raises(NotKeptError):
        keeper.keep(state())


def test_a_byte_changed_in_the_database_opens_nothing():
    sealer = SecretSealer(b"installation")
    sealed = sealer.seal(b"kept", "secret")

    assert sealer.open(sealed, "secret") == b"kept"
    assert SecretSealer(b"another").open(sealed, "secret") is None
    for place in (0, len(sealed) // 2, len(sealed) - 1):
        changed = bytearray(sealed)
        changed[place] ^= 1
        assert sealer.open(bytes(changed), "secret") is None
    assert sealer.open(b"", "secret") is None


# --- Help


def test_calling_twice_is_one_call_until_somebody_goes_there(transaction, watch):
    desk = HelpDesk(transaction=transaction, clock=watch)
    call = desk.call(kiosk="1", step="form")
    assert desk.call(kiosk="1", step="form") == call
    assert desk.is_waiting(call.number)

    calls = HelpCalls(StaffContext(transaction, watch))
    calls.answer(let_in(transaction, WINDOW), call.number)

    assert not desk.is_waiting(call.number)
    assert desk.call(kiosk="1", step="form").number != call.number
