import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlmodel import SQLModel

from core.errors import StorageError
from db.engine import open_engine
from db.upgrading import upgrade_database

ROOT = Path(__file__).parents[2]
PROCESSES = 4


def test_a_database_is_made_from_nothing_and_again_changes_nothing(url):
    upgrade_database(url)
    engine = open_engine(url)
    with engine.begin() as connection:
        connection.execute(
            text("INSERT INTO staff_account VALUES ('a', 'A', '[]', 'SCJG', 'hash', TRUE)")
        )

    upgrade_database(url)

    with engine.begin() as connection:
        assert connection.execute(text("SELECT username FROM staff_account")).all() == [("a",)]
    assert {"theme_version", "service_case", "case_event"} <= set(inspect(engine).get_table_names())


def test_the_migrations_make_what_the_tables_say(engine):
    with engine.begin() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, SQLModel.metadata) == []


def test_several_processes_may_start_at_once(url):
    script = f"from db.upgrading import upgrade_database; upgrade_database({url!r})"

    processes = [
        subprocess.Popen([sys.executable, "-c", script], cwd=ROOT) for _ in range(PROCESSES)
    ]

    assert [process.wait(60) for process in processes] == [0] * PROCESSES


def test_sqlite_is_safe_against_a_power_cut(engine):
    if engine.dialect.name != "sqlite":
        pytest.skip("settings of SQLite")
    with engine.begin() as connection:
        read = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }

    assert read == {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 20_000,
    }  # fmt: skip


def test_a_database_that_cannot_be_opened_is_a_storage_error(tmp_path):
    (tmp_path / "folder.db").mkdir()

    with pytest.raises(StorageError):
        upgrade_database(f"sqlite:///{tmp_path / 'folder.db'}")
