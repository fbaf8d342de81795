"""Health is what can be done, not that a process runs; and looking changes nothing."""

import json
import sqlite3
import tomllib
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

import manage
from adapters.disk import disk_check
from adapters.metrics import written
from adapters.system import now
from building import serving
from core.monitoring.health import clock_check
from core.review.tasks import ReviewRun
from db.engine import open_engine
from db.looking_over import look_over
from db.transactions import transactions_of
from tests.databases import KINDS, drop_database, filled_database, migrated_database

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The data folder of an installation that can be used."""
    data = tmp_path / "data"
    filled_database("sqlite", data)
    monkeypatch.setenv("DONE_ONCE_DATA_DIR", str(data))
    return data


def health():
    result = CliRunner().invoke(manage.app, ["health", "--json"])
    document = json.loads(result.stdout)
    assert result.exit_code == (0 if document["ready"] else 1)
    assert all(
        check["message"] and "health." not in check["message"] for check in document["checks"]
    )
    return {check["name"]: check["ok"] for check in document["checks"]}


def wrong():
    return {name for name, ok in health().items() if not ok and name != "worker"}


def test_an_installation_that_can_be_used_is_ready(folder):
    assert wrong() == set()
    assert set(health()) == {"database", "migrations", "disk", "clock", "worker", "departments"}


def test_the_worker_says_when_it_last_ran_and_keeps_nobody_out(folder, monkeypatch):
    monkeypatch.setenv("DONE_ONCE_LOCALE", "en")
    assert "never run" in message_of("worker")
    url = f"sqlite:///{folder / 'done_once.db'}"
    engine = open_engine(url)
    ran = now().replace(microsecond=0)
    for run, words in (
        (ReviewRun(ran, 0), f"last looked at {ran:%Y-%m-%d %H:%M}, in order"),
        (ReviewRun(ran - timedelta(hours=1), 0), "not since"),
        (ReviewRun(ran, 0, is_halted=True), "set ahead"),
    ):
        with transactions_of(engine, hall="demo")() as stores:
            stores.tasks.note_run(run)
        assert words in message_of("worker")
    engine.dispose()


def message_of(name):
    result = CliRunner().invoke(manage.app, ["health", "--json"])
    assert result.exit_code == 0
    checks = json.loads(result.stdout)["checks"]
    return next(check["message"] for check in checks if check["name"] == name)


def test_the_version_stands_in_one_place(folder):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    asked = CliRunner().invoke(manage.app, ["--version"])
    state = json.loads(CliRunner().invoke(manage.app, ["health", "--json"]).stdout)

    assert (asked.exit_code, asked.stdout) == (0, f"{project['version']}\n")
    assert state["version"] == project["version"]
    assert f'done_once_build{{version="{project["version"]}"}} 1.0'.encode() in written()


def test_a_record_that_is_set_aside_is_reported_and_keeps_nobody_out(folder):
    with sqlite3.connect(folder / "done_once.db") as connection:
        connection.execute("DROP TRIGGER theme_version_refuse_update")
        connection.execute("UPDATE theme_version SET published_at = 'x' WHERE code = 'T02'")

    result = CliRunner().invoke(manage.app, ["health", "--json"])

    document = json.loads(result.stdout)
    assert result.exit_code == 0
    assert document["ready"]
    (message,) = [check["message"] for check in document["checks"] if check["name"] == "records"]
    assert "theme_version T02 1" in message


def test_nothing_is_made_where_there_is_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("DONE_ONCE_DATA_DIR", str(tmp_path / "none"))

    assert {"database", "disk"} <= wrong()
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("content", [b"", b"x" * 100, b"SQLite format 3\x00" + b"\x00" * 84])
def test_a_database_of_some_bytes_is_not_ready(folder, content):
    (folder / "done_once.db").write_bytes(content)

    assert "database" in wrong()
    assert (folder / "done_once.db").read_bytes() == content


def test_a_database_that_is_cut_off_is_not_ready(folder):
    path = folder / "done_once.db"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    assert "database" in wrong()


def test_a_database_without_a_table_is_not_ready(folder):
    with sqlite3.connect(folder / "done_once.db") as connection:
        connection.execute("DROP TABLE file_hold")

    assert "database" in wrong()


def test_a_database_of_another_release_is_not_ready(folder):
    with sqlite3.connect(folder / "done_once.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")

    assert wrong() == {"migrations"}


def test_a_disk_without_room_is_not_ready(folder, monkeypatch):
    monkeypatch.setenv("DONE_ONCE_LEAST_FREE_MEGABYTES", str(10**9))

    assert wrong() == {"disk"}


def test_a_folder_that_is_a_file_is_not_ready(tmp_path):
    (tmp_path / "file").write_bytes(b"")

    assert disk_check(tmp_path / "file", least_megabytes=1).why == "absent"


def test_a_clock_behind_what_was_written_is_not_ready(folder, monkeypatch):
    monkeypatch.setattr(serving, "now", lambda: now() - timedelta(days=3650))

    assert wrong() == {"clock"}


def test_a_clock_is_right_where_nothing_was_written():
    assert clock_check(now(), None).ok


@pytest.mark.parametrize("kind", KINDS)
def test_both_databases_are_looked_over(kind, tmp_path):
    url = migrated_database(kind, tmp_path / "one")
    assert [check.why for check in look_over(url)[:2]] == ["", ""]

    engine = open_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE file_hold"))
    engine.dispose()
    assert look_over(url)[0].why == "incomplete"
    drop_database(url)


def test_a_server_that_does_not_answer_is_not_ready():
    assert look_over("postgresql+psycopg://a@127.0.0.1:1/b")[0].why == "unusable"
