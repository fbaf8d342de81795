"""Give a fresh installation accounts to look around with."""

from dataclasses import dataclass

from core.i18n import DEFAULT_LOCALE, translate
from core.ports import Randomness
from core.services.staff.hash_passwords import random_password
from core.services.staff.keep_accounts import KeepAccounts
from core.staff.models import OPERATOR, Role

DEMO_ROLES = {
    "policy": (Role.POLICY,),
    "trainer": (Role.TRAINER, Role.POLICY),
    "window": (Role.WINDOW,),
    "supervisor": (Role.SUPERVISOR,),
    "administrator": (Role.ADMINISTRATOR,),
}


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account that was just made, with the password that is shown once."""

    username: str
    display_name: str
    password: str


def seed_demo_staff(
    accounts: KeepAccounts, randomness: Randomness, locale: str = DEFAULT_LOCALE
) -> tuple[DemoAccount, ...]:
    """Make the demo accounts with random passwords, unless there is any account already."""
    if accounts.names(OPERATOR):
        return ()
    made = []
    for username, roles in DEMO_ROLES.items():
        name = translate(f"designer.demo.{username}", locale)
        password = random_password(randomness)
        accounts.add(OPERATOR, username, name, roles=roles, password=password)
        made.append(DemoAccount(username, name, password))
    return tuple(made)
