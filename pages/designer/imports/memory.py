"""The spreadsheet that one person looks at, and what was decided of it so far."""

from collections.abc import Callable
from dataclasses import dataclass, field

from core.errors import ServiceError
from core.services.library import (
    Decisions,
    Imported,
    ImportRow,
    ImportState,
    OpenedImport,
    UnfinishedImport,
)
from pages.designer.imports.grid_rows import in_groups

MOST_STEPS = 100


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that could not be read, and why."""

    name: str
    error: ServiceError


@dataclass
class ImportWorkspace:
    """What was read, what was decided, and the way back.

    ``kept`` is the import as the database has it, ``codes`` those that matters get instead of
    the ones they came with. ``read`` counts the spreadsheets, so that nothing chosen for one is
    shown for the next. ``saved`` are the codes that were kept last, ``refused`` the files that
    could not be read, ``trouble`` is what is told once. ``leaving`` says that somebody goes
    back to the list, ``discarding`` that they want to discard it and are asked first.
    """

    kept: UnfinishedImport | None = None
    imported: Imported | None = None
    rows: tuple[ImportRow, ...] = ()
    decisions: Decisions = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    steps: list[Decisions] = field(default_factory=list)
    chosen: str = ""
    read: int = 0
    saved: tuple[str, ...] = ()
    refused: tuple[RefusedFile, ...] = ()
    trouble: ServiceError | None = None
    leaving: bool = False
    discarding: bool = False

    @property
    def row(self) -> ImportRow | None:
        """Return the row that is chosen, or the first."""
        first = self.rows[0] if self.rows else None
        return next((row for row in self.rows if row.ref == self.chosen), first)

    @property
    def state(self) -> ImportState:
        """Return what has to be kept of it."""
        return ImportState(self.decisions, dict(self.codes), len(self.rows))

    def lay_out(self, opened: OpenedImport) -> None:
        """Look at an import, a new one or one that was begun before."""
        self.close()
        self.kept, self.imported, self.rows = opened.kept, opened.imported, in_groups(opened.rows)
        state = opened.kept.state
        self.decisions, self.codes = state.decisions, dict(state.codes)

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

    def give_code(self, code: str, other: str) -> None:
        """Give a matter another code than it came with, or that one again."""
        self.codes = {old: new for old, new in self.codes.items() if old != code}
        if other and other != code:
            self.codes[code] = other

    def leave(self) -> None:
        """Go back to the list, once everything is kept."""
        self.leaving = True

    def close(self, saved: tuple[str, ...] = ()) -> None:
        """Look at nothing; what is not finished stays kept."""
        self.kept, self.imported, self.rows, self.chosen = None, None, (), ""
        self.decisions, self.codes, self.steps = {}, {}, []
        self.leaving = self.discarding = False
        self.saved, self.refused, self.trouble = saved, (), None
        self.read += 1
