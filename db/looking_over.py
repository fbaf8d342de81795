"""Look whether a database can be worked with. Nothing is made, migrated or changed by it."""

import sqlite3
from datetime import datetime
from pathlib import Path

from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, func, inspect, select
from sqlalchemy.engine import URL, make_url
from sqlmodel import SQLModel, col

from core.errors import failures_told
from core.errors.families import InfrastructureError
from core.monitoring.health import Check
from db.tables import CaseEventRow, ThemeVersionRow
from db.upgrading import MIGRATIONS

_SECONDS = 3
"""How long a server may take to answer."""
_LARGEST_READ_WHOLE = 64 * 1024 * 1024
"""A larger file is not read as a whole each time somebody asks."""


def look_over(url: str) -> tuple[Check, Check, datetime | None]:
    """Return what is to be said of a database and its migrations, and its newest moment."""
    address = make_url(url)
    unknown = Check("migrations", "unknown")
    if address.get_backend_name() == "sqlite" and not Path(address.database or "").is_file():
        return Check("database", "absent"), unknown, None
    engine = _open(address)
    try:
        with failures_told(_broken), engine.connect() as connection:
            return _look(connection)
    except InfrastructureError:
        return Check("database", "unusable"), unknown, None
    finally:
        engine.dispose()


def _open(address: URL) -> Engine:
    if address.get_backend_name() != "sqlite":
        return create_engine(address, connect_args={"connect_timeout": _SECONDS})
    read_only = f"{Path(str(address.database)).resolve().as_uri()}?mode=ro"
    return create_engine(
        address, creator=lambda: sqlite3.connect(read_only, uri=True, timeout=_SECONDS)
    )


def _broken(_: object) -> InfrastructureError:
    return InfrastructureError()


def _look(connection: Connection) -> tuple[Check, Check, datetime | None]:
    wanted = set(SQLModel.metadata.tables)
    missing = wanted - set(inspect(connection).get_table_names())
    migrations = Check("migrations", "" if _is_newest(connection) else "behind")
    if missing:
        return Check("database", "incomplete"), migrations, None
    if not _is_whole(connection):
        return Check("database", "unusable"), migrations, None
    return Check("database"), migrations, _newest(connection)


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


def _newest(connection: Connection) -> datetime | None:
    moments = (col(CaseEventRow.at), col(ThemeVersionRow.published_at))
    found = [connection.execute(select(func.max(one))).scalar() for one in moments]
    return max((one for one in found if one is not None), default=None)
