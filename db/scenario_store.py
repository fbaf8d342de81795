"""Scenarios of the trainers' own, in the database: every revision is a row."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Select, delete, func, select, tuple_
from sqlmodel import Session, col

from core.training.kept_scenarios import KeptScenario, ScenarioOrigin
from db.inserting import insert_into
from db.sound_rows import sound_rows
from db.training_tables import KeptScenarioRow
from db.vault import vault_of

_CODE = col(KeptScenarioRow.code)
_REVISION = col(KeptScenarioRow.revision)


class SqlScenarioStore:
    """Implements :class:`core.ports.ScenarioStore`. The caller owns the transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._vault = vault_of(session)

    def all(self) -> tuple[KeptScenario, ...]:
        """Return the newest revision of each scenario, by code."""
        newest = select(_CODE, func.max(_REVISION)).group_by(_CODE)
        rows = select(KeptScenarioRow).where(tuple_(_CODE, _REVISION).in_(newest))
        return self._read(rows.order_by(_CODE))

    def get(self, code: str) -> KeptScenario | None:
        """Return the newest revision of a scenario, if there is one."""
        return next(iter(self.revisions(code)), None)

    def revisions(self, code: str) -> tuple[KeptScenario, ...]:
        """Return every revision of a scenario, the newest first."""
        rows = (
            select(KeptScenarioRow)
            .where(col(KeptScenarioRow.code) == code)
            .order_by(_REVISION.desc())
        )
        return self._read(rows)

    def save(self, kept: KeptScenario) -> bool:
        """Add a revision; say whether nobody else has written that revision before."""
        row = {**asdict(kept), "origin": kept.origin.value}
        sealed = self._vault.rows.seal(KeptScenarioRow, row)
        new = insert_into(self._session, KeptScenarioRow).values(**sealed)
        written = self._session.execute(new.on_conflict_do_nothing().returning(_CODE))
        return written.scalar_one_or_none() is not None

    def remove(self, code: str) -> bool:
        """Remove a scenario with all its revisions; say whether it was there."""
        gone = delete(KeptScenarioRow).where(col(KeptScenarioRow.code) == code).returning(_REVISION)
        return bool(self._session.execute(gone).scalars().all())

    def _read(self, rows: "Select[Any]") -> tuple[KeptScenario, ...]:
        return tuple(sound_rows(self._session, KeptScenarioRow, rows, self._made))

    def _made(self, row: KeptScenarioRow) -> KeptScenario:
        return kept_scenario_of(self._vault.opened(row))


def kept_scenario_of(row: Any) -> KeptScenario:
    """Return the revision that an opened row says.

    Raises:
        ValueError: If it makes no sense.
    """
    parts = {name: getattr(row, name) for name in KeptScenario.__dataclass_fields__}
    return KeptScenario(**{**parts, "origin": ScenarioOrigin(row.origin)})
