from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from core.staff.models import Account, Role, StaffMember, StaffSession
from db.staff_store import SqlStaffStore

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
MEMBER = StaffMember("policy", "政策人员", (Role.POLICY, Role.TRAINER), "SCJG")
ACCOUNT = Account(MEMBER, "hash")


@pytest.fixture
def store(engine):
    with Session(engine) as session, session.begin():
        yield SqlStaffStore(session)


def a_session(digest, username="policy"):
    return StaffSession(digest, username, NOW, NOW + timedelta(hours=8), NOW, timedelta(minutes=30))


def test_saved_account_comes_back_equal(store):
    store.add_account(ACCOUNT)

    assert store.account("policy") == ACCOUNT
    assert store.accounts() == (ACCOUNT,)
    assert store.account("nobody") is None


def test_a_name_is_given_once_and_what_stands_is_changed_part_by_part(store):
    assert store.add_account(ACCOUNT)
    assert not store.add_account(Account(MEMBER, "mine now"))

    assert store.set_password_hash("policy", "other")
    assert store.switch_off("policy")

    assert store.accounts() == (Account(MEMBER, "other", active=False),)
    assert not store.switch_off("nobody")
    assert store.switch_on("policy")
    assert not store.switch_on("nobody")
    assert store.account("policy").active
    assert not store.set_password_hash("nobody", "other")


def test_sessions_come_back_and_are_revoked_once(store):
    store.add_account(ACCOUNT)
    for digest in ("one", "two"):
        store.add_session(a_session(digest))

    store.revoke_session("one", NOW)
    store.revoke_sessions_of("policy", NOW + timedelta(minutes=5))

    assert store.session("one").revoked_at == NOW
    assert store.session("two").revoked_at == NOW + timedelta(minutes=5)
    assert store.session("three") is None


def test_sessions_of_an_account_come_newest_first_and_tell_when_it_was_last_seen(store):
    for name in ("policy", "window"):
        store.add_account(Account(replace(MEMBER, username=name), "hash"))
    for minutes, digest in enumerate(("old", "ended", "new")):
        at = NOW + timedelta(minutes=minutes)
        store.add_session(replace(a_session(digest), started_at=at, seen_at=at))
    store.add_session(a_session("of another", username="window"))
    store.see_session("old", NOW + timedelta(minutes=9))
    store.revoke_session("ended", NOW)

    assert [session.digest for session in store.sessions_of("policy")] == ["new", "old"]
    assert store.last_seen() == {"policy": NOW + timedelta(minutes=9), "window": NOW}


def test_what_was_seen_later_stays(store):
    store.add_account(ACCOUNT)
    store.add_session(a_session("one"))

    for minutes in (5, 3):
        store.see_session("one", NOW + timedelta(minutes=minutes))

    assert store.session("one").seen_at == NOW + timedelta(minutes=5)
    assert store.session("one").idle == timedelta(minutes=30)


def test_a_session_belongs_to_an_account(store):
    with pytest.raises(IntegrityError):
        store.add_session(a_session("one", username="nobody"))
