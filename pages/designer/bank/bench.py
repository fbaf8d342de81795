"""What one person is changing of entries and has not submitted yet."""

from core.catalogue.models import Part
from core.services.library import EntryRecord
from pages.designer.workshop.bench import Bench
from pages.shared.state import remembered


class EntryBench(Bench[Part]):
    """Changed entries, by list and code."""

    def key(self, part: Part) -> str:
        """Return what an entry is known by: its list, and its code there."""
        named = (
            getattr(part, name, None) for name in ("id", "element", "identity", "code", "name")
        )
        return f"{type(part).__name__} {next(filter(None, named))}"


def entry_bench() -> EntryBench:
    """Return the bench of this session."""
    return remembered(EntryBench)


def entry_now(record: EntryRecord) -> Part:
    """Return an entry with what is changed of it and not submitted yet."""
    return entry_bench().now(record.entry)
