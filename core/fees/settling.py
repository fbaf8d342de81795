"""A payment whose sum is not the one that was asked for, settled by a person at the window.

Either what is owed counts as paid, and the difference changes hands by a ticket; or all that came
in goes back. Nothing is left over: what came in is what is booked, with what was taken, without
what was returned.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from core.errors import Problem
from core.fees.payments import PartState, Payment, PaymentPart, PaymentState
from core.fees.taking import CashierTicket
from core.review.statement_checks import chosen, cleaned_text, written


class SettlingWay(StrEnum):
    """How a difference is settled."""

    BOOK = "book"
    """What is owed is paid: what is missing was taken, or what is too much was given back."""
    RETURN = "return"
    """All that came in was given back, and what is owed is still owed."""


@dataclass(frozen=True, slots=True)
class SumDifference:
    """What came in by a payment, and what of the things it asked for is owed or booked."""

    payment: Payment
    came_in: Decimal
    owed: tuple[PaymentPart, ...]

    @property
    def owed_sum(self) -> Decimal:
        """Return what is owed of what it asked for."""
        return sum((part.amount for part in self.owed), Decimal(0))

    @property
    def missing(self) -> Decimal:
        """Return what has to be taken before everything owed is paid.

        Examples:
            >>> part = PaymentPart("M", "契税", Decimal(80))
            >>> payment = Payment("K-1", "K", (part,), datetime(2026, 11, 30))
            >>> less, twice = (SumDifference(payment, Decimal(sum), (part,)) for sum in (8, 160))
            >>> less.missing, less.surplus, twice.missing, twice.surplus
            (Decimal('72'), Decimal('0'), Decimal('0'), Decimal('80'))
        """
        return max(self.owed_sum - self.came_in, Decimal(0))

    @property
    def surplus(self) -> Decimal:
        """Return what is too much once everything owed is paid."""
        return max(self.came_in - self.owed_sum, Decimal(0))

    def ways(self) -> tuple[SettlingWay, ...]:
        """Return the ways that are possible: nothing is booked where nothing is owed.

        What was booked before stays booked.
        """
        if any(part.state is PartState.BOOKED for part in self.owed):
            return (SettlingWay.BOOK,)
        return (SettlingWay.BOOK, SettlingWay.RETURN) if self.owed else (SettlingWay.RETURN,)

    def moved(self, way: SettlingWay) -> Decimal:
        """Return what changes hands at the counter: taken if it is more than nothing."""
        return self.owed_sum - self.came_in if way is SettlingWay.BOOK else -self.came_in


@dataclass(frozen=True, slots=True)
class Settling:
    """What the window says: what was done, by which ticket, and why the sum differs.

    ``moved`` is what the window was shown to take, or less than nothing to give back.
    """

    way: str
    moved: Decimal
    ticket: CashierTicket
    reason: str

    def problems(self) -> Iterator[Problem]:
        """Yield every place that is missing or too long."""
        yield from chosen("settling", self.way, SettlingWay)
        if self.moved:
            yield from self.ticket.problems()
        yield from written(reason=self.reason)

    @property
    def cleaned_reason(self) -> str:
        """Return the reason as it is kept."""
        return cleaned_text(self.reason)


def difference_of(payment: Payment, payable: Iterable[str]) -> SumDifference | None:
    """Return what is to be settled of a payment, if its sum differs.

    Args:
        payment: The payment.
        payable: The matters of which the charge can be paid now, with the amount that it asks for.
    """
    if payment.state is not PaymentState.DIFFERS or payment.came_in is None:
        return None
    owed = frozenset(payable)
    parts = payment.parts
    return SumDifference(
        payment,
        payment.came_in,
        tuple(it for it in parts if it.state is PartState.BOOKED or it.matter in owed),
    )


def settled(difference: SumDifference, way: SettlingWay, at: datetime) -> Payment:
    """Return a payment that was settled; the service gives nothing of it back any more."""
    booked = {part.matter for part in difference.owed} if way is SettlingWay.BOOK else set()
    parts = tuple(
        replace(part, state=PartState.BOOKED if part.matter in booked else PartState.RETURNED)
        for part in difference.payment.parts
    )
    return replace(
        difference.payment,
        parts=parts,
        state=PaymentState.PAID if booked else PaymentState.RETURNED,
        settled_at=at,
        is_watched=False,
    )
