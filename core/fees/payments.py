"""One payment for everything that is due in a case, by a code that somebody scans.

A payment has a key of its own, so that whoever asks for it twice asks for the same. What comes in
is booked against the charges as they stand then: what is not owed any more goes back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from core.fees.charges import ChargeState, MatterCharge


class PaymentState(StrEnum):
    """Where a payment stands, here and at the payment service."""

    OPEN = "open"
    PAID = "paid"
    CLOSED = "closed"
    """Nobody can pay it any more."""
    RETURNED = "returned"
    """All of it was given back."""
    LEFT = "left"
    """The window took the money otherwise while the service could not be asked; if somebody paid
    it all the same, that is found once it can be asked again, and goes back."""
    DIFFERS = "differs"
    """Another sum came in than was asked for: nothing is booked until the window settles it."""


class PartState(StrEnum):
    """What became of the part of a payment that is for one matter."""

    ASKED = "asked"
    BOOKED = "booked"
    SURPLUS = "surplus"
    """It was paid and not owed: it goes back."""
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class PaymentPart:
    """What is paid for one matter; ``name`` is what it is called on the payer's screen."""

    matter: str
    name: str
    amount: Decimal
    state: PartState = PartState.ASKED


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment of a case. ``shown`` is what stands in its code, ``reference`` the service's.

    It is watched until nothing of it can go back any more. ``came_in`` is the sum that the service
    names, where it is another one.
    """

    key: str
    case_number: str
    parts: tuple[PaymentPart, ...]
    opened_at: datetime
    state: PaymentState = PaymentState.OPEN
    shown: str = ""
    reference: str = ""
    settled_at: datetime | None = None
    is_watched: bool = True
    came_in: Decimal | None = None

    @property
    def total(self) -> Decimal:
        """Return the sum of its parts."""
        return sum((part.amount for part in self.parts), Decimal(0))

    def has_to_differ(self, came_in: Decimal) -> bool:
        """Say whether a person has to settle it, since this sum came in.

        Money that came in only grows, so the largest sum is the newest, in whatever order sums are
        told; one that was settled with this sum stays settled.
        """
        if self.state is PaymentState.PAID:
            return came_in > (self.total if self.came_in is None else self.came_in)
        if self.state is PaymentState.DIFFERS:
            return self.came_in is None or came_in > self.came_in
        return self.state in {PaymentState.OPEN, PaymentState.LEFT}

    def asks_for(self, charges: Iterable[MatterCharge]) -> bool:
        """Say whether it asks for exactly these charges."""
        return {(part.matter, part.amount) for part in self.parts} == {
            (charge.matter, charge.amount) for charge in charges
        }


@dataclass(frozen=True, slots=True)
class PaymentAnswer:
    """What the payment service says of a payment."""

    state: PaymentState
    reference: str = ""
    came_in: Decimal | None = None
    """The sum that came in, where the service names it."""


def payment_of(
    case_number: str, number: int, charges: Iterable[MatterCharge], at: datetime
) -> Payment:
    """Return the payment with a number of its own for everything that is due.

    Examples:
        >>> from datetime import UTC
        >>> payment_of("261130-ACDE-FGHY", 2, [], datetime(2026, 11, 30, tzinfo=UTC)).key
        '261130-ACDE-FGHY-2'
    """
    parts = (
        PaymentPart(charge.matter, charge.declared.name, charge.amount or Decimal(0))
        for charge in charges
    )
    return Payment(f"{case_number}-{number}", case_number, tuple(parts), at)


def booked(
    payment: Payment, charges: Mapping[str, MatterCharge], reference: str, at: datetime
) -> Payment:
    """Return a payment that came in, each part booked if it is owed exactly so, else surplus."""
    parts = tuple(
        replace(part, state=PartState.BOOKED if _is_owed(part, charges) else PartState.SURPLUS)
        for part in payment.parts
    )
    return replace(
        payment, parts=parts, state=PaymentState.PAID, reference=reference, settled_at=at
    )


def returned(payment: Payment, matter: str) -> Payment:
    """Return a payment of which the part for a matter was given back."""
    parts = tuple(
        replace(part, state=PartState.RETURNED) if part.matter == matter else part
        for part in payment.parts
    )
    is_all = all(part.state is PartState.RETURNED for part in parts)
    if is_all:
        return replace(payment, parts=parts, state=PaymentState.RETURNED, is_watched=False)
    return replace(payment, parts=parts)


def closed(payment: Payment, at: datetime) -> Payment:
    """Return a payment that nobody can pay any more."""
    return replace(payment, state=PaymentState.CLOSED, settled_at=at, is_watched=False)


def left(payment: Payment) -> Payment:
    """Return a payment that nobody is shown any more, and of which the service still knows."""
    return replace(payment, state=PaymentState.LEFT)


def differing(payment: Payment, came_in: Decimal, at: datetime, *, reference: str = "") -> Payment:
    """Return a payment by which another sum came in."""
    return replace(
        payment,
        state=PaymentState.DIFFERS,
        came_in=came_in,
        reference=reference or payment.reference,
        settled_at=at,
        is_watched=False,
    )


def open_payment(payments: Iterable[Payment]) -> Payment | None:
    """Return the payment that can still be paid, if there is one."""
    return next((each for each in payments if each.state is PaymentState.OPEN), None)


def _is_owed(part: PaymentPart, charges: Mapping[str, MatterCharge]) -> bool:
    charge = charges.get(part.matter)
    return charge is not None and charge.state is ChargeState.DUE and charge.amount == part.amount
