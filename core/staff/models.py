"""Accounts of the staff, and the sessions they have open."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from core.errors import ServiceError


class Role(StrEnum):
    """What somebody may do."""

    POLICY = "policy"
    DEPARTMENT = "department"
    WINDOW = "window"
    TRAINER = "trainer"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    SCREEN = "screen"
    """The account that a screen in the hall is logged in with: it sees the board alone."""


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Somebody of the staff (工作人员), as pages may know them.

    ``department`` is a code of the catalogue, or empty for the offices between departments.
    """

    username: str
    display_name: str
    roles: tuple[Role, ...]
    department: str = ""

    def may_act_as(self, role: Role) -> bool:
        """Say whether the person has a role."""
        return role in self.roles


@dataclass(frozen=True, slots=True)
class Account:
    """An account, with the hash of its password."""

    member: StaffMember
    password_hash: str
    active: bool = True


@dataclass(frozen=True, slots=True)
class StaffSession:
    """One login. Only the digest of its secret is known here.

    It ends at ``expires_at``, or ``idle`` after ``seen_at``, when something was last done by it.
    """

    digest: str
    username: str
    started_at: datetime
    expires_at: datetime
    seen_at: datetime
    idle: timedelta
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SessionToken:
    """What a login holds and every use case of the staff is given; it proves nothing by itself.

    Who holds it, whether it is alive, and what they may do is read where something is done.
    The secret is shown in no representation, so that no log has it.

    Examples:
        >>> SessionToken("a secret")
        SessionToken()
    """

    secret: str = field(repr=False)


NO_SESSION = SessionToken("")
"""Nobody's."""


@dataclass(frozen=True, slots=True)
class CommandLineOperator:
    """Whoever runs the commands of this installation, on the machine itself."""


OPERATOR = CommandLineOperator()

Principal = SessionToken | CommandLineOperator
"""In whose name a use case is called."""


@dataclass(frozen=True, slots=True)
class Challenge:
    """What an attempt to log in has to meet.

    Nobody can tell from it whether the name exists: unknown ones get a hash that no
    password meets. ``refusal`` is what to tell whoever does not meet it, ``place`` where from
    they tried.
    """

    username: str
    display_name: str
    password_hash: str
    refusal: ServiceError
    place: str = ""
