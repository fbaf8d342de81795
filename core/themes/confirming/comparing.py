"""Compare two rounds of a theme: what was asked in each, and who answered otherwise."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.themes.confirming.models import Cell, CellState, Element, Round


@dataclass(frozen=True, slots=True)
class ComparedCell:
    """What differs between two rounds for an element and a department.

    A state is nothing where the round did not ask it. ``is_reworded`` says that the draft had the
    element otherwise.
    """

    cell: Cell
    before: CellState | None
    after: CellState | None
    is_reworded: bool = False


@dataclass(frozen=True, slots=True)
class RoundComparison:
    """Two rounds of a theme and everything that differs between them."""

    earlier: Round
    later: Round
    cells: tuple[ComparedCell, ...]


def compare_rounds(earlier: Round, later: Round) -> RoundComparison:
    """Return what differs; an answer that was kept is the answer that was given."""
    return RoundComparison(earlier, later, tuple(_differing(earlier, later)))


def _differing(earlier: Round, later: Round) -> Iterator[ComparedCell]:
    for cell in dict.fromkeys((*later.cells, *earlier.cells)):
        before, after = earlier.cells.get(cell), later.cells.get(cell)
        elements = earlier.element(cell.element), later.element(cell.element)
        is_reworded = bool(before and after) and _said(elements[0]) != _said(elements[1])
        if is_reworded or _meant(before) != _meant(after):
            yield ComparedCell(cell, before, after, is_reworded)


def _said(element: Element | None) -> object:
    return element and element.draft


def _meant(state: CellState | None) -> CellState | None:
    return CellState.ACCEPTED if state is CellState.KEPT else state
