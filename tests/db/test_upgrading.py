import subprocess
import sys
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from threading import Timer

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel

from core.errors import StorageError
from db.data_keys import Scope
from db.engine import open_engine
from db.sealed_rows import RowSealer
from db.transactions import stores_in
from db.upgrading import _leave_nothing_behind, downgrade_database, upgrade_database
from db.vault import vault_of
from tests.databases import written_in
from tests.db.content import a_case, a_version, add_plain, an_event, change
from tests.keys import KEYS

ROOT = Path(__file__).parents[2]
PROCESSES = 4


def test_a_database_is_made_from_nothing_and_again_changes_nothing(url):
    upgrade_database(url)
    engine = open_engine(url, keyring=KEYS)
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
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 20_000,
    }


def test_a_database_that_cannot_be_opened_is_a_storage_error(tmp_path):
    (tmp_path / "folder.db").mkdir()

    with pytest.raises(StorageError):
        upgrade_database(f"sqlite:///{tmp_path / 'folder.db'}")


def test_where_something_happened_twice_before_it_stays_and_happens_no_more(engine, catalogue):
    move(engine, "0010")
    case = a_case()
    twice = (*case.history, an_event(case.history, case.number, "rated", level=5))
    twice = (*twice, an_event(twice, case.number, "rated", level=1))
    other = a_case(number="261124-ACDF-FGHA", key="other")
    with stores_in(engine, hall="demo") as stores:
        stores.themes.publish(a_version(catalogue))
    with engine.begin() as connection:
        add_plain(connection, replace(case, history=twice))
        add_plain(connection, other)
        for number in (1, 2, 3):
            called = {"number": number, "at": f"2026-11-24 02:3{number}:00"}
            connection.execute(CALL, called)

    move(engine, "head")

    with stores_in(engine, hall="demo") as stores:
        assert [call.number for call in stores.help.open_calls()] == [1]
    for sequence, is_refused in ((2, False), (3, True)):
        event = {"number": other.number, "sequence": sequence}
        refused = pytest.raises(IntegrityError) if is_refused else nullcontext()
        with refused, engine.begin() as connection:
            connection.execute(RATED, event)


def test_of_acceptances_that_stood_together_the_last_stands_and_no_other_comes(engine):
    move(engine, "0020")
    with engine.begin() as connection:
        for number in (1, 2, 3):
            connection.execute(ACCEPTED, {"number": number, "by": f"policy{number}"})

    move(engine, "head")

    asked = text("SELECT number, withdrawn_by FROM finding_acceptance ORDER BY number")
    with engine.connect() as connection:
        assert connection.execute(asked).all() == [(1, "policy2"), (2, "policy3"), (3, None)]
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(ACCEPTED, {"number": 4, "by": "policy4"})


def test_words_in_a_history_come_under_the_key_of_their_case_and_back(engine, catalogue):
    old, live = a_case(key="old"), a_case(number="261124-ACDF-FGHA", key="live")
    with stores_in(engine, hall="demo") as stores:
        stores.themes.publish(a_version(catalogue))
        for case in (old, live):
            stores.cases.add(case)
            stores.cases.append(an_event(case.history, case.number, "right_asked", text="MARKER"))
    move(engine, "0019")
    sealed_before = details_in(engine)
    change(engine, f"DELETE FROM data_key WHERE name = '{old.number}'")
    engine.dispose()
    with Session(engine) as session:
        under_list = vault_of(session, hall="demo").keys.cipher(("demo", Scope.LIST, "case_event"))
    assert all(b"MARKER" in opened(under_list, *item) for item in sealed_before.items())

    move(engine, "head")

    found = details_in(engine)
    assert found[old.number] == b""
    with pytest.raises(ValueError, match="not as it was"):
        opened(under_list, live.number, found[live.number])
    with stores_in(engine, hall="demo") as stores:
        assert stores.cases.get(live.number).history[-1].details == {"text": "MARKER"}
    assert [value for value in sealed_before.values() if value in written_in(engine)] == []


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
def test_rows_of_before_go_once_nobody_looks_at_them_any_more(engine):
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE note (word text)"))
        connection.execute(text("INSERT INTO note VALUES ('MARKER')"))
    looking = engine.connect().execution_options(isolation_level="REPEATABLE READ")
    looking.execute(text("SELECT 1"))
    change(engine, "DELETE FROM note")
    leaving = Timer(0.6, looking.close)
    leaving.start()

    _leave_nothing_behind(engine)

    leaving.join()
    assert b"MARKER" not in written_in(engine)


def details_in(engine):
    """What lies in the database of the second entry of each case."""
    asked = text("SELECT case_number, details FROM case_event WHERE sequence = 2")
    with engine.connect() as connection:
        return {number: bytes(details) for number, details in connection.execute(asked)}


def opened(cipher, number, details):
    row = {"case_number": number, "sequence": 2}
    place = RowSealer(None, hall="demo").bound_to("case_event", row, "details")
    return cipher.open(details, place)


ACCEPTED = text(
    "INSERT INTO finding_acceptance (theme_code, rule, place, number, reason, accepted_by, "
    "accepted_at) VALUES ('T02', 'rule', 'at', :number, '', :by, '2026-11-24 02:32:00')"
)
CALL = text(
    "INSERT INTO help_call (number, hall, kiosk, step, called_at, answered_by) "
    "VALUES (:number, 'demo', '3', 'form', :at, '')"
)
RATED = text(
    "INSERT INTO case_event VALUES "
    "('demo', :number, :sequence, '2026-11-24 02:32:00', 'a', 'rated', '', 'p', 'd')"
)


def move(engine, revision):
    """Bring a database to a revision, there or back."""
    url = engine.url.render_as_string(hide_password=False)
    if revision == "head":
        upgrade_database(url, keyring=KEYS)
    else:
        downgrade_database(url, revision, keyring=KEYS)
