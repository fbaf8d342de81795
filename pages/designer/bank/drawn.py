"""One attribute of an entry as it is drawn, and what puts another value on the bench."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from core.services.library import EntryRecord, with_value
from pages.designer.bank.bench import entry_bench, entry_now
from pages.designer.bank.cells import EntryAttribute
from pages.designer.workspace import Workspace
from pages.shared.state import kept_under


@dataclass(frozen=True)
class DrawnAttribute:
    """One attribute of an entry as it is drawn."""

    record: EntryRecord
    cell: EntryAttribute
    workspace: Workspace

    @property
    def label(self) -> str:
        """Return what the attribute is called."""
        return self.workspace.say(f"bank.attribute.{self.cell.word}")

    @property
    def value(self) -> Any:
        """Return its value, with what is changed and not submitted yet."""
        return getattr(entry_now(self.record), self.cell.name)

    def key(self, part: str = "") -> str:
        """Return the key of a widget of it."""
        at = f"{self.record.kind}_{self.record.code}_{self.cell.name}{part}"
        return f"bank_{at}_{entry_bench().round}"

    def save(self, value: Any) -> None:
        """Put another value on the bench."""
        name = self.cell.name
        entry_bench().change(self.record.entry, lambda now: with_value(now, name, value))

    def taking(self, key: str, read: Callable[[Any], Any] = lambda value: value) -> Any:
        """Return what puts the value of a widget on the bench."""
        return partial(self._take, key, read)

    def _take(self, key: str, read: Callable[[Any], Any]) -> None:
        self.save(read(kept_under(key)))


def stripped(value: Any) -> str:
    """Return what somebody typed, without the blanks around it."""
    return str(value or "").strip()
