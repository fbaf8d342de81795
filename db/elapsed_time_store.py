"""How long the steps at the kiosks of a hall took, in the database: sums only."""

from collections.abc import Mapping

from sqlmodel import Session, col, select

from core.visits.time_estimates import ElapsedTotal, StepKind
from db.inserting import insert_into
from db.sound_rows import sound_rows
from db.visit_tables import PaceRow

_KEY = ["hall", "work"]


class SqlElapsedTimeStore:
    """Implements :class:`core.ports.ElapsedTimeStore` for one hall, in the caller's transaction."""

    def __init__(self, session: Session, *, hall: str) -> None:
        self._session = session
        self._hall = hall

    def observed(self) -> Mapping[StepKind, ElapsedTotal]:
        """Return how many steps of each kind took how long so far."""
        ours = select(PaceRow).where(PaceRow.hall == self._hall).order_by(PaceRow.work)
        rows = sound_rows(self._session, PaceRow, ours, _total_of)
        return {StepKind(kind): total for kind, total in rows if kind in _KNOWN}

    def add(self, totals: Mapping[StepKind, ElapsedTotal]) -> None:
        """Add how long some steps took."""
        # In one order, so that two who count at once never wait for each other.
        for kind, total in sorted(totals.items()):
            row = insert_into(self._session, PaceRow).values(
                hall=self._hall, work=kind.value, number=total.number, seconds=total.seconds
            )
            more = {
                "number": col(PaceRow.number) + total.number,
                "seconds": col(PaceRow.seconds) + total.seconds,
            }
            self._session.execute(row.on_conflict_do_update(set_=more, index_elements=_KEY))


def _total_of(row: PaceRow) -> tuple[str, ElapsedTotal]:
    return row.work, ElapsedTotal(row.number, row.seconds)


_KNOWN = frozenset(StepKind)
