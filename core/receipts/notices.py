"""What an office tells the applicant in writing about one matter (行政许可法 32, 38, 42, 45).

Whether an application is accepted or not is told with the date and the seal of the office. A
decision against somebody tells its reason and the remedies.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import ClassVar


class NoticeKind(StrEnum):
    """What a notice tells; named as the entry of the history that it is made from."""

    ACCEPTED = "accepted"
    DEEMED_ACCEPTED = "deemed_accepted"
    NOT_ACCEPTED = "not_accepted"
    CORRECTION_ASKED = "correction_asked"
    CORRECTED_ON_SPOT = "corrected_on_spot"
    PAUSED = "paused"
    EXTENDED = "extended"
    GRANTED = "granted"
    REFUSED = "refused"
    SUPPLY_REMINDED = "supply_reminded"
    LAPSED = "lapsed"
    """What was to come after acceptance did not come (容缺)."""
    COMMITMENT_CHECKED = "commitment_checked"
    """What was promised is not so, and is to be put right (责令限期整改)."""
    REVOKED = "revoked"
    CHARGE_PAID = "charge_paid"
    """The receipt of a payment: for each matter that charges one of its own."""
    CHARGE_REFUNDED = "charge_refunded"
    CHARGE_SURPLUS_RETURNED = "charge_surplus_returned"
    """The receipt of money that came in, was owed for nothing, and went back."""


_UNSIGNED = frozenset(
    {
        NoticeKind.DEEMED_ACCEPTED,
        NoticeKind.SUPPLY_REMINDED,
        NoticeKind.CHARGE_PAID,
        NoticeKind.CHARGE_REFUNDED,
        NoticeKind.CHARGE_SURPLUS_RETURNED,
    }
)


@dataclass(frozen=True, slots=True)
class NoticeFact:
    """A line of a notice: ``name`` is the end of ``paper.notice.fact.NAME``.

    It says a text, a day, or a number of working days.
    """

    name: str
    text: str = field(default="", repr=False)
    day: date | None = None
    working_days: int | None = None


@dataclass(frozen=True, slots=True)
class NoticeItem:
    """Something to put right: what, what is wrong with it, and how it is mended."""

    label: str
    wrong: str = field(repr=False)
    remedy: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Notice:
    """Everything that a notice says. ``told_on`` is its date, ``number`` its own number.

    ``reason_kind`` is the end of ``paper.notice.why.KIND``, where the law names the reasons.
    """

    template: ClassVar[str] = "notice"
    kind: NoticeKind
    number: str
    case_number: str
    theme_name: str
    matter_name: str
    office: str
    applicant: str = field(repr=False)
    received_on: date
    told_on: date
    officer: str = ""
    reason_kind: str = ""
    facts: tuple[NoticeFact, ...] = ()
    items: tuple[NoticeItem, ...] = ()
    materials: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()

    @property
    def is_signed_for(self) -> bool:
        """Say whether the applicant signs that they have it."""
        return self.kind not in _UNSIGNED

    @property
    def is_owing(self) -> bool:
        """Say whether something is still to come, so that the consequence is told with it."""
        is_owed = any(fact.name == "owed" for fact in self.facts)
        return is_owed and self.kind is not NoticeKind.LAPSED
