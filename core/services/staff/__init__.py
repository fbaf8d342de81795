"""What lets the staff in, and keeps their accounts."""

from core.handouts.account_log import event_cells
from core.services.staff.keep_accounts import KeepAccounts
from core.services.staff.oversee_accounts import AccountList, ListedAccount, OverseeAccounts
from core.services.staff.seed_demo_staff import DemoAccount, seed_demo_staff
from core.services.staff.use_cases import AccountUseCases, account_use_cases
from core.staff.account_events import AccountAction, EventSearch

__all__ = [
    "AccountAction",
    "AccountList",
    "AccountUseCases",
    "DemoAccount",
    "EventSearch",
    "KeepAccounts",
    "ListedAccount",
    "OverseeAccounts",
    "account_use_cases",
    "event_cells",
    "seed_demo_staff",
]
