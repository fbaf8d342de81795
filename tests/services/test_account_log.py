"""Two administrators at once leave one of them, and all they do is written down."""

from functools import partial

import pytest

from core.staff.account_events import AccountAction, EventSearch
from core.staff.models import OPERATOR, Role
from core.staff.permissions import OPERATOR_NAME
from tests.seating import ADMINISTRATOR, let_in
from tests.services.conftest import staffed
from tests.services.racing import all_at_once, kinds_of


@pytest.fixture
def own_hall(kind, tmp_path):
    with staffed(kind, tmp_path / "hall") as office:
        yield office


@pytest.fixture
def administrators(own_hall):
    """Two administrators, each with a session."""
    second = own_hall.staff.accounts.add(
        OPERATOR, "chief", "陈", roles=[Role.ADMINISTRATOR], password="kzmt-8r4n-w6qd"
    )
    return {
        member.username: let_in(own_hall.transaction, member) for member in (ADMINISTRATOR, second)
    }


def test_of_two_who_take_the_role_from_each_other_one_stays(own_hall, administrators):
    change = partial(own_hall.staff.accounts.change, roles=[Role.POLICY])

    results = all_at_once(
        partial(change, administrators["keeper"], "chief"),
        partial(change, administrators["chief"], "keeper"),
    )

    assert kinds_of(results) == {"NoneType": 1, "NotPermittedError": 1}
    with own_hall.transaction() as stores:
        left = [a for a in stores.staff.accounts() if Role.ADMINISTRATOR in a.member.roles]
        (event,) = stores.account_log.found(EventSearch(action=AccountAction.CHANGED), at_most=9)
    assert [account.member.username for account in left] == [event.by]
    assert event.after.roles == (Role.POLICY,)


def test_everything_done_at_once_is_written_down(own_hall, administrators):
    accounts, overseeing = own_hall.staff.accounts, own_hall.staff.overseeing
    names = ("policy", "window", "second")

    all_at_once(
        *(partial(accounts.switch_off, administrators["keeper"], name) for name in names[1:]),
        partial(overseeing.end_sessions, administrators["chief"], names[0]),
    )

    events = overseeing.account_events(administrators["keeper"])
    by_administrators = [event for event in events if event.by != OPERATOR_NAME]
    assert {(event.by, event.action.value, event.username) for event in by_administrators} == {
        ("keeper", "switched_off", "window"),
        ("keeper", "switched_off", "second"),
        ("chief", "sessions_ended", "policy"),
    }


def test_what_the_operator_does_not_name_stays_and_what_changes_is_written_down(own_hall):
    accounts = own_hall.staff.accounts

    accounts.change(OPERATOR, "health", roles=[Role.DEPARTMENT, Role.WINDOW])
    accounts.change(OPERATOR, "health", department="SCJG")
    accounts.change(OPERATOR, "health")

    search = EventSearch(action=AccountAction.CHANGED)
    with own_hall.transaction() as stores:
        events = stores.account_log.found(search, at_most=9)
    standings = {(event.by, event.after.roles, event.after.department) for event in events}
    both = (Role.DEPARTMENT, Role.WINDOW)
    assert standings == {(OPERATOR_NAME, both, "WJ"), (OPERATOR_NAME, both, "SCJG")}
    assert len(events) == 2
