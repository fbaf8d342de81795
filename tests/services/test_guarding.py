"""What a stranger's guesses do: the stranger waits, and nobody loses anything."""

import traceback
from datetime import timedelta

import pytest

from core.attempts import REMEMBERED_FOR
from core.cases.models import Application
from core.errors import (
    AlteredRecordError,
    ResumeCodeLockedError,
    ResumeCodeUnknownError,
    TrackingLockedError,
    TrackingRefusedError,
    WrongCodeError,
)
from core.services.citizens import Credentials
from core.services.citizens.sealed_visits import VisitState
from core.services.guard_secrets import AT_ONE_SECRET, FROM_ONE_PLACE, SecretGuard
from core.visits.passing import digest_of
from tests.keys import SEALER

STATE = VisitState(Application("key", "T02", 1, {}, {}))


@pytest.fixture
def guard(transaction, watch):
    return SecretGuard(
        "case", free=5, refusal=TrackingLockedError, transaction=transaction, clock=watch
    )


def wrong(slip, place="a stranger's"):
    code = f"{(int(slip.code) + 1) % 1_000_000:06d}"
    return {"number": slip.number, "code": code, "place": place}


def test_a_strangers_guesses_neither_wipe_nor_lock_a_visit(keeper):
    slip = keeper.keep(STATE)
    for _ in range(2):
        with pytest.raises(WrongCodeError):
            keeper.resume(**wrong(slip))
    for _ in range(20):
        with pytest.raises(ResumeCodeLockedError):
            keeper.resume(**wrong(slip))

    assert keeper.resume(slip.number, slip.code, place="the owner's") == STATE


def test_each_further_guess_waits_longer_and_the_code_outlives_them_all(keeper, watch):
    slip, waited = keeper.keep(STATE), []
    for _ in range(3):
        with pytest.raises((WrongCodeError, ResumeCodeLockedError)):
            keeper.resume(**wrong(slip))
    for _ in range(6):
        with pytest.raises(ResumeCodeLockedError) as refused:
            keeper.resume(**wrong(slip))
        waited.append(refused.value.params["minutes"])
        watch.now += timedelta(minutes=waited[-1])
        with pytest.raises(ResumeCodeLockedError):
            keeper.resume(**wrong(slip))

    assert waited == [1, 5, 15, 60, 60, 60]
    watch.now += timedelta(minutes=60)
    assert keeper.resume(slip.number, slip.code, place="a stranger's") == STATE


def test_guesses_from_many_places_wait_too_but_never_long(guard, watch):
    for number in range(AT_ONE_SECRET.free):
        guard.count("261124-ACDE-FGHY", f"place {number}")

    for minutes in (1, 5, 15, 15):
        with pytest.raises(TrackingLockedError) as refused:
            guard.count("261124-ACDE-FGHY", "one more")
        assert refused.value.params == {"minutes": minutes}
        watch.now += timedelta(minutes=minutes)
        guard.count("261124-ACDE-FGHY", f"after {minutes} {watch.now}")


def test_one_place_cannot_try_one_number_after_another(guard):
    for number in range(FROM_ONE_PLACE.free):
        guard.count(f"number {number}", "here")

    with pytest.raises(TrackingLockedError):
        guard.count("one more", "here")
    guard.count("one more", "elsewhere")


def test_whoever_is_right_again_and_again_never_waits(guard):
    for number in range(3 * FROM_ONE_PLACE.free):
        guard.count(f"number {number % 7}", "here")
        guard.passed(f"number {number % 7}", "here")


def test_what_waits_is_not_counted(guard, watch):
    for _ in range(5):
        guard.count("a number", "a stranger's")
    for _ in range(50):
        with pytest.raises(TrackingLockedError):
            guard.count("a number", "a stranger's")

    guard.count("a number", "the owner's")


def test_attempts_are_forgotten_after_a_day(guard, transaction, watch):
    guard.count("a number", "here")
    watch.now += REMEMBERED_FOR + timedelta(seconds=1)

    guard.count("another", "there")

    with transaction() as stores:
        assert stores.attempts.count("try", FROM_ONE_PLACE, at=watch.now).count == 1
    assert guard.count("a number", "here") == 4


def test_a_number_that_cannot_be_one_is_refused_before_anything_is_counted(hall, keeper):
    for typed in ("261124-ACDE-FGHX", "", "a" * 500, "26112A-ACDE-FGHY"):
        with pytest.raises(TrackingRefusedError):
            hall.kiosk.tracking.look(Credentials(typed, "0028"))
    for typed in ("", "ACDE", "ACDE-FGHJ-KMN0", "http://hall/?slip="):
        with pytest.raises(ResumeCodeUnknownError):
            keeper.resume(typed, "123456")


def test_a_visit_that_cannot_be_read_is_kept_and_nothing_of_it_is_shown(keeper, transaction, watch):
    slip = keeper.keep(STATE)
    symbols = slip.number.replace("-", "")
    spoilt = SEALER.seal(b'{"application": "SECRET-NAME"}', f"{symbols}:{slip.code}")
    with transaction() as stores:
        kept = stores.visits.kept(digest_of(symbols))
        stores.visits.keep(type(kept)(kept.digest, spoilt, kept.expires_at))

    with pytest.raises(AlteredRecordError) as refused:
        keeper.resume(slip.number, slip.code)

    error = refused.value
    assert "SECRET-NAME" not in "".join(traceback.format_exception(error))
    with transaction() as stores:
        assert stores.visits.kept(digest_of(symbols)).sealed == spoilt
