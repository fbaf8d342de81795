"""Limits, and what may happen once, when many ask at the same moment, on both databases."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from adapters.system import random_symbols
from core.attempts import Limit
from core.cases.history import broken_at
from core.cases.models import Application, Upload
from core.errors import TooManyFilesError
from core.services.acting import StaffContext
from core.services.citizens import Credentials
from core.services.citizens.phone_files import PhoneFiles
from core.services.citizens.sealed_visits import VisitState
from core.services.help_desk import HelpDesk
from core.services.officers import HelpCalls
from core.services.staff import account_use_cases
from core.staff.models import OPERATOR, Role, SessionToken, StaffMember
from core.visits.passing import MOST_FILES
from tests.core.staff.fakes import FakePasswords
from tests.fakes import NOW, FakeAttempts
from tests.keys import SEALER
from tests.papers import PDF
from tests.seating import WINDOW, let_in
from tests.services.applications import CODE, application_of
from tests.services.conftest import keeper_over
from tests.services.racing import all_at_once, kinds_of

STATE = VisitState(Application("key", "T02", 1, {}, {"per.name@principal": "林秋月"}))


@pytest.fixture
def case(kiosk, hairdresser, request):
    application = application_of(hairdresser, kiosk, f"raced-{request.node.name}"[:80])
    owed = ("mat.hygiene_test@premises",)
    kept = [u for u in application.uploads if f"{u.document}@{u.subject}" not in owed]
    return kiosk.handing_in.submit(
        application_of(
            hairdresser, kiosk, application.submission_key, uploads=tuple(kept), deferred=owed
        ),
        code=CODE,
    )


@pytest.fixture
def asked(case):
    return Credentials(case.number, case.application.values["per.id_no@principal"][-4:])


def actions(hall, number):
    with hall.transaction() as stores:
        history = stores.cases.get(number).history
    assert broken_at(history) is None
    return [event.action for event in history]


def test_of_ten_wrong_looks_at_once_five_are_allowed(kiosk, asked):
    wrong = Credentials(asked.number, "0000")

    results = all_at_once(*[partial(kiosk.tracking.look, wrong)] * 10)

    assert kinds_of(results) == {"TrackingRefusedError": 5, "TrackingLockedError": 5}


def test_a_case_is_rated_once_and_withdrawn_once(kiosk, hall, case, asked):
    rate = [partial(kiosk.tracking.rate_received, case.number, level) for level in (1, 2, 3, 4, 5)]
    assert set(kinds_of(all_at_once(*rate))) == {"NoneType"}
    withdraw = [partial(kiosk.tracking.withdraw, asked, CODE)] * 4
    assert set(kinds_of(all_at_once(*withdraw))) == {"NoneType"}

    assert actions(hall, case.number) == ["received", "rated", "withdrawn"]


def test_what_is_owed_is_handed_in_once(kiosk, hall, case, asked):
    paper = kiosk.tracking.look(asked).owed[0]
    supply = partial(kiosk.tracking.supply, asked, paper, name="报告.pdf", content=PDF)

    results = all_at_once(*[supply] * 4)

    assert kinds_of(results) == {"Upload": 1, "NothingOwedError": 3}
    assert actions(hall, case.number) == ["received", "supplied"]


def test_who_looks_while_somebody_writes_sees_no_altered_record(kiosk, case, asked):
    places = [replace(asked, place=str(place)) for place in range(4)]
    work = [partial(kiosk.tracking.look, place) for place in places]
    work += [partial(kiosk.handing_in.receipt, case.number)] * 4
    write = [partial(kiosk.tracking.rate_received, case.number, 5)]

    results = all_at_once(*work[:4], *write, *work[4:])

    assert kinds_of(results) == {"TrackedCase": 4, "NoneType": 1, "Receipt": 4}


class CountingSealer:
    def __init__(self):
        self.opened = 0

    def seal(self, plain, secret):
        return SEALER.seal(plain, secret)

    def open(self, sealed, secret):
        self.opened += 1
        return SEALER.open(sealed, secret)


def test_of_many_codes_at_once_three_are_looked_at_and_the_visit_outlives_them(transaction, watch):
    sealer = CountingSealer()
    keeper = keeper_over(transaction, watch, sealer=sealer)
    slip = keeper.keep(STATE)
    wrong = [f"{(int(slip.code) + 1 + place) % 1_000_000:06d}" for place in range(12)]

    all_at_once(*[partial(keeper.resume, slip.number, code) for code in wrong])

    assert sealer.opened == 3
    watch.now += timedelta(minutes=2)
    assert keeper.resume(slip.number, slip.code) == STATE


def test_a_slip_is_good_once_wherever_it_is_typed_at_the_same_moment(transaction, watch):
    keeper = keeper_over(transaction, watch)
    slip = keeper.keep(STATE)

    results = all_at_once(
        *(partial(keeper.resume, slip.number, slip.code, place=str(n)) for n in range(6))
    )

    assert kinds_of(results) == {"VisitState": 1, "ResumeCodeUnknownError": 5}


def test_a_link_takes_no_more_files_than_it_may(transaction, watch):
    def keep(*, document, subject, name, content, holder):
        return Upload(document, subject, name, "image/jpeg", len(content), "d" * 64)

    phone = PhoneFiles(transaction=transaction, clock=watch, randomness=random_symbols, keep=keep)
    token = phone.offer(visit="v1", document="plan", subject="premises", paper="平面图")
    for number in range(MOST_FILES - 2):
        phone.give(token, name=str(number), content=b"a")

    results = all_at_once(*[partial(phone.give, token, name="more", content=b"a")] * 8)
    taken = all_at_once(*[partial(phone.collect, token)] * 3)

    assert kinds_of(results) == {"Upload": 2, TooManyFilesError.__name__: 6}
    assert sorted(map(len, taken)) == [0, 0, MOST_FILES]


def test_a_kiosk_calls_once_and_the_first_who_answers_goes(transaction, watch):
    desk = HelpDesk(transaction=transaction, clock=watch)
    office, session = HelpCalls(StaffContext(transaction, watch)), let_in(transaction, WINDOW)

    calls = all_at_once(*[partial(desk.call, kiosk="3", step="form")] * 6)
    all_at_once(*[partial(office.answer, session, calls[0].number)] * 4)

    assert len({call.number for call in calls}) == 1
    assert office.open_calls(session) == ()


def test_of_ten_wrong_passwords_at_once_five_are_compared(transaction, watch):
    staff = account_use_cases(
        StaffContext(transaction, watch), randomness=random_symbols, hasher=FakePasswords()
    )

    results = all_at_once(*[partial(staff.entering.challenge, "policy", "wrong")] * 10)

    assert kinds_of(results) == {"Challenge": 5, "AccountLockedError": 5}


# --- Accounts


@pytest.fixture
def staff(transaction, watch):
    service = account_use_cases(
        StaffContext(transaction, watch), randomness=random_symbols, hasher=FakePasswords()
    )
    service.accounts.add(OPERATOR, "lin", "x", roles=[Role.POLICY], password="kzmt-8r4n-w6qd")
    return service


def test_a_name_is_given_once(staff):
    add = partial(
        staff.accounts.add, OPERATOR, "wang", roles=[Role.WINDOW], password="kzmt-8r4n-w6qd"
    )

    results = all_at_once(*(partial(add, f"n{number}") for number in range(6)))

    assert kinds_of(results) == {"StaffMember": 1, "UsernameTakenError": 5}


@pytest.mark.parametrize("_", range(4))
def test_an_account_switched_off_stays_so_whatever_else_is_changed_of_it(staff, transaction, _):
    session = staff.entering.admit(staff.entering.challenge("lin", "kzmt-8r4n-w6qd"))
    change = partial(staff.accounts.set_password, OPERATOR, "lin")

    all_at_once(
        partial(change, "rbjs-27mt-px4k"),
        partial(staff.accounts.switch_off, OPERATOR, "lin"),
        partial(change, "27mt-rbjs-px4k"),
        partial(staff.entering.holder_of, session),
    )

    with transaction() as stores:
        account = stores.staff.account("lin")
    assert not account.active
    assert account.password_hash != "hash of kzmt-8r4n-w6qd"
    assert staff.entering.holder_of(session) is None


def test_who_is_let_in_while_the_account_is_switched_off_is_out(staff):
    met = [staff.entering.challenge("lin", "kzmt-8r4n-w6qd") for _ in range(3)]

    came = all_at_once(
        *(partial(staff.entering.admit, credentials) for credentials in met),
        partial(staff.accounts.switch_off, OPERATOR, "lin"),
    )

    sessions = [answer for answer in came if isinstance(answer, SessionToken)]
    assert [staff.entering.holder_of(session) for session in sessions] == [None] * len(sessions)


@pytest.mark.parametrize("_", range(4))
def test_of_administrators_who_switch_each_other_off_at_once_one_is_left(staff, transaction, _):
    names = ("ann", "bea", "cai")
    chiefs = [StaffMember(name, name, (Role.ADMINISTRATOR,)) for name in names]
    held = [let_in(transaction, chief) for chief in chiefs]
    off = staff.accounts.switch_off

    came = all_at_once(
        *(partial(off, held[at], name) for at in range(3) for name in names if name != names[at])
    )

    with transaction() as stores:
        left = [name for name in names if stores.staff.account(name).active]
    assert len(left) >= 1
    assert set(kinds_of(came)) <= {"NoneType", "SessionEndedError"}


def test_of_two_who_change_one_password_at_once_one_does(staff):
    sessions = [
        staff.entering.admit(staff.entering.challenge("lin", "kzmt-8r4n-w6qd")) for _ in range(2)
    ]
    news = ("rbjs-27mt-px4k", "27mt-rbjs-px4k")

    results = all_at_once(
        *(
            partial(staff.password.change_password, session, "kzmt-8r4n-w6qd", new)
            for session, new in zip(sessions, news, strict=True)
        )
    )

    assert sorted(kinds_of(results).values()) == [1, 1]
    assert results.count(None) == 1


def test_many_things_done_by_one_session_at_once_are_all_done(staff, watch):
    session = staff.entering.admit(staff.entering.challenge("lin", "kzmt-8r4n-w6qd"))
    watch.now += timedelta(minutes=5)

    results = all_at_once(*[partial(staff.entering.holder_of, session)] * 8)

    assert kinds_of(results) == {"StaffMember": 8}


# --- The rule itself, against one that counts one after another

LIMIT = Limit(3, (timedelta(minutes=1), timedelta(minutes=4)), forgotten_after=timedelta(minutes=9))


class AttemptsAtOnce(RuleBasedStateMachine):
    """Several at once are let through as if they had come one after another."""

    transaction = None

    @initialize()
    def begin(self):
        self.rule, self.now = FakeAttempts(), NOW
        for name in "ab":
            self.stored("forget", name)

    def stored(self, what, *given, **named):
        with self.transaction() as stores:
            return getattr(stores.attempts, what)(*given, **named)

    @rule(name=st.sampled_from("ab"), several=st.integers(1, 5))
    def try_at_once(self, name, several):
        stored = partial(self.stored, "count", name, LIMIT, at=self.now)

        results = all_at_once(*[stored] * several)

        expected = [self.rule.count(name, LIMIT, at=self.now) for _ in range(several)]
        assert sorted(map(str, results)) == sorted(map(str, expected))

    @rule(minutes=st.integers(1, 10))
    def wait(self, minutes):
        self.now += timedelta(minutes=minutes)

    @rule(name=st.sampled_from("ab"), what=st.sampled_from(["forget", "take_back"]))
    def was_right(self, name, what):
        self.stored(what, name)
        getattr(self.rule, what)(name)

    @rule(minutes=st.integers(1, 10))
    def sweep(self, minutes):
        before = self.now - timedelta(minutes=minutes)
        self.stored("forget_before", before)
        self.rule.forget_before(before)


def test_attempts_at_once_count_as_if_they_came_one_after_another(transaction):
    machine = type("Attempts", (AttemptsAtOnce,), {"transaction": staticmethod(transaction)})

    run_state_machine_as_test(
        machine, settings=settings(max_examples=12, stateful_step_count=10, deadline=None)
    )
