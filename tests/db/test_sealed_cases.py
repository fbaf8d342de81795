"""Nothing on a case changes unseen (laws 11 and 20), on both databases."""

import threading
from contextlib import suppress
from dataclasses import replace

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from core.errors import AlteredRecordError, StorageError
from db.log_tables import CaseLogEntryRow, CaseLogRow
from db.transactions import stores_in
from db.upgrading import downgrade_database, upgrade_database
from tests.db.content import (
    a_case,
    a_correction,
    a_version,
    add_life,
    add_plain,
    an_event,
    another_value,
    change,
)
from tests.keys import KEYS

CASE = a_case()
OTHER = a_case("261124-CCCC-CCCC", "key-2", file="另一张.pdf")
TABLES = ("service_case", "case_event", "case_file", "correction")


@pytest.fixture
def filled(engine, catalogue):
    with stores_in(engine, hall="demo") as stores:
        stores.themes.publish(a_version(catalogue))
        stores.themes.publish(a_version(catalogue, number=2))
        for case in (CASE, OTHER):
            stores.cases.add(case)
            add_life(stores, case)
    return engine


def columns_of(engine, table):
    return {column["name"]: str(column["type"]) for column in inspect(engine).get_columns(table)}


def other_value(engine, table, column):
    return another_value(columns_of(engine, table)[column])


def updates(engine):
    """Every column of every table about cases, changed in one row of one case."""
    for table in TABLES:
        key = "number" if table == "service_case" else "case_number"
        last = {"case_event": " AND sequence = 3", "case_file": " AND position = 1"}.get(table, "")
        last = " AND place = 'F01'" if table == "correction" else last
        for column in columns_of(engine, table):
            value = other_value(engine, table, column)
            where = f"hall = 'demo' AND {key} = '{CASE.number}'{last}"
            yield f"UPDATE {table} SET {column} = {value} WHERE {where}"


def test_the_life_of_a_case_comes_back(filled):
    with stores_in(filled, hall="demo") as stores:
        case = stores.cases.get(CASE.number)

    assert len(case.application.uploads) == 3
    assert [event.action for event in case.history][-1] == "withdrawn"


def test_the_database_refuses_every_change_of_every_column(filled):
    allowed = {"service_case SET status", "service_case SET last_digest"}

    for statement in updates(filled):
        with filled.connect() as connection:
            if any(part in statement for part in allowed):
                connection.execute(text(statement))
                continue
            with pytest.raises(IntegrityError, match="is never changed"):
                connection.execute(text(statement))


@pytest.mark.parametrize("table", [*TABLES, "case_log", "case_log_entry"])
def test_the_database_refuses_to_delete_to_empty_and_to_replace(filled, table):
    changes = [f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE"]
    if filled.dialect.name == "sqlite":
        columns = ", ".join(columns_of(filled, table))
        changes[1:] = [
            f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
            f"INSERT OR REPLACE INTO {table} (rowid, {columns}) "
            f"SELECT rowid, 'elsewhere', {columns.split(', ', 1)[1]} FROM {table}",
            f"UPDATE OR REPLACE {table} SET rowid = rowid + 1",
        ]

    for altering in changes:
        with filled.connect() as connection, pytest.raises(IntegrityError, match="never changed"):
            connection.execute(text(altering))


def test_an_answer_is_given_once_and_the_log_grows_by_one(filled):
    changes = [
        "UPDATE correction SET answer = 'other'",
        "UPDATE correction SET answer = '', answered_at = NULL",
        "UPDATE correction SET answer = 'early' WHERE answered_at IS NULL",
        "UPDATE case_log SET size = size + 2",
        "UPDATE case_log SET size = size - 1",
    ]
    for altering in changes:
        with filled.connect() as connection, pytest.raises(IntegrityError, match="never changed"):
            connection.execute(text(altering))


def test_a_case_with_any_column_changed_is_not_told(engine, filled):
    """Each in a transaction that is not kept, with the triggers gone."""
    change(filled)
    missed = []
    for statement in updates(filled):
        with Session(filled) as session:
            if filled.dialect.name == "sqlite":
                session.connection().exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            try:
                session.connection().execute(text(statement))
            except IntegrityError:
                continue  # a key refers to it: for the next test
            if not _is_refused(session, statement):
                missed.append(statement)
            session.rollback()

    assert missed == []


def _is_refused(session, statement):
    from db.case_store import SqlCaseStore  # noqa: PLC0415

    try:
        SqlCaseStore(session, hall="demo").get(CASE.number)
    except (AlteredRecordError, StorageError):
        return True
    except LookupError:
        return False
    except Exception as error:
        return type(error).__name__ == "CaseNotFoundError"
    return False


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("DELETE FROM case_file WHERE position = 1", "case_file 1"),
        ("DELETE FROM correction WHERE position = 1", "correction 1"),
        ("UPDATE service_case SET status = 'received'", "service_case.status"),
        (
            "UPDATE service_case SET application = applicant_name",
            ".application",
        ),
        ("UPDATE service_case SET received_at = 'yesterday'", "service_case"),
        ("UPDATE service_case SET application = '{broken'", "service_case"),
    ],
)
def test_what_was_changed_is_named_without_what_it_says(filled, statement, named):
    if filled.dialect.name != "sqlite" and ("yesterday" in statement or "broken" in statement):
        pytest.skip("PostgreSQL keeps no such value")
    change(filled, statement)

    with stores_in(filled, hall="demo") as stores, pytest.raises(AlteredRecordError) as raised:
        stores.cases.get(CASE.number)

    assert named in raised.value.params["what"]
    assert raised.value.params["what"].endswith(CASE.number)


def test_files_of_two_cases_swapped_are_found(filled):
    change(
        filled,
        f"UPDATE case_file SET case_number = 'x' WHERE case_number = '{CASE.number}'",
        f"UPDATE case_file SET case_number = '{CASE.number}' WHERE case_number = '{OTHER.number}'",
        f"UPDATE case_file SET case_number = '{OTHER.number}' WHERE case_number = 'x'",
    )

    with stores_in(filled, hall="demo") as stores:
        for case in (CASE, OTHER):
            with pytest.raises(AlteredRecordError, match="case_file"):
                stores.cases.get(case.number)


def test_positions_in_the_log_have_no_gaps_however_many_write_at_once(engine, catalogue):
    numbers = [f"n-{place}" for place in range(6)]
    with stores_in(engine, hall="demo") as stores:
        stores.themes.publish(a_version(catalogue))
    begin = threading.Barrier(len(numbers))

    def live(number):
        case = a_case(number, f"key {number}")
        begin.wait()
        with stores_in(engine, hall="demo") as stores:
            stores.cases.add(case)
        with suppress(ZeroDivisionError), stores_in(engine, hall="demo") as stores:
            stores.cases.append(an_event(case.history, number, "printed"))
            _ = 1 / 0  # comes to nothing, and leaves no gap
        with stores_in(engine, hall="demo") as stores:
            add_life(stores, case)

    threads = [threading.Thread(target=live, args=(number,)) for number in numbers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with Session(engine) as session:
        positions = sorted(session.exec(select(CaseLogEntryRow.position)))
        assert positions == list(range(len(numbers) * 5))
        assert session.exec(select(CaseLogRow.size)).all() == [len(positions)]


def test_who_reads_while_others_write_is_never_told_of_alterations(engine, catalogue):
    with stores_in(engine, hall="demo") as stores:
        stores.themes.publish(a_version(catalogue))
        stores.cases.add(CASE)
    done = threading.Event()
    faults = []

    def read():
        while not done.is_set():
            try:
                with stores_in(engine, hall="demo") as stores:
                    stores.cases.get(CASE.number)
            except Exception as error:
                faults.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(25):
        with stores_in(engine, hall="demo") as stores:
            case = stores.cases.get(CASE.number, to_change=True)
            stores.cases.append(an_event(case.history, CASE.number, "printed"))
    done.set()
    reader.join()

    assert faults == []


PLAIN = 60


def test_an_installation_of_before_is_sealed_and_there_is_a_way_back(engine, catalogue):
    url = engine.url.render_as_string(hide_password=False)
    downgrade_database(url, "0009", keyring=KEYS)
    numbers = [f"261124-{place:04}" for place in range(PLAIN)]
    with Session(engine) as session, session.begin():
        # As the program of that time would have written it.
        session.connection().execute(text("DROP TABLE case_log_entry"))
        session.connection().execute(text("DROP TABLE case_log"))
    with stores_in(engine, hall="demo") as stores:
        stores.themes.publish(a_version(catalogue))
    with Session(engine) as session, session.begin():
        for number in numbers:
            plain = a_case(number, f"key {number}")
            history = (an_event((), number, uploads=2),)
            history += (an_event(history, number, "printed"),)
            whole = replace(plain, history=history)
            add_plain(session.connection(), whole, corrections=[a_correction()])

    upgrade_database(url, keyring=KEYS)

    before = _log_of(engine)
    assert len(before) == 3 * PLAIN
    with stores_in(engine, hall="demo") as stores:
        for number in numbers:
            case = stores.cases.get(number)
            assert [event.action for event in case.history] == ["received", "printed", "sealed"]
        add_one = a_case("261125-AAAA-AAAA", "key of today")
        stores.cases.add(add_one)
        add_life(stores, add_one)

    downgrade_database(url, "0009", keyring=KEYS)
    upgrade_database(url, keyring=KEYS)

    assert _log_of(engine)[: len(before)] == before
    assert len(_log_of(engine)) == len(before) + 5
    with stores_in(engine, hall="demo") as stores:
        assert len(stores.cases.get(numbers[0]).history) == 3
        assert stores.cases.get(add_one.number).application.uploads


def test_what_was_altered_before_sealing_is_not_sealed(engine, catalogue):
    url = engine.url.render_as_string(hide_password=False)
    downgrade_database(url, "0009", keyring=KEYS)
    with stores_in(engine, hall="demo") as stores:
        stores.themes.publish(a_version(catalogue))
    with Session(engine) as session, session.begin():
        for number in ("n-1", "n-2"):
            plain = a_case(number, number)
            whole = replace(plain, history=(an_event((), number, uploads=2),))
            add_plain(session.connection(), whole)
    change(engine, "UPDATE service_case SET last_digest = 'cut' WHERE number = 'n-2'")

    upgrade_database(url, keyring=KEYS)

    with stores_in(engine, hall="demo") as stores:
        assert stores.cases.get("n-1").history
        with pytest.raises(AlteredRecordError):
            stores.cases.get("n-2")


def _log_of(engine):
    with Session(engine) as session:
        rows = session.exec(select(CaseLogEntryRow).order_by(CaseLogEntryRow.position))
        return [(row.case_number, row.sequence, row.digest) for row in rows]
