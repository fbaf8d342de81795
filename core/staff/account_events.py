"""What was done to accounts of the staff: who did what to whom, and when."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.staff.models import Role, StaffMember


class AccountAction(StrEnum):
    """What is done to an account."""

    ADDED = "added"
    CHANGED = "changed"
    PASSWORD_SET = "password_set"
    SWITCHED_OFF = "switched_off"
    SWITCHED_ON = "switched_on"
    SESSION_ENDED = "session_ended"
    SESSIONS_ENDED = "sessions_ended"


@dataclass(frozen=True, slots=True)
class AccountStanding:
    """What somebody may do and where: their roles and their department."""

    roles: tuple[Role, ...] = ()
    department: str = ""


@dataclass(frozen=True, slots=True)
class AccountEvent:
    """Something that was done to an account; where roles changed, with both states."""

    at: datetime
    by: str
    action: AccountAction
    username: str
    before: AccountStanding | None = None
    after: AccountStanding | None = None


@dataclass(frozen=True, slots=True)
class EventSearch:
    """Which of the events are asked for; what is empty does not narrow."""

    by: str = ""
    username: str = ""
    action: AccountAction | None = None


def standing_of(member: StaffMember) -> AccountStanding:
    """Return the roles and the department of a member.

    Examples:
        >>> standing_of(StaffMember("lin", "", (Role.WINDOW,))).roles
        (<Role.WINDOW: 'window'>,)
    """
    return AccountStanding(member.roles, member.department)
