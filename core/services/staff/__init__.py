"""What lets the staff in, and keeps their accounts."""

from core.services.staff.seed_demo_staff import DemoAccount, seed_demo_staff
from core.services.staff.use_cases import AccountUseCases, account_use_cases

__all__ = ["AccountUseCases", "DemoAccount", "account_use_cases", "seed_demo_staff"]
