from contextlib import suppress
from datetime import timedelta

import pytest

from adapters.system import random_symbols
from core.errors import (
    AccountLockedError,
    InvalidAccountError,
    PasswordRefusedError,
    UnknownStaffError,
    UsernameTakenError,
    WrongLoginError,
)
from core.services.staff import seed_demo_staff
from core.staff.authenticating import SessionRules
from core.staff.models import OPERATOR, Role
from tests.core.staff.fakes import PASSWORD, FakeOffice

NEW = "rbjs-27mt-px4k"


@pytest.fixture
def office():
    return FakeOffice()


def fail(office, username, times):
    for _ in range(times):
        office.service.entering.challenge(username, "wrong")


def test_a_session_tells_who_holds_it_and_only_its_digest_is_kept(office):
    secret = office.let_in()

    assert office.service.entering.holder_of(secret).display_name == "政策人员"
    assert secret.secret not in office.store.sessions


def test_nothing_opens_after_logging_out(office):
    secret = office.let_in()

    office.service.entering.log_out(secret)

    assert office.service.entering.holder_of(secret) is None


def test_logging_out_leaves_other_sessions_alone(office):
    session, elsewhere = office.let_in(), office.let_in()

    office.service.entering.log_out(session)

    assert office.service.entering.holder_of(elsewhere) is not None


def test_a_session_ends_after_half_an_hour_with_nothing_done(office):
    secret = office.let_in()

    for _ in range(3):
        office.wait(minutes=29)
        assert office.service.entering.holder_of(secret) is not None
    office.wait(minutes=30)
    assert office.service.entering.holder_of(secret) is None


def test_looking_whether_a_session_is_alive_does_not_keep_it_so(office):
    secret = office.let_in()

    for _ in range(3):
        office.wait(minutes=9)
        assert office.service.entering.is_alive(secret)
    office.wait(minutes=3)
    assert not office.service.entering.is_alive(secret)
    assert office.service.entering.holder_of(secret) is None


def test_a_session_ends_after_twelve_hours_whatever_is_done(office):
    secret = office.let_in()

    for _ in range(36):
        assert office.service.entering.holder_of(secret) is not None
        office.wait(minutes=20)
    assert office.service.entering.holder_of(secret) is None


@pytest.mark.parametrize("back", [1, 29, 60, 600])
def test_a_clock_that_is_set_back_lengthens_no_session_and_brings_none_back(office, back):
    secret = office.let_in()
    office.wait(minutes=-back)

    assert office.service.entering.holder_of(secret) is None
    office.wait(minutes=back)
    assert office.service.entering.holder_of(secret) is None


def test_what_ended_stays_ended_when_the_clock_is_set_back_afterwards(office):
    secret = office.let_in()
    office.wait(minutes=31)
    assert not office.service.entering.is_alive(secret)

    office.wait(minutes=-25)

    assert office.service.entering.holder_of(secret) is None


def test_how_long_a_session_lasts_is_set(office):
    rules = SessionRules(idle=timedelta(minutes=2), at_most=timedelta(minutes=5))
    office.begin(rules=rules)
    secrets = [office.let_in() for _ in range(2)]

    for _ in range(4):
        assert office.service.entering.holder_of(secrets[0]) is not None
        office.wait(minutes=1)
    assert office.service.entering.holder_of(secrets[1]) is None
    office.wait(minutes=1)
    assert office.service.entering.holder_of(secrets[0]) is None


def test_a_changed_password_ends_every_session(office):
    secrets = [office.let_in() for _ in range(2)]

    office.service.password.change_password(secrets[0], PASSWORD, NEW)

    assert [office.service.entering.holder_of(secret) for secret in secrets] == [None, None]
    assert office.service.entering.challenge("policy", NEW).password_hash == f"hash of {NEW}"


def test_an_account_switched_off_is_outside_at_once(office):
    secret = office.let_in()

    office.service.accounts.switch_off(OPERATOR, "policy")

    assert office.service.entering.holder_of(secret) is None
    assert PASSWORD not in office.service.entering.challenge("policy", PASSWORD).password_hash


def test_five_failures_make_a_place_wait_longer_each_time(office):
    fail(office, "policy", 5)

    for minutes in (1, 5, 15, 60, 60):
        with pytest.raises(AccountLockedError) as locked:
            office.service.entering.challenge("policy", PASSWORD)
        assert locked.value.params == {"minutes": minutes}
        office.wait(minutes=minutes)
        fail(office, "policy", 1)


def test_a_stranger_elsewhere_does_not_lock_whoever_bears_the_name(office):
    for _ in range(40):
        with suppress(AccountLockedError):
            office.service.entering.challenge("policy", "wrong", "10.0.0.9")
        office.wait(minutes=1)

    assert office.service.entering.admit(
        office.service.entering.challenge("policy", PASSWORD, "10.0.0.1")
    )


def test_one_place_that_tries_many_names_has_to_wait_at_all_of_them(office):
    for number in range(30):
        office.service.entering.challenge(f"guess{number}", "wrong", "10.0.0.9")

    with pytest.raises(AccountLockedError):
        office.service.entering.challenge("policy", PASSWORD, "10.0.0.9")
    assert office.service.entering.challenge("policy", PASSWORD, "10.0.0.1")


@pytest.mark.parametrize("username", ["policy", "nobody"])
def test_whether_a_name_exists_cannot_be_told(office, username):
    refusals = [office.service.entering.challenge(username, "wrong").refusal for _ in range(5)]

    assert [refusal.params for refusal in refusals] == [
        {"attempts_left": 4},
        {"attempts_left": 3},
        {"attempts_left": 2},
        {"attempts_left": 1},
        {"minutes": 1},
    ]
    with pytest.raises(AccountLockedError):
        office.service.entering.challenge(username, "wrong")


def test_success_forgets_the_failures_before_it(office):
    fail(office, "policy", 4)

    office.let_in()

    assert office.service.entering.challenge("policy", "wrong").refusal.params == {
        "attempts_left": 4
    }


def test_another_password_ends_the_waiting_for_it(office):
    fail(office, "policy", 5)

    office.service.accounts.set_password(OPERATOR, "policy", NEW)

    assert office.let_in(password=NEW)


def test_names_tried_long_ago_are_forgotten(office):
    for number in range(20):
        office.service.entering.challenge(f"guess{number}", "wrong")
    before = set(office.attempts.names)
    office.wait(hours=25)

    office.service.entering.challenge("policy", "wrong")

    assert not before & office.attempts.names


@pytest.mark.parametrize("meanwhile", ["switch_off", "set_password"])
def test_who_met_a_challenge_of_before_is_not_let_in(office, meanwhile):
    met = office.service.entering.challenge("policy", PASSWORD)
    new = [NEW] if meanwhile == "set_password" else []
    getattr(office.service.accounts, meanwhile)(OPERATOR, "policy", *new)

    with pytest.raises(WrongLoginError):
        office.service.entering.admit(met)


def test_a_password_too_long_to_compare_is_refused_in_words_and_not_counted(office):
    with pytest.raises(PasswordRefusedError) as refused:
        office.service.entering.challenge("policy", "密码" * 13)

    assert refused.value.message_key == "error.staff.password_too_long"
    assert office.attempts.names == set()


def test_changing_a_password_takes_the_current_one(office):
    secret = office.let_in()
    with pytest.raises(WrongLoginError):
        office.service.password.change_password(secret, "wrong", NEW)
    with pytest.raises(PasswordRefusedError):
        office.service.password.change_password(secret, PASSWORD, "short")

    assert (
        office.service.entering.challenge("policy", PASSWORD).password_hash == f"hash of {PASSWORD}"
    )


def test_accounts_that_cannot_be_kept_are_refused(office):
    add = office.service.accounts.add
    with pytest.raises(UsernameTakenError):
        add(OPERATOR, " Policy ", "另一个", roles=[Role.POLICY], password=PASSWORD)
    for username, name, roles in [
        ("operator", "x", [Role.POLICY]),
        ("", "x", [Role.POLICY]),
        ("a b", "x", [Role.POLICY]),
        ("a", " ", [Role.POLICY]),
        ("a", "x", []),
    ]:
        with pytest.raises(InvalidAccountError):
            add(OPERATOR, username, name, roles=roles, password=PASSWORD)
    with pytest.raises(UnknownStaffError):
        office.service.accounts.set_password(OPERATOR, "nobody", NEW)


def test_demo_accounts_are_made_once_and_can_log_in(office):
    office.store.by_name.clear()

    made = seed_demo_staff(office.service.accounts, random_symbols)

    names = ["policy", "trainer", "window", "supervisor", "administrator"]
    assert [account.username for account in made] == names
    for account in made:
        challenge = office.service.entering.challenge(account.username, account.password)
        assert challenge.password_hash == f"hash of {account.password}"
    assert seed_demo_staff(office.service.accounts, random_symbols) == ()
