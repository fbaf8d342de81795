"""Seat a made-up member of each role and department, once, in what training rooms begin with."""

from core.i18n import translate
from core.ports import Randomness, Transaction
from core.services.staff.hash_passwords import random_password
from core.services.staff.keep_accounts import KeepAccounts
from core.staff.models import OPERATOR, Role

_DESKS = (
    Role.WINDOW,
    Role.POLICY,
    Role.SUPERVISOR,
    Role.AUDITOR,
    Role.ADMINISTRATOR,
    Role.SCREEN,
)
"""Whose desks there are beside those of departments. Trainers sit outside of their rooms."""


def seat_members(
    accounts: KeepAccounts, transaction: Transaction, randomness: Randomness, locale: str
) -> None:
    """Make the members; nobody knows their passwords."""
    with transaction() as stores:
        departments = stores.catalogue.read().catalogue.departments
    desks = [(role, "", translate(f"designer.role.{role}", locale)) for role in _DESKS]
    desks += [(Role.DEPARTMENT, code, it.name) for code, it in sorted(departments.items())]
    for role, department, office in desks:
        name = translate("room.member", locale, office=office)
        username = f"training-{department or role}".lower()
        password = random_password(randomness)
        accounts.add(
            OPERATOR, username, name, roles=[role], password=password, department=department
        )
