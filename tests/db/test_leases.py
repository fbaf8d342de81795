"""Law 10: what a receipt was given for is there, whatever time, clocks and sweepers do."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from itertools import count
from threading import Barrier

import pytest
from hypothesis import settings
from hypothesis import strategies as some
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from adapters.system import random_symbols
from core.cases.models import Application, Upload
from core.errors import ResumeCodeUnknownError, StorageError
from core.services.citizens.keep_visits import VisitKeeper
from core.services.citizens.lease_files import LEASE_LASTS, FileLeases
from core.services.citizens.sealed_visits import VisitState
from core.visits.passing import RESUME_CODE_LASTS
from core.visits.steady import SteadyClock
from db.transactions import transactions_of
from tests.db.content import NOW, a_case, a_version
from tests.keys import SEALER, file_store, path_of

MINUTE = timedelta(minutes=1)
NUMBERS = count(1)


class PlainSealer:
    """Seals nothing: what is tested here is who holds what."""

    def seal(self, content, secret):
        return secret.encode() + content

    def open(self, sealed, secret):
        return sealed.removeprefix(secret.encode()) if sealed.startswith(secret.encode()) else None


class Hall:
    """A hall with a clock that can be set, over a database and a folder."""

    def __init__(self, engine, folder, sealer=None):
        self.wall, self.ran = NOW, 0.0
        self.files = file_store(folder)
        self.transaction = transactions_of(engine, hall="demo")
        clock = lambda: self.wall  # noqa: E731
        self.held = FileLeases(
            transaction=self.transaction,
            files=self.files,
            clock=clock,
            steady=SteadyClock(clock, lambda: self.ran),
        )
        self.keeper = VisitKeeper(
            transaction=self.transaction,
            clock=clock,
            randomness=random_symbols,
            sealer=sealer or PlainSealer(),
            leases=self.held,
        )

    def run(self, time):
        self.wall += time
        self.ran += time.total_seconds()

    def receive(self, visit, digests):
        """Make a case of a visit as handing in does; say whether there is a receipt."""
        with self.transaction() as stores:
            if self.held.take_over(stores, digests, holder=visit):
                return False
            stores.cases.add(case_with(visit, digests))
        self.held.let_go(visit)
        return True

    def missing(self, digests):
        return [digest for digest in digests if not is_there(self.files, digest)]


def case_with(visit, digests):
    case = a_case(f"261124-{next(NUMBERS):09d}", key=visit)
    uploads = [
        Upload("doc", "premises", "a.pdf", "application/pdf", 1, digest) for digest in digests
    ]
    history = tuple(replace(event, case_number=case.number) for event in case.history)
    return replace(
        case, application=replace(case.application, uploads=tuple(uploads)), history=history
    )


def is_there(files, digest):
    try:
        files.get(digest)
    except StorageError:
        return False
    return True


class Leases(RuleBasedStateMachine):
    """Visits come, wait, leave, come back and hand in, while the clock is set to anything."""

    visits = Bundle("visits")
    slips = Bundle("slips")

    def __init__(self, engine, folder):
        super().__init__()
        self.hall = Hall(engine, folder)
        self.files_of, self.touched, self.received = {}, {}, []

    @rule(target=visits)
    def begin(self):
        visit = f"visit-{next(NUMBERS)}"
        self.files_of[visit] = [self.hall.held.put(visit.encode(), holder=visit)]
        self.touched[visit] = self.hall.ran
        return visit

    @rule(visit=visits, content=some.sampled_from([b"one", b"two", b"three"]))
    def hand_over(self, visit, content):
        self.files_of[visit].append(self.hall.held.put(content, holder=visit))
        self.touch(visit)

    @rule(visit=visits)
    def touch(self, visit):
        self.hall.held.renew(visit)
        if not self.hall.missing(self.files_of[visit]):
            self.touched[visit] = self.hall.ran

    @rule(minutes=some.sampled_from([1, 30, 90, 119, 121, 1500]))
    def wait(self, minutes):
        self.hall.run(minutes * MINUTE)
        self.hall.held.sweep()

    @rule(hours=some.sampled_from([-200, -9, -3, 3, 9, 200]))
    def set_clock(self, hours):
        self.hall.wall += timedelta(hours=hours)

    @rule()
    def sweep(self):
        self.hall.held.sweep()

    @rule(target=slips, visit=consumes(visits))
    def leave_for_another_day(self, visit):
        state = VisitState(Application(visit, "T02", 1, {}, {}))
        return visit, self.hall.keeper.keep(state)

    @rule(target=visits, slip=consumes(slips))
    def come_back(self, slip):
        visit, paper = slip
        try:
            self.hall.keeper.resume(paper.number, paper.code)
        except ResumeCodeUnknownError:
            return multiple()
        if not self.hall.missing(self.files_of[visit]):
            self.touched[visit] = self.hall.ran
        return visit

    @rule(visit=consumes(visits))
    def hand_in(self, visit):
        digests = self.files_of[visit]
        lives = self.hall.ran - self.touched[visit] < LEASE_LASTS.total_seconds()
        received = self.hall.receive(visit, digests)
        if received:
            self.received.extend(digests)
        assert received or not lives, "somebody who was there lost a paper"

    @invariant()
    def every_receipt_is_for_files_that_exist(self):
        assert not self.hall.missing(self.received)


@pytest.fixture(autouse=True)
def _published(engine, catalogue):
    with transactions_of(engine, hall="demo")() as stores:
        stores.themes.publish(a_version(catalogue))


def test_a_receipt_exists_only_if_all_files_exist(engine, tmp_path):
    run_state_machine_as_test(
        lambda: Leases(engine, tmp_path / "files"),
        settings=settings(max_examples=15, stateful_step_count=15, deadline=None),
    )


@pytest.fixture
def hall(engine, tmp_path):
    return Hall(engine, tmp_path / "files", SEALER)


def test_what_was_swept_away_gets_no_receipt(hall):
    digest = hall.held.put(b"a plan", holder="anna")
    hall.run(LEASE_LASTS)
    hall.held.sweep()

    assert not hall.receive("anna", [digest])


def test_a_spoilt_file_gets_no_receipt_until_it_is_handed_in_again(hall, tmp_path):
    digest = hall.held.put(b"a plan", holder="anna")
    path = path_of(tmp_path / "files", digest)
    path.write_bytes(b"a plam")

    assert not hall.receive("anna", [digest])
    assert hall.held.put(b"a plan", holder="anna") == digest
    assert hall.receive("anna", [digest])


def test_a_visit_that_lives_is_held_however_long_it_lasts(hall):
    digest = hall.held.put(b"a plan", holder="anna")
    for _ in range(4):
        hall.run(LEASE_LASTS - MINUTE)
        hall.held.renew("anna")
        hall.held.sweep()

    assert hall.receive("anna", [digest])


def test_renewing_never_shortens_what_is_held_for_another_day(hall):
    digest = hall.held.put(b"a plan", holder="anna")
    hall.keeper.keep(VisitState(Application("anna", "T02", 1, {}, {})))

    hall.held.renew("anna")
    hall.run(2 * LEASE_LASTS)
    hall.held.sweep()

    assert not hall.missing([digest])


def test_whoever_comes_back_minutes_before_the_slip_ends_can_finish(hall):
    digest = hall.held.put(b"a plan", holder="anna")
    slip = hall.keeper.keep(VisitState(Application("anna", "T02", 1, {}, {})))

    hall.run(RESUME_CODE_LASTS - MINUTE)
    hall.keeper.resume(slip.number, slip.code)
    hall.run(30 * MINUTE)
    hall.held.sweep()

    assert hall.receive("anna", [digest])


def test_a_clock_that_jumps_sweeps_nobody_away(hall):
    digest = hall.held.put(b"a plan", holder="anna")
    kept = hall.held.put(b"kept", holder="bao")
    slip = hall.keeper.keep(VisitState(Application("bao", "T02", 1, {}, {})))

    hall.wall += timedelta(days=30)
    assert hall.held.sweep() == 0
    assert hall.receive("anna", [digest])
    hall.wall -= timedelta(days=30)

    assert hall.keeper.resume(slip.number, slip.code).application.submission_key == "bao"
    assert not hall.missing([kept])


@pytest.mark.parametrize("attempt", range(6))
def test_sweeping_and_handing_in_at_once_loses_nothing(hall, attempt):
    """Either there is a receipt and every file, or no receipt."""
    visits = {f"{attempt}-{n}": hall.held.put(b"%d" % n, holder=f"{attempt}-{n}") for n in range(6)}
    hall.run(LEASE_LASTS)
    ready = Barrier(len(visits) + 2)

    def hand_in(visit):
        ready.wait()
        return visit, hall.receive(visit, [visits[visit]])

    def sweep():
        ready.wait()
        hall.held.sweep()

    with ThreadPoolExecutor(len(visits) + 2) as pool:
        sweeping = [pool.submit(sweep) for _ in range(2)]
        received = dict(pool.map(hand_in, visits))
        assert all(sweep.result() is None for sweep in sweeping)

    assert not hall.missing(visits[visit] for visit, got in received.items() if got)


def test_the_same_file_held_by_the_same_visit_at_once_is_held(hall):
    ready = Barrier(8)

    def put():
        ready.wait()
        return hall.held.put(b"a plan", holder="anna")

    with ThreadPoolExecutor(8) as pool:
        digests = [attempt.result() for attempt in [pool.submit(put) for _ in range(8)]]

    assert len(set(digests)) == 1
    assert hall.receive("anna", digests[:1])
