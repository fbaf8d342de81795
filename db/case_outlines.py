"""Many cases of one hall at once, without what was said in them: their histories, to go on from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlmodel import Session, col

from core.cases.history import broken_at
from core.cases.models import CaseOutline, CaseStatus, Event
from core.cases.sealing import status_of
from core.services.setting_aside import tell_set_aside
from db.case_log import SqlCaseLog
from db.case_records import EVENT_PARTS
from db.sound_rows import sound_rows
from db.tables import CaseEventRow, ServiceCaseRow
from db.vault import vault_of

_EVENT = tuple(CaseEventRow.__table__.c[name] for name in EVENT_PARTS)  # type: ignore[attr-defined]
_CASE = tuple(
    ServiceCaseRow.__table__.c[name]  # type: ignore[attr-defined]
    for name in (
        *("number", "theme_code", "theme_version", "matters", "received_at"),
        *("status", "last_digest"),
    )
)


class SqlCaseOutlineStore:
    """Implements :class:`core.ports.CaseOutlineStore`. The caller owns the transaction."""

    def __init__(self, session: Session, *, hall: str) -> None:
        self._session = session
        self._hall = hall
        self._log = SqlCaseLog(session, hall=hall)
        self._vault = vault_of(session, hall=hall)

    def of(self, numbers: Iterable[str], *, to_change: bool = True) -> tuple[CaseOutline, ...]:
        """Return cases whose histories are as they were written.

        Those to be changed are held in the order of their numbers, so that two never wait for
        each other.
        """
        wanted = sorted(set(numbers))
        rows = (
            select(*_CASE)
            .where(col(ServiceCaseRow.hall) == self._hall, _CASE[0].in_(wanted))
            .order_by(_CASE[0])
        )
        rows = rows.with_for_update() if to_change else rows
        cases = sound_rows(self._session, ServiceCaseRow, rows, _as_it_is)
        self._vault.rows.load_cases(wanted)
        histories = self._histories(wanted)
        return tuple(self._sound(cases, histories))

    def append(self, cases: Sequence[CaseOutline], events: Sequence[Event]) -> None:
        """Append entries to the histories of cases, and write where these stand after them."""
        if not events:
            return
        rows = [self._sealed(event) for event in events]
        self._session.execute(insert(CaseEventRow), rows)
        heads = (
            update(ServiceCaseRow)
            .where(
                col(ServiceCaseRow.hall) == bindparam("of_hall"),
                col(ServiceCaseRow.number) == bindparam("of_case"),
            )
            .values(last_digest=bindparam("digest"), status=bindparam("now"))
        )
        self._session.connection().execute(heads, [self._head(case) for case in cases])
        self._log.add(events)

    def _head(self, case: CaseOutline) -> dict[str, Any]:
        digest = case.history[-1].digest
        return {"of_hall": self._hall, "of_case": case.number, "digest": digest, "now": case.status}

    def _sealed(self, event: Event) -> dict[str, Any]:
        parts = {name: getattr(event, name) for name in EVENT_PARTS}
        return {"hall": self._hall, **self._vault.rows.seal(CaseEventRow, parts)}

    def _histories(self, numbers: Sequence[str]) -> Mapping[str, list[Event]]:
        rows = (
            select(*_EVENT)
            .where(col(CaseEventRow.hall) == self._hall, col(CaseEventRow.case_number).in_(numbers))
            .order_by(col(CaseEventRow.case_number), col(CaseEventRow.sequence))
        )
        found: dict[str, list[Event]] = {number: [] for number in numbers}
        for event in sound_rows(self._session, CaseEventRow, rows, self._event):
            found[event.case_number].append(event)
        return found

    def _event(self, row: Any) -> Event:
        return Event(**self._vault.rows.open(CaseEventRow, dict(row._mapping)))

    def _sound(
        self, cases: Iterable[Any], histories: Mapping[str, Sequence[Event]]
    ) -> Iterator[CaseOutline]:
        for row in cases:
            history = histories[row.number]
            if _is_sound(row, history):
                yield _outline(row, history)
            elif self._vault.rows.has_case(row.number):
                tell_set_aside(f"service_case {row.number}")


def _as_it_is(row: Any) -> Any:
    return row


def _is_sound(row: Any, history: Sequence[Event]) -> bool:
    """Say whether a history and what repeats it are as they were written (law 20)."""
    if not history or history[-1].digest != row.last_digest:
        return False
    is_same = row.status == status_of(history) and row.received_at == history[0].at
    return is_same and broken_at(history) is None


def _outline(row: Any, history: Sequence[Event]) -> CaseOutline:
    return CaseOutline(
        number=row.number,
        theme_code=row.theme_code,
        theme_version=row.theme_version,
        channel=history[0].actor,
        matters=tuple(row.matters),
        received_at=row.received_at,
        status=CaseStatus(row.status),
        history=tuple(history),
    )
