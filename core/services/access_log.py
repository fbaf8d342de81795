"""Write down who of the staff reads which case, in the transaction that reads it.

What cannot be written down is not shown: then the transaction fails, and with it the reading.
Supervisors see the log, and their look stands in it too (个人信息保护法 51, 54; 数据安全法 27).
"""

from collections.abc import Iterable
from datetime import datetime

from core.ports import Stores, Transaction
from core.privacy.holdings import CaseLook, Looks
from core.services.acting import Acted
from core.staff.access import AGAIN_AFTER, REFUSED, Look
from core.staff.models import StaffMember
from core.staff.use_cases import UseCase


def note_look(
    acted: Acted,
    use_case: UseCase,
    *,
    at: datetime,
    case_number: str = "",
    matter: str = "",
    part: str = "",
) -> None:
    """Write down that somebody reads something now."""
    stores, permit = acted
    stores.access.add([Look(at, permit.username, use_case, case_number, matter, part)])


def note_listed(acted: Acted, use_case: UseCase, *, at: datetime, numbers: Iterable[str]) -> None:
    """Write down which cases somebody reads in a list, but for those they saw there just now."""
    stores, permit = acted
    seen = stores.access.seen_since(permit.username, use_case, at - AGAIN_AFTER)
    stores.access.add(
        Look(at, permit.username, use_case, number) for number in numbers if number not in seen
    )


def looks_in(transaction: Transaction) -> Looks:
    """Return what tells somebody who of the staff read their case, once a minute at most."""

    def looks(case_number: str) -> tuple[CaseLook, ...]:
        with transaction() as stores:
            known = members_by_name(stores)
            listed = {
                _case_look(look, known.get(look.who)): None
                for look in stores.access.of_case(case_number)
                if look.part != REFUSED
            }
        return tuple(listed)

    return looks


def _case_look(look: Look, member: StaffMember | None) -> CaseLook:
    minute = look.at.replace(second=0, microsecond=0)
    if member is None:
        return CaseLook(minute, look.who)
    return CaseLook(minute, member.display_name, member.department)


def members_by_name(stores: Stores) -> dict[str, StaffMember]:
    """Return every member of the staff there ever was, by the name in the log."""
    return {account.member.username: account.member for account in stores.staff.accounts()}
