"""Imports that are not finished: what was decided of them, as values and as plain data."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from core.catalogue.spreadsheets import Imported
from core.catalogue.suggesting.decisions import Decisions, FieldDecision, ImportRow
from core.errors import ImportGoneError
from core.ports import KeptImport, Stores
from core.staff.permissions import Permit


@dataclass(frozen=True, slots=True)
class ImportState:
    """What was decided of an import: field by field, and the codes that matters get instead.

    ``rows`` is how many fields there are to decide about.
    """

    decisions: Decisions = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    rows: int = 0

    @property
    def decided(self) -> int:
        """Return of how many fields everything is said."""
        return sum(decision.is_whole for decision in self.decisions.values())


@dataclass(frozen=True, slots=True)
class UnfinishedImport:
    """An import as a list shows it."""

    id: str
    name: str
    department: str
    state: ImportState
    revision: int
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class OpenedImport:
    """An import to work on: what the spreadsheet says, and what was decided of it."""

    kept: UnfinishedImport
    imported: Imported
    rows: tuple[ImportRow, ...]


def forget_import(stores: Stores, permit: Permit, import_id: str) -> None:
    """Remove an import of the person, if it is there: it is finished, or nobody wants it."""
    kept = stores.imports.get(import_id)
    if kept is not None and kept.username == permit.username:
        stores.imports.remove(import_id)


def own_import(stores: Stores, permit: Permit, import_id: str) -> KeptImport:
    """Return an import of the person.

    Raises:
        ImportGoneError: If they have none of that name any more.
    """
    kept = stores.imports.get(import_id)
    if kept is None or kept.username != permit.username:
        raise ImportGoneError
    return kept


def plain_state(state: ImportState) -> dict[str, Any]:
    """Return what was decided as plain data."""
    decisions = {ref: asdict(decision) for ref, decision in state.decisions.items()}
    return {"decisions": decisions, "codes": dict(state.codes), "rows": state.rows}


def shown_import(kept: KeptImport) -> UnfinishedImport:
    """Return an import as a list shows it."""
    said = kept.state
    decisions = {ref: FieldDecision(**words) for ref, words in said["decisions"].items()}
    state = ImportState(decisions, said["codes"], said["rows"])
    return UnfinishedImport(
        kept.id, kept.name, kept.department, state, kept.revision, kept.saved_at
    )
