"""The spreadsheet that one person looks at, and what was decided of it so far."""

from collections.abc import Callable
from dataclasses import dataclass, field

from core.services.library import Decisions, Imported, ImportRow

MOST_STEPS = 100


@dataclass
class ImportWorkspace:
    """What was read, what was decided, and the way back.

    ``read`` counts the spreadsheets, so that nothing chosen for one is shown for the next.
    ``discarding`` says that somebody wants to put it away and is asked first.
    """

    imported: Imported | None = None
    rows: tuple[ImportRow, ...] = ()
    decisions: Decisions = field(default_factory=dict)
    steps: list[Decisions] = field(default_factory=list)
    chosen: str = ""
    read: int = 0
    saved: tuple[str, ...] = ()
    discarding: bool = False

    @property
    def row(self) -> ImportRow | None:
        """Return the row that is chosen, or the first."""
        first = self.rows[0] if self.rows else None
        return next((row for row in self.rows if row.ref == self.chosen), first)

    def lay_out(self, imported: Imported, rows: tuple[ImportRow, ...]) -> None:
        """Look at a new spreadsheet."""
        self.imported, self.rows, self.saved = imported, rows, ()
        self.decisions, self.steps, self.chosen = {}, [], ""

    def decide(self, change: Callable[[Decisions], Decisions]) -> None:
        """Change what was decided; one step of undo."""
        after = change(self.decisions)
        if after != self.decisions:
            self.steps = [*self.steps, self.decisions][-MOST_STEPS:]
            self.decisions = after

    def undo(self) -> None:
        """Go back one step."""
        if self.steps:
            self.decisions = self.steps.pop()

    def discard(self) -> None:
        """Put the spreadsheet away, or ask first if something was decided."""
        self.discarding = bool(self.decisions)
        if not self.discarding:
            self.clear()

    def clear(self, saved: tuple[str, ...] = ()) -> None:
        """Put the spreadsheet away."""
        self.imported, self.rows, self.saved = None, (), saved
        self.decisions, self.steps, self.discarding = {}, [], False
        self.read += 1
