"""Bring a database up to date, in this process and at any time."""

import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from time import sleep
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection, Engine, inspect, text

from core.ports import Keyring
from db.data_keys import DataKeys
from db.engine import open_engine, wait_for_others
from db.failures import failures_reported
from db.look_ups import LookUps

MIGRATIONS = Path(__file__).parent / "migrations"
_HEAD = "head"
_KEYS = "data_key"
"""The table that is there once everything is encrypted."""
_ENCRYPTED = "0017"
"""From this revision on what people said is encrypted."""
_WORDS_GO_WITH_THE_CASE = "0020"
"""Before this revision something lay readable that is written anew since."""


def downgrade_database(url: str, revision: str, *, keyring: Keyring | None = None) -> None:
    """Take the tables back to an earlier revision; no case is lost by it.

    Raises:
        StorageError: If the database cannot be reached or written.
    """
    _migrate(url, revision, command.downgrade, keyring=keyring)


def upgrade_database(url: str, *, keyring: Keyring | None = None) -> None:
    """Create or migrate the tables; do nothing where they are up to date.

    Two processes may do this at once: the second waits for the first, and then finds
    nothing to do. A migration that fails leaves everything as it was.

    Raises:
        StorageError: If the database cannot be reached or written.
        KeyMissingError: If what is there is under keys that are not here.
        LookUpsLostError: If the key by which it is found is gone.
    """
    _migrate(url, _HEAD, command.upgrade, keyring=keyring)


def newest_revision() -> str:
    """Return which migration is the last one of this version of the program."""
    return str(_scripts().as_revision_number(_HEAD))


def has_keys(engine: Engine) -> bool:
    """Say whether a database is of a version that encrypts what people said."""
    with failures_reported():
        return bool(inspect(engine).has_table(_KEYS))


def knows_revision(revision: str) -> bool:
    """Say whether this version of the program has a migration, and so can go on from it."""
    try:
        return _scripts().get_revision(revision) is not None
    except CommandError:
        return False


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


def _migrate(
    url: str,
    revision: str,
    how: Callable[[Config, str], None],
    *,
    keyring: Keyring | None,
) -> None:
    config = _config()
    wanted = _scripts().as_revision_number(revision)
    engine = open_engine(url, keyring=keyring, enforce_foreign_keys=False)
    try:
        with failures_reported(), engine.begin() as connection:
            wait_for_others(connection)
            found = MigrationContext.configure(connection).get_current_revision()
            was_readable = found is not None and found < _WORDS_GO_WITH_THE_CASE
            if found != wanted:
                config.attributes["connection"] = connection
                how(config, revision)
                _expect_whole(connection)
            if keyring is not None and revision == _HEAD:
                # Everything is found by it; whose keys do not open it does not start.
                is_new = found is None or found < _ENCRYPTED
                LookUps(DataKeys(connection), is_new=is_new).expect_key()
        if was_readable and revision == _HEAD:
            _leave_nothing_behind(engine)
    finally:
        engine.dispose()


_MOST_PASSES = 40
_BETWEEN_PASSES_SECONDS = 0.25


def _leave_nothing_behind(engine: Engine) -> None:
    """Write tables anew: PostgreSQL leaves a row as it was beside what was written over it.

    SQLite is told to overwrite what it frees (``secure_delete``), and here to empty its log.
    """
    if engine.dialect.name == "sqlite":
        with failures_reported(), closing(engine.raw_connection()) as raw:
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return
    with failures_reported(), engine.connect() as connection:
        alone = connection.execution_options(isolation_level="AUTOCOMMIT")
        tables = inspect(alone).get_table_names()
        for _ in range(_MOST_PASSES):
            tables = [table for table in tables if _keeps_old_rows(alone, table)]
            if not tables:
                return
            sleep(_BETWEEN_PASSES_SECONDS)


def _keeps_old_rows(connection: Connection, table: str) -> bool:
    """Write a table anew, and say whether somebody still holds rows of before.

    A transaction that began earlier does, and so does a connection while it starts.
    """
    messages: list[str] = []
    driver = connection.connection.driver_connection
    if driver is None:
        return False

    def listen(notice: Any) -> None:
        messages.append(notice.message_detail or "")

    driver.add_notice_handler(listen)
    try:
        connection.execute(text(f"VACUUM (FULL, VERBOSE) {table}"))
    finally:
        driver.remove_notice_handler(listen)
    return any(number != "0" for detail in messages for number in re.findall(r"^\d+", detail))


def _expect_whole(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.execute(text("PRAGMA foreign_key_check")).all()
        if broken:
            raise RuntimeError(f"migration would leave {len(broken)} rows without what they name")
