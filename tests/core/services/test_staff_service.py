import pytest

from core.errors import (
    AccountLockedError,
    InvalidAccountError,
    PasswordRefusedError,
    UnknownStaffError,
    UsernameTakenError,
    WrongLoginError,
)
from core.services.staff import seed_demo_staff
from core.staff.models import OPERATOR, Role
from tests.core.staff.fakes import PASSWORD, FakeOffice

NEW = "rbjs-27mt-px4k"


@pytest.fixture
def office():
    return FakeOffice()


def fail(office, username, times):
    for _ in range(times):
        office.service.challenge(username, "wrong")


def test_a_session_tells_who_holds_it_and_only_its_digest_is_kept(office):
    secret = office.service.admit("policy")

    assert office.service.holder_of(secret).display_name == "政策人员"
    assert secret.secret not in office.store.sessions


def test_nothing_opens_after_logging_out(office):
    secret = office.service.admit("policy")

    office.service.log_out(secret)

    assert office.service.holder_of(secret) is None


def test_logging_out_leaves_other_sessions_alone(office):
    here, elsewhere = office.service.admit("policy"), office.service.admit("policy")

    office.service.log_out(here)

    assert office.service.holder_of(elsewhere) is not None


def test_a_session_ends_after_eight_hours(office):
    secret = office.service.admit("policy")

    office.wait(hours=7, minutes=59)
    assert office.service.holder_of(secret) is not None
    office.wait(minutes=1)
    assert office.service.holder_of(secret) is None


def test_a_changed_password_ends_every_session(office):
    secrets = [office.service.admit("policy") for _ in range(2)]

    office.service.change_password(secrets[0], PASSWORD, NEW)

    assert [office.service.holder_of(secret) for secret in secrets] == [None, None]
    assert office.service.challenge("policy", NEW).password_hash == f"hash of {NEW}"


def test_an_account_switched_off_is_outside_at_once(office):
    secret = office.service.admit("policy")

    office.service.switch_off(OPERATOR, "policy")

    assert office.service.holder_of(secret) is None
    assert PASSWORD not in office.service.challenge("policy", PASSWORD).password_hash


def test_five_failures_lock_a_name_for_fifteen_minutes(office):
    fail(office, "policy", 5)

    with pytest.raises(AccountLockedError) as locked:
        office.service.challenge("policy", PASSWORD)
    assert locked.value.params == {"minutes": 15}
    office.wait(minutes=15)
    assert office.service.challenge("policy", PASSWORD).password_hash == f"hash of {PASSWORD}"


@pytest.mark.parametrize("username", ["policy", "nobody"])
def test_whether_a_name_exists_cannot_be_told(office, username):
    refusals = [office.service.challenge(username, "wrong").refusal for _ in range(5)]

    assert [refusal.params for refusal in refusals] == [
        {"attempts_left": 4},
        {"attempts_left": 3},
        {"attempts_left": 2},
        {"attempts_left": 1},
        {"minutes": 15},
    ]
    with pytest.raises(AccountLockedError):
        office.service.challenge(username, "wrong")


def test_success_forgets_the_failures_before_it(office):
    fail(office, "policy", 4)

    office.service.challenge("policy", PASSWORD)
    office.service.admit("policy")

    assert office.service.challenge("policy", "wrong").refusal.params == {"attempts_left": 4}


def test_names_tried_long_ago_are_forgotten(office):
    for number in range(20):
        office.service.challenge(f"guess{number}", "wrong")
    office.wait(hours=25)

    office.service.challenge("policy", "wrong")

    assert office.attempts.names == {"policy"}


def test_a_password_too_long_to_compare_is_refused_in_words_and_not_counted(office):
    with pytest.raises(PasswordRefusedError) as refused:
        office.service.challenge("policy", "密码" * 13)

    assert refused.value.message_key == "error.staff.password_too_long"
    assert office.attempts.names == set()


def test_changing_a_password_takes_the_current_one(office):
    secret = office.service.admit("policy")
    with pytest.raises(WrongLoginError):
        office.service.change_password(secret, "wrong", NEW)
    with pytest.raises(PasswordRefusedError):
        office.service.change_password(secret, PASSWORD, "short")

    assert office.service.challenge("policy", PASSWORD).password_hash == f"hash of {PASSWORD}"


def test_accounts_that_cannot_be_kept_are_refused(office):
    add = office.service.add
    with pytest.raises(UsernameTakenError):
        add(OPERATOR, " Policy ", "另一个", roles=[Role.POLICY], password=PASSWORD)
    for username, name, roles in [("operator", "x", [Role.POLICY]), ("", "x", [Role.POLICY]),
                                  ("a b", "x", [Role.POLICY]),
                                  ("a", " ", [Role.POLICY]), ("a", "x", [])]:  # fmt: skip
        with pytest.raises(InvalidAccountError):
            add(OPERATOR, username, name, roles=roles, password=PASSWORD)
    with pytest.raises(UnknownStaffError):
        office.service.set_password(OPERATOR, "nobody", NEW)


def test_demo_accounts_are_made_once_and_can_log_in(office):
    office.store.by_name.clear()

    made = seed_demo_staff(office.service, office.randomness)

    assert [account.username for account in made] == ["policy", "trainer", "window"]
    for account in made:
        challenge = office.service.challenge(account.username, account.password)
        assert challenge.password_hash == f"hash of {account.password}"
    assert seed_demo_staff(office.service, office.randomness) == ()
