"""What lets the staff in, and keeps their accounts."""

from core.services.staff.keep_accounts import KeepAccounts
from core.services.staff.oversee_accounts import AccountList, ListedAccount, OverseeAccounts
from core.services.staff.seed_demo_staff import DemoAccount, seed_demo_staff
from core.services.staff.use_cases import AccountUseCases, account_use_cases

__all__ = [
    "AccountList",
    "AccountUseCases",
    "DemoAccount",
    "KeepAccounts",
    "ListedAccount",
    "OverseeAccounts",
    "account_use_cases",
    "seed_demo_staff",
]
