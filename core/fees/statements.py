"""What an officer says of a charge: how much it is, or that it is not paid, and by which law."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar, Protocol

from core.cases.charge_actions import ChargeAction
from core.errors import Problem
from core.fees.amounts import FEN, yuan
from core.kinds.values.numeric import number_of
from core.review.statement_checks import cleaned_text, written

_MOST = Decimal(1_000_000_000)


class ChargeStatement(Protocol):
    """What is said with a step, what is wrong with it, and how the history has it."""

    action: ClassVar[ChargeAction]

    def problems(self) -> Iterator[Problem]:
        """Yield everything that is missing or cannot be."""

    def details(self) -> dict[str, Any]:
        """Return it as the history has it."""


@dataclass(frozen=True, slots=True)
class Assessing:
    """How much it is, in yuan, and by what it was found."""

    action: ClassVar = ChargeAction.ASSESSED
    amount: str
    basis: str

    def problems(self) -> Iterator[Problem]:
        """Yield what is missing or no amount.

        Examples:
            >>> [problem.place for problem in Assessing("1.005", " ").problems()]
            ['amount', 'basis']
            >>> list(Assessing("32,000", "契税法第三条").problems())
            []
        """
        number = number_of(self.amount)
        if number is None or not 0 <= number < _MOST or number != number.quantize(FEN):
            yield Problem("amount", "charge_no_amount")
        yield from written(basis=self.basis)

    def details(self) -> dict[str, Any]:
        """Return amount and basis."""
        amount = number_of(self.amount) or Decimal(0)
        return {"amount": yuan(amount), "basis": cleaned_text(self.basis)}


@dataclass(frozen=True, slots=True)
class Waiving:
    """By which law nothing is paid."""

    action: ClassVar = ChargeAction.WAIVED
    basis: str

    def problems(self) -> Iterator[Problem]:
        """Yield that the basis is missing."""
        yield from written(basis=self.basis)

    def details(self) -> dict[str, Any]:
        """Return the basis."""
        return {"basis": cleaned_text(self.basis)}
