"""How long work at the kiosks of a hall took, in the database: sums, and nobody's times."""

from collections.abc import Mapping

from sqlmodel import Session, col, select

from core.visits.pace import Taken, Work
from db.inserting import insert_into
from db.sound_rows import sound_rows
from db.visit_tables import PaceRow

_KEY = ["hall", "work"]


class SqlPaceStore:
    """Implements :class:`core.ports.PaceStore` for one hall. The caller owns the transaction."""

    def __init__(self, session: Session, *, hall: str) -> None:
        self._session = session
        self._hall = hall

    def observed(self) -> Mapping[Work, Taken]:
        """Return how much work took how long so far."""
        ours = select(PaceRow).where(PaceRow.hall == self._hall).order_by(PaceRow.work)
        rows = sound_rows(self._session, PaceRow, ours, _taken_of)
        return {Work(work): taken for work, taken in rows if work in _KNOWN}

    def add(self, taken: Mapping[Work, Taken]) -> None:
        """Add how long some work took."""
        # In one order, so that two who count at once never wait for each other.
        for work, one in sorted(taken.items()):
            row = insert_into(self._session, PaceRow).values(
                hall=self._hall, work=work.value, number=one.number, seconds=one.seconds
            )
            more = {
                "number": col(PaceRow.number) + one.number,
                "seconds": col(PaceRow.seconds) + one.seconds,
            }
            self._session.execute(row.on_conflict_do_update(set_=more, index_elements=_KEY))


def _taken_of(row: PaceRow) -> tuple[str, Taken]:
    return row.work, Taken(row.number, row.seconds)


_KNOWN = frozenset(Work)
