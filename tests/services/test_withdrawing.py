"""Withdrawing asks for more than looking: the code that is printed on the receipt alone."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from core.cases.models import CaseStatus
from core.cases.receipt_codes import is_code
from core.errors import (
    ReceiptCodeWrongError,
    TrackingLockedError,
    TrackingRefusedError,
    WithdrawAtCounterError,
)
from core.services.citizens import Credentials
from core.services.citizens.hold_receipt import MOST_TRIES
from tests.databases import everything_in
from tests.services.applications import CODE, application_of
from tests.services.racing import all_at_once, kinds_of

WRONG = "ACDE-FGHX"


@pytest.fixture
def submit(kiosk, hairdresser, request):
    application = application_of(hairdresser, kiosk, f"withdrawn-{request.node.name}"[:80])
    return partial(kiosk.handing_in.submit, application)


@pytest.fixture
def case(submit):
    return submit(code=CODE)


@pytest.fixture
def asked(case):
    return Credentials(case.number, case.application.values["per.id_no@principal"][-4:])


@pytest.mark.parametrize("typed", [CODE, "acde fghj", " ACDEFGHJ "])
def test_whoever_holds_the_receipt_withdraws(kiosk, asked, typed):
    kiosk.tracking.withdraw(asked, typed)

    assert kiosk.tracking.look(asked).status is CaseStatus.WITHDRAWN


@pytest.mark.parametrize("typed", ["", WRONG, "ACDE", "撤回", CODE + "A"])
def test_whoever_may_only_look_does_not(kiosk, asked, typed):
    with pytest.raises(ReceiptCodeWrongError):
        kiosk.tracking.withdraw(asked, typed)

    assert kiosk.tracking.look(asked).status is CaseStatus.RECEIVED


def test_the_code_alone_is_not_enough(kiosk, asked):
    with pytest.raises(TrackingRefusedError):
        kiosk.tracking.withdraw(replace(asked, last_four="0000"), CODE)


def test_a_receipt_of_before_is_withdrawn_at_the_counter(kiosk, submit):
    case = submit()
    asked = Credentials(case.number, case.application.values["per.id_no@principal"][-4:])

    for typed in ("", CODE):
        with pytest.raises(WithdrawAtCounterError):
            kiosk.tracking.withdraw(asked, typed)
    assert not kiosk.tracking.look(asked).has_code


def test_handing_in_again_does_not_make_another_code(kiosk, submit, case, asked):
    assert submit(code=WRONG).number == case.number

    assert kiosk.handing_in.receipt(case.number, code=CODE).code == CODE
    assert kiosk.handing_in.receipt(case.number, code=WRONG).code == ""


def test_the_database_does_not_hold_it(hall, kiosk, submit):
    code = kiosk.handing_in.new_code()
    number = submit(code=code).number

    held = everything_in(hall.engine)

    assert number.encode() in held
    assert code.encode() not in held
    assert code.replace("-", "").encode() not in held


def test_wrong_codes_at_once_are_counted_and_make_one_wait_and_the_code_outlives_them(
    kiosk, asked, watch
):
    results = all_at_once(*[partial(kiosk.tracking.withdraw, asked, WRONG)] * 12)

    assert kinds_of(results) == {"ReceiptCodeWrongError": 4, "TrackingLockedError": 8}
    with pytest.raises(TrackingLockedError):
        kiosk.tracking.withdraw(asked, CODE)
    kiosk.tracking.withdraw(replace(asked, place="another kiosk"), CODE)


def test_after_a_wait_the_same_place_may_try_again(kiosk, asked, watch):
    for left in reversed(range(MOST_TRIES)):
        with pytest.raises((ReceiptCodeWrongError, TrackingLockedError)) as refused:
            kiosk.tracking.withdraw(asked, WRONG)
        assert refused.value.params.get("tries", 0) == left

    watch.now += timedelta(minutes=2)
    kiosk.tracking.withdraw(asked, CODE)


def test_codes_are_random_and_can_be_read_aloud(kiosk):
    codes = {kiosk.handing_in.new_code() for _ in range(50)}

    assert len(codes) == 50
    assert all(map(is_code, codes))
