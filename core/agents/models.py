"""Authorisations: by whom somebody is represented, in what, and until when.

An agent is appointed by the one they act for (委托代理, 民法典 165); a guardian acts for a minor by
law (法定代理, 民法典 23, 27). Either way the acts, the matters and the term are written down when
it is given, and never change: whoever wants it otherwise ends it and gives another.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class AuthorisationKind(StrEnum):
    """By what somebody acts for another."""

    MANDATE = "mandate"
    """They were appointed (委托代理)."""
    GUARDIAN = "guardian"
    """They are the guardian of a minor (法定代理)."""


class CaseAct(StrEnum):
    """What somebody does in a case. Looking asks for no more than that one acts at all."""

    LOOK = "look"
    HAND_IN = "hand_in"
    """Hand in and sign."""
    SUPPLY = "supply"
    """Hand in later, put right, agree to what is put right on the spot."""
    WITHDRAW = "withdraw"
    COLLECT = "collect"
    """Be told, and collect results."""
    PAY = "pay"


SCOPE = tuple(act for act in CaseAct if act is not CaseAct.LOOK)
"""The acts that an authorisation names, in the order in which they are asked."""


class GuardianRelation(StrEnum):
    """What a guardian is to the minor, in the order of the law (民法典 27)."""

    PARENT = "parent"
    GRANDPARENT = "grandparent"
    SIBLING = "sibling"
    OTHER = "other"


class GuardianProof(StrEnum):
    """What proves that somebody is the guardian."""

    HOUSEHOLD_REGISTER = "household_register"
    BIRTH_CERTIFICATE = "birth_certificate"
    APPOINTMENT = "appointment"
    """By a court, a committee of residents or the civil affairs office (民法典 31), or a will."""


class EndedBy(StrEnum):
    """How an authorisation ended before its last day (民法典 173, 175)."""

    REVOKED = "revoked"
    """The one represented took it back."""
    RESIGNED = "resigned"
    """The agent gave it up."""
    AGENT_GONE = "agent_gone"
    """The agent died, or cannot act for themselves any more."""
    PRINCIPAL_GONE = "principal_gone"
    """The one represented died."""
    GUARDIAN_CHANGED = "guardian_changed"
    """Somebody else is the guardian now (民法典 36, 39)."""


@dataclass(frozen=True, slots=True)
class AuthorisationParty:
    """Somebody on either side of an authorisation; ``role`` is theirs on the form, if any."""

    name: str = field(default="", repr=False)
    number: str = field(default="", repr=False)
    role: str = ""


NOBODY = AuthorisationParty()


@dataclass(frozen=True, slots=True)
class Authorisation:
    """Who acts for whom, what they may do, and until when.

    Without ``matters`` it covers all of the theme. ``valid_from`` and ``valid_until`` are days in
    ISO 8601, both included; without the latter it has no last day. ``basis`` is the paper it rests
    on (``document@subject``, or what the window named). An agent may not appoint another
    (``may_delegate``, 民法典 169).

    Examples:
        >>> paper = Authorisation(AuthorisationKind.MANDATE, valid_from="2026-03-01")
        >>> paper.covers(CaseAct.PAY, ["M1"]), paper.is_before(date(2026, 2, 28)), paper.last_day
        (True, True, None)
    """

    kind: AuthorisationKind
    agent: AuthorisationParty = NOBODY
    principal: AuthorisationParty = NOBODY
    acts: tuple[CaseAct, ...] = SCOPE
    matters: tuple[str, ...] = ()
    valid_from: str = ""
    valid_until: str = ""
    basis: str = ""
    relation: str = ""
    may_delegate: bool = False

    @property
    def first_day(self) -> date | None:
        """Return the day from which it holds, if it says one."""
        return date.fromisoformat(self.valid_from) if self.valid_from else None

    @property
    def last_day(self) -> date | None:
        """Return the last day on which it holds, if it has one."""
        return date.fromisoformat(self.valid_until) if self.valid_until else None

    @property
    def is_mandate(self) -> bool:
        """Say whether the agent was appointed."""
        return self.kind == AuthorisationKind.MANDATE

    def is_before(self, day: date) -> bool:
        """Say whether a day is before its first."""
        return self.first_day is not None and day < self.first_day

    def is_over(self, day: date) -> bool:
        """Say whether a day is after its last, which is included."""
        return self.last_day is not None and day > self.last_day

    def covers_matters(self, matters: list[str] | tuple[str, ...]) -> bool:
        """Say whether all of these matters are among those it is for."""
        return not self.matters or set(self.matters) >= set(matters)

    def covers(self, act: CaseAct, matters: list[str] | tuple[str, ...] = ()) -> bool:
        """Say whether it is for an act in these matters."""
        return (act is CaseAct.LOOK or act in self.acts) and self.covers_matters(matters)
