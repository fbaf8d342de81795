"""The steps of drafts in the database, so that undoing survives a reload and a restart."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import delete, select, update
from sqlmodel import Session, col

from core.ports import DraftStep
from core.themes.editing.changed_parts import ChangedPart
from db.sound_rows import sound_row, sound_rows, spoilt_reported
from db.tables import ThemeStepRow
from db.vault import vault_of

_LISTED = (
    col(ThemeStepRow.theme_code),
    col(ThemeStepRow.number),
    col(ThemeStepRow.kind),
    col(ThemeStepRow.changes),
    col(ThemeStepRow.saved_at),
    col(ThemeStepRow.saved_by),
    col(ThemeStepRow.undone),
)
"""What a list shows; the documents are long."""
_NEWEST_FIRST = (col(ThemeStepRow.undone), col(ThemeStepRow.number).desc())


class SqlStepStore:
    """Implements :class:`core.ports.StepStore`. The caller owns the transaction.

    Whoever adds or removes steps has locked the draft before (:meth:`SqlThemeStore.draft`).
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._vault = vault_of(session)

    def of(self, code: str) -> tuple[DraftStep, ...]:
        """Return the steps of a draft, the oldest first."""
        rows = select(*_LISTED).where(col(ThemeStepRow.theme_code) == code)
        ordered = rows.order_by(col(ThemeStepRow.number))
        return tuple(sound_rows(self._session, ThemeStepRow, ordered, _step_of))

    def document(self, code: str, number: int) -> Mapping[str, Any] | None:
        """Return the theme after a step, if that step is kept."""
        row = sound_row(self._session, ThemeStepRow, (code, number))
        if row is None:
            return None
        with spoilt_reported(f"theme_step {code} {number}"):
            return self._document_of(row)

    def documents(self, code: str) -> tuple[Mapping[str, Any], ...]:
        """Return the theme after each step, the newest first, then those taken back."""
        rows = select(ThemeStepRow).where(col(ThemeStepRow.theme_code) == code)
        ordered = rows.order_by(*_NEWEST_FIRST)
        return tuple(sound_rows(self._session, ThemeStepRow, ordered, self._document_of))

    def add(self, code: str, step: DraftStep, document: Mapping[str, Any]) -> None:
        """Add a step."""
        changes = [[part.part, part.added, part.removed] for part in step.changes]
        row = {**asdict(step), "theme_code": code, "changes": changes, "document": dict(document)}
        self._session.add(ThemeStepRow(**self._vault.rows.seal(ThemeStepRow, row)))
        self._session.flush()

    def go_to(self, code: str, number: int) -> None:
        """Take back every step after this one, and do again every step up to it."""
        steps = update(ThemeStepRow).where(col(ThemeStepRow.theme_code) == code)
        self._session.execute(steps.values(undone=col(ThemeStepRow.number) > number))

    def forget(self, code: str, numbers: Iterable[int]) -> None:
        """Remove steps."""
        steps = delete(ThemeStepRow).where(col(ThemeStepRow.theme_code) == code)
        self._session.execute(steps.where(col(ThemeStepRow.number).in_(tuple(numbers))))

    def _document_of(self, row: ThemeStepRow) -> Mapping[str, Any]:
        document: Mapping[str, Any] = self._vault.opened(row).document
        return document


def _step_of(row: Any) -> DraftStep:
    _, number, kind, changes, saved_at, saved_by, undone = row
    parts = tuple(
        ChangedPart(part, tuple(added), tuple(removed)) for part, added, removed in changes
    )
    return DraftStep(number, kind, parts, saved_at, saved_by, undone)
