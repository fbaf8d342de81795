"""What one person has chosen in the decision table, and what is not saved yet."""

from dataclasses import dataclass

from core.themes.editing.condition_tables import Row
from pages.designer.grid import GridRefusal
from pages.shared.state import remembered

BEGUN = "+"
"""The place of an alternative that is begun, and says nothing of its own yet."""


@dataclass
class TableMemory:
    """The cell that is chosen, a value that was refused, an alternative that is begun.

    ``row`` is the id of a row of the grid: a part, and the place of the row in its condition.
    """

    theme: str = ""
    row: str = ""
    column: str = ""
    refused: GridRefusal | None = None
    begun: tuple[str, Row] | None = None

    @property
    def part(self) -> str:
        """Return the part that the chosen row is about."""
        return self.row.rpartition("/")[0]

    @property
    def at(self) -> str:
        """Return the place of the chosen row in the condition of its part."""
        return self.row.rpartition("/")[2]

    def begun_of(self, part: str) -> Row | None:
        """Return the alternative of a part that is begun, if one is."""
        return self.begun[1] if self.begun and self.begun[0] == part else None

    def open(self, theme: str) -> None:
        """Forget what was chosen in another theme."""
        if theme != self.theme:
            self.theme, self.row, self.column = theme, "", ""
            self.refused = self.begun = None


def table_memory() -> TableMemory:
    """Return what this session has chosen."""
    return remembered(TableMemory)
