"""What a database fails with is told truly: waited in vain, not read, or not written."""

import sqlite3

import psycopg
import pytest
from sqlalchemy import text

from core.errors import OutcomeUnknownError, StorageError, StoreBusyError, StoreUnreadableError
from db import engine as engines
from db.engine import open_engine
from db.failures import failures_reported
from db.transactions import stores_in
from tests.fakes import NOW
from tests.keys import KEYS


def test_whoever_waited_for_others_in_vain_is_not_told_that_nothing_was_saved(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(engines, "LOCK_SECONDS", 0.1)
    url = f"sqlite:///{tmp_path / 'a.db'}"
    first, second = open_engine(url, keyring=KEYS), open_engine(url, keyring=KEYS)
    with first.begin() as writing:
        writing.execute(text("CREATE TABLE a (b)"))
        with pytest.raises(StoreBusyError), stores_in(second, hall="demo") as stores:
            stores.help.open_calls()


def test_what_cannot_be_read_is_said_not_to_be_readable(tmp_path):
    path = tmp_path / "a.db"
    path.write_bytes(b"no database" * 10)

    with (
        pytest.raises(StorageError) as refused,
        stores_in(open_engine(f"sqlite:///{path}", keyring=KEYS), hall="demo") as stores,
    ):
        stores.help.open_calls()

    assert isinstance(refused.value, StoreBusyError | StoreUnreadableError)


def test_what_cannot_be_written_is_said_not_to_be_saved(engine):
    with engine.connect() as connection:
        connection.execute(text("CREATE TABLE once (number INTEGER PRIMARY KEY)"))
        connection.execute(text("INSERT INTO once VALUES (1)"))
        with pytest.raises(StorageError) as refused, failures_reported():
            connection.execute(text("INSERT INTO once VALUES (1)"))

    assert type(refused.value) is StorageError


def test_a_server_that_does_not_answer_is_not_said_to_have_lost_anything():
    engine = open_engine("postgresql+psycopg://nobody@127.0.0.1:1/none", keyring=KEYS)

    with pytest.raises(StoreBusyError), stores_in(engine, hall="demo") as stores:
        stores.help.open_calls()


@pytest.mark.parametrize("took_effect", [True, False])
def test_a_lost_answer_to_a_commit_is_neither_saved_nor_not_saved(engine, monkeypatch, took_effect):
    commit = engine.dialect.do_commit

    def lose_the_answer(connection):
        if took_effect:
            commit(connection)
        lost_connection(engine, connection)

    monkeypatch.setattr(engine.dialect, "do_commit", lose_the_answer)
    with pytest.raises(OutcomeUnknownError), stores_in(engine, hall="demo") as stores:
        stores.help.add(kiosk="3", step="form", at=NOW)
    monkeypatch.undo()

    with stores_in(engine, hall="demo") as stores:
        assert len(stores.help.open_calls()) == took_effect


def lost_connection(engine, connection):
    """Fail as the drivers do: psycopg's connection is closed by then."""
    if engine.dialect.name == "sqlite":
        raise sqlite3.OperationalError("disk I/O error")
    connection.dbapi_connection.close()
    raise psycopg.OperationalError("server closed the connection unexpectedly")
