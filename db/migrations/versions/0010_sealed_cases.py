"""Seal every case, keep all entries in one log, and refuse every other change of a case."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from core.cases.history import BEGINNING, broken_at, next_event
from core.cases.models import Event
from core.cases.records import CaseRecord
from core.cases.sealing import SEALS, missing_seals
from db.instants import UtcInstant

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

# A row that is there is never inserted again. SQLite replaces one without telling the delete
# trigger: by its key, by whatever else is unique, or by its hidden number.
KEYS = {
    "theme_version": (("code", "version"),),
    "case_event": (("hall", "case_number", "sequence"),),
    "service_case": (("hall", "number"), ("hall", "submission_key")),
    "case_file": (("hall", "case_number", "position"),),
    "correction": (("hall", "case_number", "matter", "place", "number"),),
    "case_log": (("hall",),),
    "case_log_entry": (("hall", "position"), ("hall", "case_number", "sequence")),
}
# Of most rows nothing is ever changed, of these something, and what stands here is not.
FIXED = {
    "service_case": "hall number submission_key theme_code theme_version applicant_name "
    "application matters received_at",
    "correction": "hall case_number matter place number position label wrong remedy asked_by "
    "asked_at until",
    "case_log": "hall",
}
# Nor is an answer given twice or taken back, nor an entry of the log passed over.
NOR = {
    "correction": "OLD.answered_at IS NOT NULL OR NEW.answered_at IS NULL",
    "case_log": "NEW.size <> OLD.size + 1",
}
ACTIONS = ("update", "delete", "insert", "truncate", "change")


def _plain(name: str, *typed: sa.ColumnClause[Any], also: str = "") -> sa.TableClause:
    """Describe a table as it is at this revision, whatever the program makes of it later."""
    return sa.table(name, *typed, *map(sa.column, also.split()))


CASE = _plain(
    "service_case",
    sa.column("application", sa.JSON),
    sa.column("matters", sa.JSON),
    sa.column("received_at", UtcInstant),
    also="hall number submission_key theme_code theme_version status applicant_name last_digest",
)
EVENT = _plain(
    "case_event",
    sa.column("at", UtcInstant),
    sa.column("details", sa.JSON),
    also="hall case_number sequence actor action previous digest",
)
FILE = _plain(
    "case_file", also="hall case_number position document subject name media_type size digest"
)
CORRECTION = _plain(
    "correction",
    sa.column("asked_at", UtcInstant),
    sa.column("until", sa.Date),
    sa.column("answered_at", UtcInstant),
    also="hall case_number matter place number position label wrong remedy asked_by answer",
)
LOG = _plain("case_log", also="hall size")
ENTRY = _plain("case_log_entry", also="hall position case_number sequence digest")


def upgrade() -> None:
    # After a way back the log is still there: its order is what the heads outside tell.
    if not sa.inspect(op.get_bind()).has_table("case_log"):
        _create_log()
    _drop_triggers(KEYS)
    _seal_cases(op.get_bind())
    _log_entries(op.get_bind())
    for table in KEYS:
        _refuse(table)


def downgrade() -> None:
    """Take the new refusals away; seals and log stay, and mean nothing to what was before."""
    _drop_triggers(KEYS)
    for table in ("theme_version", "case_event"):
        _refuse(table)


def _create_log() -> None:
    op.create_table(
        "case_log",
        sa.Column("hall", sa.String(80), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("hall"),
    )
    op.create_table(
        "case_log_entry",
        sa.Column("hall", sa.String(80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("case_number", sa.String(32), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("hall", "position"),
        sa.UniqueConstraint("hall", "case_number", "sequence", name="entry_once"),
    )


def _seal_cases(connection: sa.Connection) -> None:
    """Append an entry with its seals to every case that can be read and is as it was left.

    What was altered before is left alone, so that it is still found to be.
    """
    now = datetime.now(UTC)
    for case in connection.execute(sa.select(CASE.c.hall, CASE.c.number)).all():
        try:
            record = _record_of(connection, *case)
            seals = missing_seals(record)
        except (ValueError, TypeError, AttributeError, sa.exc.DataError):
            continue
        last = record.history[-1].digest if record.history else BEGINNING
        is_whole = broken_at(record.history) is None and record.columns["last_digest"] == last
        if seals and is_whole:
            _append(connection, case.hall, _sealed(record, now, seals))


def _sealed(record: CaseRecord, at: datetime, seals: dict[str, Any]) -> Event:
    return next_event(
        record.history,
        case_number=record.number,
        at=at,
        actor="upgrade",
        action="sealed",
        details={SEALS: seals},
    )


def _append(connection: sa.Connection, hall: str, event: Event) -> None:
    parts = {name: getattr(event, name) for name in Event.__dataclass_fields__}
    connection.execute(sa.insert(EVENT).values(hall=hall, **parts))
    connection.execute(
        sa.update(CASE)
        .where(CASE.c.hall == hall, CASE.c.number == event.case_number)
        .values(last_digest=event.digest)
    )


def _record_of(connection: sa.Connection, hall: str, number: str) -> CaseRecord:
    asked = sa.select(CASE).where(CASE.c.hall == hall, CASE.c.number == number)
    columns = dict(connection.execute(asked).mappings().one())
    events = _rows(connection, EVENT, hall, number, order="sequence")
    return CaseRecord(
        number=number,
        application=columns.pop("application"),
        columns=columns,
        history=tuple(Event(**event) for event in events),
        files=_by_position(_rows(connection, FILE, hall, number, order="position")),
        corrections=_by_position(_rows(connection, CORRECTION, hall, number, order="position")),
    )


def _by_position(rows: Iterable[dict[str, Any]]) -> dict[int, dict[str, Any]]:
    return {row["position"]: row for row in rows}


def _rows(
    connection: sa.Connection, table: sa.TableClause, hall: str, number: str, *, order: str
) -> Iterator[dict[str, Any]]:
    columns = [column for column in table.c if column.name not in ("hall", "case_number")]
    if table is EVENT:
        columns.append(EVENT.c.case_number)
    asked = sa.select(*columns).where(table.c.hall == hall, table.c.case_number == number)
    return map(dict, connection.execute(asked.order_by(table.c[order])).mappings())


def _log_entries(connection: sa.Connection) -> None:
    """Give every entry that has no place in the log yet one, oldest first."""
    sizes = dict(connection.execute(sa.select(LOG.c.hall, LOG.c.size)).all())
    earlier = set(sizes)
    place = ("hall", "case_number", "sequence")
    same = sa.and_(*(ENTRY.c[name] == EVENT.c[name] for name in place))
    asked = sa.select(EVENT.c.hall, EVENT.c.case_number, EVENT.c.sequence, EVENT.c.digest)
    asked = asked.select_from(EVENT.outerjoin(ENTRY, same)).where(ENTRY.c.position.is_(None))
    rows = []
    for row in connection.execute(asked.order_by(EVENT.c.at, *asked.selected_columns)).mappings():
        position = sizes.get(row["hall"], 0)
        rows.append({**row, "position": position})
        sizes[row["hall"]] = position + 1
    if rows:
        connection.execute(sa.insert(ENTRY), rows)
    for hall, size in sizes.items():
        if hall in earlier:
            connection.execute(sa.update(LOG).where(LOG.c.hall == hall).values(size=size))
        else:
            connection.execute(sa.insert(LOG).values(hall=hall, size=size))


def _drop_triggers(tables: Iterable[str]) -> None:
    is_sqlite = op.get_context().dialect.name == "sqlite"
    for table in tables:
        for action in ACTIONS:
            place = "" if is_sqlite else f" ON {table}"
            op.execute(f"DROP TRIGGER IF EXISTS {table}_refuse_{action}{place}")


def _refuse(table: str) -> None:
    if op.get_context().dialect.name == "sqlite":
        _refuse_on_sqlite(table)
    else:
        _refuse_by_function(table)


def _refuse_on_sqlite(table: str) -> None:
    fixed = ["rowid", *FIXED.get(table, "").split()]
    changed = [f"OLD.{name} IS NOT NEW.{name}" for name in fixed]
    changed += [NOR[table]] if table in NOR else []
    same = [" AND ".join(f"{name} = NEW.{name}" for name in key) for key in KEYS[table]]
    there = " OR ".join(["rowid = NEW.rowid", *(f"({column})" for column in same)])
    conditions = {
        "UPDATE": f"WHEN {' OR '.join(changed)}" if table in FIXED else "",
        "DELETE": "",
        "INSERT": f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {there})",
    }
    for action, condition in conditions.items():
        op.execute(
            f"CREATE TRIGGER {table}_refuse_{action.lower()} BEFORE {action} ON {table} "
            f"{condition} BEGIN SELECT RAISE(ABORT, '{table} is never changed'); END"
        )


def _refuse_by_function(table: str) -> None:
    changed = [
        f"OLD.{name}::text IS DISTINCT FROM NEW.{name}::text"
        for name in FIXED.get(table, "").split()
    ]
    changed += [NOR[table]] if table in NOR else []
    conditions = {
        "UPDATE": f"FOR EACH ROW WHEN ({' OR '.join(changed)})" if changed else "FOR EACH ROW",
        "DELETE": "FOR EACH ROW",
        "TRUNCATE": "FOR EACH STATEMENT",
    }
    for action, condition in conditions.items():
        op.execute(
            f"CREATE TRIGGER {table}_refuse_{action.lower()} BEFORE {action} ON {table} "
            f"{condition} EXECUTE FUNCTION refuse_change()"
        )
