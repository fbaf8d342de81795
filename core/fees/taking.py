"""What is said when money is taken or given back at a counter: the number of the ticket."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.errors import Problem
from core.review.statement_checks import cleaned_text, written

_MOST = 80


@dataclass(frozen=True, slots=True)
class CashierTicket:
    """The ticket (票据) that was given for the money, by its number."""

    number: str

    def problems(self) -> Iterator[Problem]:
        """Yield that the number is missing or too long.

        Examples:
            >>> [problem.place for problem in CashierTicket(" ").problems()]
            ['ticket']
            >>> list(CashierTicket("粤财 0012345").problems())
            []
        """
        if len(self.cleaned) > _MOST:
            yield Problem("ticket", "review_too_long", (("most", str(_MOST)),))
        else:
            yield from written(ticket=self.number)

    @property
    def cleaned(self) -> str:
        """Return the number as it is kept."""
        return cleaned_text(self.number)
