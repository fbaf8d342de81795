"""Find the account that a name stands for."""

from core.errors import UnknownStaffError
from core.ports import Stores
from core.staff.models import Account


def account_of(stores: Stores, username: str) -> Account:
    """Return an account.

    Raises:
        UnknownStaffError: If there is none of this name.
    """
    account = stores.staff.account(username)
    if account is None:
        raise UnknownStaffError(username=username)
    return account
