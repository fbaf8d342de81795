"""Read every row about the cases of a hall as it is: what cannot be understood is told, not met.

No column is converted by the database's own types: a date that is none, or JSON that is none, would
end the reading instead of being found.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Connection, Date, Integer, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlmodel import Session, SQLModel

from core.cases.models import Event
from core.cases.records import CaseRecord, Difference
from core.cases.tree_heads import LogEntry
from core.errors import NoDatabaseError, NotJsonError
from core.plain_json import read_json
from core.ports import Keyring
from core.review.tasks import ReviewTask
from db.case_records import finished_record
from db.data_keys import DataKeys
from db.failures import failures_reported
from db.instants import UtcInstant
from db.key_tables import DataKeyRow
from db.log_tables import CaseLogEntryRow, CaseLogRow
from db.look_ups import LookUps
from db.review_tables import CorrectionRow
from db.review_task_store import SqlReviewTaskStore
from db.sealed_bytes import SealedBytes
from db.sealed_rows import SEALED, RowSealer
from db.tables import CaseEventRow, CaseFileRow, FileUseRow, ServiceCaseRow
from db.theme_store import SqlThemeStore
from db.vault import Vault

_ROWS: dict[str, tuple[type[SQLModel], str]] = {
    "case_event": (CaseEventRow, "sequence"),
    "case_file": (CaseFileRow, "position"),
    "correction": (CorrectionRow, "position"),
}
_TABLES = (
    ServiceCaseRow,
    CaseEventRow,
    CaseFileRow,
    CorrectionRow,
    CaseLogRow,
    CaseLogEntryRow,
    FileUseRow,
    DataKeyRow,
)
_JSON = {"matters": list}

Raw = dict[str, Any]
Parsed = tuple[Raw, tuple[str, ...]]
"""What a row says, and the columns that make no sense."""


class SqlCaseReader:
    """Implements :class:`core.ports.CaseReader`: it makes no database and changes none."""

    def __init__(self, url: str, *, hall: str, keyring: Keyring) -> None:
        self._url = url
        self._hall = hall
        self._keyring = keyring

    @contextmanager
    def opened(self) -> Iterator["SqlCaseSnapshot"]:
        """Open everything as it is at one moment; whoever writes meanwhile is not kept waiting.

        Raises:
            NoDatabaseError: If there is none, or none with the tables of this version.
            StorageError: If it cannot be read.
            KeyMissingError: If what is there is under a key that is not here.
        """
        address = make_url(self._url)
        is_sqlite = address.get_backend_name() == "sqlite"
        if is_sqlite and not Path(address.database or "").is_file():
            raise NoDatabaseError
        level = {} if is_sqlite else {"isolation_level": "REPEATABLE READ"}
        engine = create_engine(address, hide_parameters=True, **level)
        if is_sqlite:
            event.listen(engine, "connect", _read_only)
            event.listen(engine, "begin", _begin)
        try:
            with failures_reported(), engine.connect() as connection:
                there = set(inspect(connection).get_table_names())
                if not {str(table.__tablename__) for table in _TABLES} <= there:
                    raise NoDatabaseError
                yield SqlCaseSnapshot(connection, self._hall, self._keyring)
        finally:
            engine.dispose()


class SqlCaseSnapshot:
    """Implements :class:`core.ports.CaseSnapshot`."""

    def __init__(self, connection: Connection, hall: str, keyring: Keyring) -> None:
        self._connection = connection
        self._hall = hall
        keys = DataKeys(connection, keyring)
        self._vault = Vault(hall, keys, RowSealer(keys, hall=hall), LookUps(keys))

    def entries(self) -> tuple[tuple[LogEntry, ...], tuple[Difference, ...]]:
        """Return the log, and what is wrong with its rows."""
        faults: list[Difference] = []
        found: list[LogEntry] = []
        rows = self._rows(CaseLogEntryRow, "hall = :hall ORDER BY position")
        for place, (row, wrong) in enumerate(rows):
            faults += (
                Difference(f"case_log_entry {place}.{column}", "unreadable") for column in wrong
            )
            if row.get("position", place) != place:
                faults.append(Difference(f"case_log_entry {place}", "missing"))
            if not wrong:
                found.append(LogEntry(row["case_number"], row["sequence"], row["digest"]))
        sizes = [row.get("size") for row, _ in self._rows(CaseLogRow, "hall = :hall")]
        if sizes != ([len(found)] if found else []) and sizes != [len(found)]:
            faults.append(Difference("case_log.size", "altered"))
        return tuple(found), tuple(faults)

    def cases(self) -> Iterator[tuple[str, CaseRecord | None, tuple[Difference, ...]]]:
        """Yield each number that any row names, with what its rows say together."""
        numbers: set[Any] = set()
        for table in ("service_case", *_ROWS):
            name = "number" if table == "service_case" else "case_number"
            asked = text(f"SELECT DISTINCT {name} FROM {table} WHERE hall = :hall")
            numbers |= set(self._connection.execute(asked, {"hall": self._hall}).scalars())
        for number in sorted(numbers, key=str):
            record, faults = self._case(number)
            yield str(number), record, faults

    def tasks(self, number: str) -> tuple[tuple[ReviewTask, str], ...] | None:
        """Return the tasks of a case, each with the rules that computed it, if any are kept."""
        if not self._has_tasks:
            return None
        return SqlReviewTaskStore(self._session, hall=self._hall).computed(number)

    @cached_property
    def themes(self) -> SqlThemeStore:
        """Return the themes as they are at the same moment."""
        return SqlThemeStore(self._session)

    @cached_property
    def _session(self) -> Session:
        return Session(self._connection)

    @cached_property
    def _has_tasks(self) -> bool:
        return bool(inspect(self._connection).has_table("review_task"))

    def _case(self, number: Any) -> tuple[CaseRecord | None, tuple[Difference, ...]]:
        faults: list[Difference] = []
        cases = self._rows(ServiceCaseRow, "hall = :hall AND number = :number", number)
        if not cases:
            faults.append(Difference("service_case", "missing"))
        for _, wrong in cases:
            faults += (Difference(f"service_case.{column}", "unreadable") for column in wrong)
        rows = {table: self._of(table, number, faults) for table in _ROWS}
        if faults:
            return None, tuple(faults)
        columns = cases[0][0]
        names = Event.__dataclass_fields__
        record = CaseRecord(
            number=number,
            application=columns.pop("application"),
            columns=columns,
            history=tuple(Event(**{n: event[n] for n in names}) for event in rows["case_event"]),
            files=_by_position(rows["case_file"]),
            corrections=_by_position(rows["correction"]),
            is_closed=not self._vault.rows.has_case(number),
        )
        return finished_record(record, self._used(number), self._vault), _doubled(
            rows["correction"]
        )

    def _used(self, number: str) -> frozenset[str]:
        asked = text("SELECT file FROM file_use WHERE hall = :hall AND case_number = :number")
        found = self._connection.execute(asked, {"hall": self._hall, "number": number})
        return frozenset(map(str, found.scalars()))

    def _of(self, table: str, number: Any, faults: list[Difference]) -> list[Raw]:
        model, order = _ROWS[table]
        where = f"hall = :hall AND case_number = :number ORDER BY {order}"
        found = self._rows(model, where, number)
        for row, wrong in found:
            entry = row.get(order) if table == "case_event" else None
            place = table if table == "case_event" else f"{table} {row.get(order, '?')}"
            faults += (Difference(f"{place}.{column}", "unreadable", entry) for column in wrong)
        return [row for row, _ in found]

    def _rows(self, model: type[SQLModel], where: str, number: Any = None) -> list[Parsed]:
        is_sqlite = self._connection.dialect.name == "sqlite"
        columns = model.__table__.c  # type: ignore[attr-defined]
        selected = [f'"{c.name}"' if is_sqlite else _as_text(c) for c in columns]
        asked = text(f"SELECT {', '.join(selected)} FROM {model.__tablename__} WHERE {where}")
        given = {"hall": self._hall} | ({} if number is None else {"number": number})
        found = self._connection.execute(asked, given).all()
        return [self._parsed(model, dict(zip(columns.keys(), row, strict=True))) for row in found]

    def _parsed(self, model: type[SQLModel], row: Raw) -> Parsed:
        columns = model.__table__.c  # type: ignore[attr-defined]
        said: Raw = {}
        wrong = []
        for column in columns:
            if isinstance(column.type, SealedBytes):
                continue
            try:
                said[column.name] = _value(column, row[column.name])
            except (ValueError, TypeError, NotJsonError):
                wrong.append(column.name)
        name = str(model.__tablename__)
        if name in SEALED and said.keys() >= set(SEALED[name].bound):
            sealed = {
                sealed_column: _bytes(row[sealed_column]) for sealed_column in SEALED[name].columns
            }
            said |= {
                sealed_column: self._vault.rows.value(name, {**said, **sealed}, sealed_column)
                for sealed_column in sealed
            }
        # Where a row hangs on a case, its key is not what it says; an entry's is.
        key = ("hall",) if "sequence" in columns else ("hall", "case_number")
        return {name: value for name, value in said.items() if name not in key}, tuple(wrong)


def _as_text(column: Any) -> str:
    written = isinstance(column.type, JSON | UtcInstant | Date)
    return f'"{column.name}"' + ("::text" if written else "")


def _bytes(value: Any) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else b""


def _value(column: Any, value: Any) -> Any:
    if value is None and column.nullable:
        return None
    if isinstance(column.type, Integer):
        return _of_type(value, int)
    raw = _of_type(value, str)
    if isinstance(column.type, JSON):
        return _of_type(read_json(raw.encode("utf-8", "surrogateescape")), _JSON[column.name])
    if isinstance(column.type, UtcInstant):
        moment = datetime.fromisoformat(raw)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return date.fromisoformat(raw) if isinstance(column.type, Date) else raw


def _of_type(value: Any, kind: type) -> Any:
    if type(value) is not kind:
        raise TypeError
    return value


def _by_position(rows: list[Raw]) -> dict[int, Raw]:
    return {row["position"]: row for row in rows}


def _doubled(rows: list[Raw]) -> tuple[Difference, ...]:
    """Return what stands twice at one place, which no reader would show."""
    places = [row["position"] for row in rows]
    twice = sorted({place for place in places if places.count(place) > 1})
    return tuple(Difference(f"correction {correction}", "added") for correction in twice)


def _read_only(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    connection.execute("PRAGMA query_only = ON")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
