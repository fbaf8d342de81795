"""A receipt goes to a phone once, within ten minutes, to whoever knows the end of the number."""

from datetime import timedelta
from functools import partial

import pytest

from adapters.system import random_symbols
from core.errors import (
    LinkExpiredError,
    ReceiptLinkOverError,
    ReceiptRefusedError,
    TrackingLockedError,
    TrackingRefusedError,
)
from core.services.citizens import CitizenPorts, Credentials, OpenedReceipt, citizen_use_cases
from core.services.citizens.hold_receipt import MOST_TRIES
from tests.fakes import FakeFiles, FakePrinter
from tests.keys import SEALER
from tests.services.applications import application_of
from tests.services.racing import all_at_once, kinds_of

CODE = "ACDE-FGHJ"
"""What the receipt bears, and nothing else."""


@pytest.fixture
def kiosk(hall, watch):
    return citizen_use_cases(
        CitizenPorts(
            transaction=hall.transaction,
            files=FakeFiles(),
            printer=FakePrinter(),
            clock=watch,
            randomness=random_symbols,
            sealer=SEALER,
        )
    )


@pytest.fixture
def case(kiosk, hairdresser, request):
    return kiosk.handing_in.submit(
        application_of(hairdresser, kiosk, f"taken-{request.node.name}"[:80])
    )


@pytest.fixture
def four(case):
    return case.application.values["per.id_no@principal"][-4:]


@pytest.fixture
def token(kiosk, case):
    return kiosk.phone.receipts.offer(case.number, CODE)


@pytest.fixture
def opened(kiosk, token, four):
    return partial(kiosk.phone.receipts.open, token, four, place="phone")


def test_whoever_knows_the_last_four_opens_it_once(opened, case):
    assert opened() == OpenedReceipt(case.number, CODE)

    with pytest.raises(ReceiptLinkOverError):
        opened()


def test_of_as_many_at_once_as_may_try_one_opens_it(opened):
    """More than those may be refused: an attempt counts while it is looked at."""
    came = kinds_of(all_at_once(*[opened] * MOST_TRIES))

    assert came == {"OpenedReceipt": 1, "ReceiptLinkOverError": MOST_TRIES - 1}


def test_it_is_over_after_ten_minutes(opened, watch):
    watch.now += timedelta(minutes=10)

    with pytest.raises(ReceiptLinkOverError):
        opened()


@pytest.mark.parametrize("wrong", ["0000", "", "028", "00028", "二八二八", " "])
def test_a_wrong_guess_shows_nothing_and_uses_nothing(kiosk, token, opened, case, wrong):
    with pytest.raises(ReceiptRefusedError) as refused:
        kiosk.phone.receipts.open(token, wrong, place="phone")

    assert case.number not in str(refused.value)
    assert opened().case_number == case.number


def test_guesses_are_few_and_those_of_tracking_count_as_well(kiosk, case, token, opened, four):
    for _ in range(2):
        with pytest.raises(TrackingRefusedError):
            kiosk.tracking.look(Credentials(case.number, "0000", "phone"))
    for _ in range(3):
        with pytest.raises(ReceiptRefusedError):
            kiosk.phone.receipts.open(token, "0000", place="phone")

    with pytest.raises(TrackingLockedError):
        opened()
    assert kiosk.phone.receipts.open(token, four, place="home").case_number == case.number


@pytest.mark.parametrize("token", ["", "x" * 40, "' OR 1=1 --"])
def test_a_link_that_never_was_opens_nothing(kiosk, token):
    with pytest.raises(ReceiptLinkOverError):
        kiosk.phone.receipts.look(token)


def test_the_link_of_a_paper_opens_no_receipt(kiosk, case, four):
    token = kiosk.phone.files.offer(visit=case.number, document="d", subject="s", paper="p")

    with pytest.raises(ReceiptLinkOverError):
        kiosk.phone.receipts.open(token, four, place="phone")


def test_by_the_link_of_a_receipt_nothing_is_handed_in(kiosk, token):
    with pytest.raises(LinkExpiredError):
        kiosk.phone.files.give(token, name="a.pdf", content=b"%PDF-")


def test_a_newer_link_does_not_open_what_the_older_opened(kiosk, case, token, opened, four):
    newer = kiosk.phone.receipts.offer(case.number)
    opened()

    with pytest.raises(ReceiptLinkOverError):
        kiosk.phone.receipts.open(newer, four, place="phone")
