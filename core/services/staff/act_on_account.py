"""Do something to an account in the name of somebody who has one too."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from core.errors import OwnAccountError
from core.services.acting import Acted, StaffContext, permitted
from core.services.staff.find_account import account_of
from core.staff.account_events import AccountAction, AccountEvent, AccountStanding
from core.staff.models import Principal
from core.staff.permissions import Permit
from core.staff.use_cases import UseCase


def expect_other(permit: Permit, username: str, use_case: UseCase) -> None:
    """Refuse what nobody does to their own account.

    Raises:
        OwnAccountError: If it is their own.
    """
    if permit.username == username:
        raise OwnAccountError(use_case=use_case.name.lower())


@contextmanager
def acting_on(
    staff: StaffContext, principal: Principal, use_case: UseCase, username: str
) -> Iterator[Acted]:
    """Open the stores to change an account that nobody else changes meanwhile.

    Both accounts are kept in the order of their names before anything is looked up: two
    administrators who act on each other at once take turns, and neither waits for ever.

    Raises:
        UnknownStaffError: If there is no such account.
    """
    with staff.as_permitted(principal, use_case) as (_, permit):
        names = sorted({permit.username, username})
    with staff.transaction() as stores:
        for name in names:
            stores.staff.account(name, to_change=True)
        permit = permitted(stores, principal, use_case, at=staff.session_time())
        account_of(stores, username)
        yield stores, permit


def note_act(
    acted: Acted,
    action: AccountAction,
    username: str,
    *,
    at: datetime,
    standings: tuple[AccountStanding | None, AccountStanding | None] = (None, None),
) -> None:
    """Write down what was done to an account, in the transaction that does it."""
    stores, permit = acted
    stores.account_log.add(AccountEvent(at, permit.username, action, username, *standings))
