"""Look whether a database can be worked with. Nothing is made, migrated or changed by it."""

import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, func, inspect, select
from sqlalchemy.engine import URL, make_url
from sqlmodel import Session, SQLModel, col

from core.errors import failures_reported
from core.errors.families import InfrastructureError
from core.monitoring.health import Check, records_check
from core.review.department_messages import MessageState
from core.review.tasks import ReviewRun
from db.engine import read_any_text
from db.look_ups import are_look_ups_lost
from db.outbox_tables import OutboxMessageRow
from db.review_tables import ReviewRunRow
from db.sound_rows import Rows, sound_rows
from db.spoilt_records import SqlRecordStore
from db.tables import CaseEventRow, ThemeVersionRow
from db.upgrading import MIGRATIONS

_NONE_READ = records_check(())
_SECONDS = 3
"""How long a server may take to answer."""
_LARGEST_READ_WHOLE = 64 * 1024 * 1024
"""A larger file is not read as a whole each time somebody asks."""


def look_over(url: str) -> tuple[Check, Check, Check, datetime | None]:
    """Return what is to be said of a database, migrations and records, and its newest moment."""
    address = make_url(url)
    unknown = Check("migrations", "unknown")
    if address.get_backend_name() == "sqlite" and not Path(address.database or "").is_file():
        return Check("database", "absent"), unknown, _NONE_READ, None
    engine = _open(address)
    try:
        with failures_reported(_broken), engine.connect() as connection:
            return _look(connection)
    except InfrastructureError:
        return Check("database", "unusable"), unknown, _NONE_READ, None
    finally:
        engine.dispose()


def last_run(url: str, *, hall: str) -> ReviewRun | None:
    """Return when the worker of legal clocks last ran; of a row that makes no sense nothing."""
    engine = _open(make_url(url))
    rows = select(ReviewRunRow).where(col(ReviewRunRow.hall) == hall)
    try:
        with failures_reported(_broken), Session(engine) as session:
            runs = sound_rows(session, ReviewRunRow, rows, _run_of)
            return runs[0] if runs else None
    except InfrastructureError:
        return None
    finally:
        engine.dispose()


def dead_messages(url: str, *, hall: str) -> dict[str, int]:
    """Return how many messages to the system of each department were given up."""
    engine = _open(make_url(url))
    department = col(OutboxMessageRow.department)
    rows = (
        select(department, func.count())
        .where(
            col(OutboxMessageRow.hall) == hall,
            col(OutboxMessageRow.state) == MessageState.DEAD,
        )
        .group_by(department)
    )
    try:
        with failures_reported(_broken), Session(engine) as session:
            return {str(code): int(number) for code, number in session.execute(rows)}
    except InfrastructureError:
        return {}
    finally:
        engine.dispose()


def _run_of(row: Any) -> ReviewRun:
    return ReviewRun(row.ran_at, row.accepted, is_halted=row.is_halted)


def _open(address: URL) -> Engine:
    if address.get_backend_name() != "sqlite":
        return create_engine(address, connect_args={"connect_timeout": _SECONDS})
    read_only = f"{Path(str(address.database)).resolve().as_uri()}?mode=ro"
    engine = create_engine(
        address, creator=lambda: sqlite3.connect(read_only, uri=True, timeout=_SECONDS)
    )
    event.listen(engine, "connect", read_any_text)
    return engine


def _broken(_: object) -> InfrastructureError:
    return InfrastructureError()


def _look(connection: Connection) -> tuple[Check, Check, Check, datetime | None]:
    wanted = set(SQLModel.metadata.tables)
    missing = wanted - set(inspect(connection).get_table_names())
    migrations = Check("migrations", "" if _is_newest(connection) else "behind")
    if missing:
        return Check("database", "incomplete"), migrations, _NONE_READ, None
    if not _is_whole(connection):
        return Check("database", "unusable"), migrations, _NONE_READ, None
    if migrations.ok and are_look_ups_lost(connection):
        return Check("database", "look_ups_lost"), migrations, _NONE_READ, None
    with Session(connection) as session:
        # Rows of another release are not told from spoilt ones.
        records = records_check(SqlRecordStore(session).spoilt()) if migrations.ok else _NONE_READ
        return Check("database"), migrations, records, _newest(session)


def _is_newest(connection: Connection) -> bool:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    newest = ScriptDirectory.from_config(config).get_current_head()
    return MigrationContext.configure(connection).get_current_revision() == newest


def _is_whole(connection: Connection) -> bool:
    if connection.dialect.name != "sqlite":
        return True
    size = Path(str(connection.engine.url.database)).stat().st_size
    if size > _LARGEST_READ_WHOLE:
        return True
    return connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() == "ok"


def _newest(session: Session) -> datetime | None:
    """Return the newest moment that was written; one that makes no sense is none."""
    of_events, of_versions = col(CaseEventRow.at), col(ThemeVersionRow.published_at)
    found = [
        *_last(session, CaseEventRow, select(of_events).order_by(of_events.desc())),
        *_last(session, ThemeVersionRow, select(of_versions).order_by(of_versions.desc())),
    ]
    return max((moment for (moment,) in found), default=None)


def _last(session: Session, table: type[SQLModel], moments: Rows) -> list[tuple[datetime]]:
    return sound_rows(session, table, moments, tuple, limit=1)
