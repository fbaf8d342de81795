"""Rows that no situation satisfies: which cells contradict each other, and what would mend it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import (
    Comparison,
    Condition,
    Operator,
    Question,
    QuestionKind,
    Theme,
)
from core.situations.shares import Contradiction
from core.themes.editing.condition_tables import Cell, Row, cell_of
from core.themes.editing.decided_parts import DecidedPart, condition_of_matter
from core.themes.editing.theme_shares import ThemeShares


@dataclass(frozen=True, slots=True)
class Clash:
    """A row that never holds.

    Args:
        part: What it is about.
        at: Its place in the condition of the part.
        why: What contradicts what; the condition of the matter may be among it.
        questions: The questions about which its cells contradict something.
        repair: A question, and the cell with which the row can hold, if there is one.
    """

    part: DecidedPart
    at: int
    why: Contradiction
    questions: frozenset[str]
    repair: tuple[str, Cell] | None


def clashes_in(
    theme: Theme, catalogue: Catalogue, shares: ThemeShares, parts: Iterable[DecidedPart]
) -> Mapping[str, Clash]:
    """Return every row that never holds, by the part and its place.

    Where a matter is never in force, that is told of the matter and not of its parts.

    Args:
        theme: The theme.
        catalogue: What its questions can be answered with.
        shares: Counts its situations.
        parts: What depends on answers.
    """
    finder = _Finder(theme, catalogue, shares)
    found = (
        finder.clash(part, at, row) for part in parts for at, row in enumerate(part.rows or ())
    )
    return {f"{clash.part.id}/{clash.at}": clash for clash in found if clash}


@dataclass(frozen=True, slots=True)
class _Finder:
    theme: Theme
    catalogue: Catalogue
    shares: ThemeShares

    def clash(self, part: DecidedPart, at: int, row: Row) -> Clash | None:
        why = self.shares.contradiction(self._held(part, row)) if row else None
        if why is None or not any(comparison in row for comparison in why.parts):
            return None
        marked = (
            comparison.question
            for comparison in why.parts
            if isinstance(comparison, Comparison) and comparison in row
        )
        questions = tuple(dict.fromkeys(marked)) or tuple(comparison.question for comparison in row)
        repairs = (self._repair(part, row, code) for code in questions)
        repair = next((possible for possible in repairs if possible), None)
        return Clash(part, at, why, frozenset(questions), repair)

    def _held(self, part: DecidedPart, row: Row) -> tuple[Condition, ...]:
        """Return what has to hold together: the row, and for a part of a matter the matter's."""
        own = condition_of_matter(self.theme, part.matter) if part.own else None
        return row if own is None else (*row, own)

    def _repair(self, part: DecidedPart, row: Row, code: str) -> tuple[str, Cell] | None:
        """Return the cell with every option with which the row can hold; numbers have none."""
        question, cell = self.catalogue.question(code), cell_of(row, code)
        others = tuple(comparison for comparison in self._held(part, row) if comparison not in cell)
        options = tuple(self._possible(question, others))
        if not options:
            return None
        several = len(options) > 1 or question.kind is QuestionKind.MULTIPLE
        operator = Operator.IN if several else Operator.EQ
        value = options if several else options[0]
        return code, (Comparison(question=code, op=operator, value=value),)

    def _possible(self, question: Question, others: tuple[Condition, ...]) -> Iterator[str]:
        for option in question.options:
            chosen = Comparison(question=question.id, op=Operator.IN, value=(option,))
            if self.shares.contradiction((chosen, *others)) is None:
                yield option
