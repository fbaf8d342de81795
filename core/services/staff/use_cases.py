"""What has to do with who somebody of the staff is: logging in, accounts, passwords."""

from dataclasses import dataclass

from core.ports import KnownPasswords, PasswordHasher, Randomness
from core.services.acting import StaffContext
from core.services.staff.change_password import ChangePassword
from core.services.staff.count_attempts import LoginAttempts
from core.services.staff.hash_passwords import Passwords
from core.services.staff.keep_accounts import KeepAccounts
from core.services.staff.log_in import LogIn
from core.services.staff.oversee_accounts import OverseeAccounts
from core.staff.authenticating import USUAL_RULES, SessionRules


@dataclass(frozen=True, slots=True)
class AccountUseCases:
    """Everything about accounts and sessions."""

    entering: LogIn
    accounts: KeepAccounts
    overseeing: OverseeAccounts
    password: ChangePassword


def account_use_cases(
    staff: StaffContext,
    *,
    randomness: Randomness,
    hasher: PasswordHasher,
    known: KnownPasswords | None = None,
    rules: SessionRules = USUAL_RULES,
) -> AccountUseCases:
    """Return the use cases; they share how passwords are hashed, and count attempts together."""
    passwords = Passwords(hasher, randomness, known)
    attempts = LoginAttempts(staff)
    entering = LogIn(
        staff, passwords=passwords, attempts=attempts, randomness=randomness, rules=rules
    )
    return AccountUseCases(
        entering=entering,
        accounts=KeepAccounts(staff, passwords),
        overseeing=OverseeAccounts(staff),
        password=ChangePassword(staff, passwords=passwords, attempts=attempts, entering=entering),
    )
