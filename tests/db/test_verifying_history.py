"""`history verify` finds every change, gap and deletion, and says which (laws 11 and 20)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import inspect, text

from adapters.head_files import FolderHeadStore
from adapters.head_signing import HeadSigner
from core.cases.tree_heads import only_adds
from core.errors import AlteredRecordError, NoDatabaseError
from core.services.operators.keep_heads import HeadKeeper
from core.services.operators.verify_history import verify_history
from db.case_reader import SqlCaseReader
from db.transactions import stores_in, transactions_of
from tests.db.content import NOW, a_case, a_version, add_life, another_value, change
from tests.keys import KEYS, file_store

NUMBER, OTHER = "261124-ACDE-FGHY", "261124-CCCC-CCCC"
PAPER = b"%PDF-1.4 a paper"
SIGNER = HeadSigner(b"a secret")
TABLES = ("service_case", "case_event", "case_file", "correction")
EVERY = (*TABLES, "case_log_entry")


class Hall:
    """A hall with two cases, to each of which everything happened, and a head outside."""

    def __init__(self, engine, folder, catalogue):
        self.engine, self.folder = engine, folder
        self.now = NOW
        self.files = file_store(folder / "files")
        self.heads = FolderHeadStore(folder / "heads", hall="demo")
        self.keeper = HeadKeeper(
            hall="demo",
            transaction=transactions_of(engine, hall="demo"),
            heads=self.heads,
            signer=SIGNER,
            clock=lambda: self.now,
        )
        self.digest = self.files.put(PAPER)
        with stores_in(engine, hall="demo") as stores:
            stores.themes.publish(a_version(catalogue))
            stores.themes.publish(a_version(catalogue, number=2))
            for case in (self.case(NUMBER, "key-1"), self.case(OTHER, "key-2", "另一张.pdf")):
                stores.cases.add(case)
                add_life(stores, case)
        self.keeper.write()

    def case(self, number, key, file="平面图.pdf"):
        return a_case(number, key, file=file, digest=self.digest)

    def add(self, number):
        with stores_in(self.engine, hall="demo") as stores:
            stores.cases.add(self.case(number, number))

    def verify(self, url=None, signer=SIGNER):
        url = url or self.engine.url.render_as_string(hide_password=False)
        reader = SqlCaseReader(url, hall="demo", keyring=KEYS)
        return verify_history(reader, heads=self.heads, signer=signer, files=self.files)

    def change(self, *statements):
        change(self.engine, *statements)

    def problems_after(self, *statements):
        """What is found after a change, which is then taken back as if it had never been."""
        with self.engine.connect() as connection:
            if self.engine.dialect.name == "sqlite":
                connection.exec_driver_sql("COMMIT")
                connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
                connection.exec_driver_sql("BEGIN")
            else:
                connection.execute(text("SET session_replication_role = replica"))
            before = {t: connection.execute(text(f"SELECT * FROM {t}")).all() for t in EVERY}
            for statement in statements:
                connection.execute(text(statement))
            connection.commit()
            found = self.verify().problems
            for table in EVERY:
                connection.execute(text(f"DELETE FROM {table}"))
            names = {t: [c["name"] for c in inspect(connection).get_columns(t)] for t in EVERY}
            for table, rows in before.items():
                into = ", ".join(f":{name}" for name in names[table])
                for row in rows:
                    given = dict(zip(names[table], map(_plain, row), strict=True))
                    connection.execute(text(f"INSERT INTO {table} VALUES ({into})"), given)
            connection.commit()
        self.engine.dispose()
        return found


def _plain(value):
    import json  # noqa: PLC0415

    return json.dumps(value) if isinstance(value, dict | list) else value


@pytest.fixture
def hall(engine, tmp_path, catalogue):
    return Hall(engine, tmp_path / "hall", catalogue)


def test_what_is_as_it_was_written_has_no_problem(hall):
    report = hall.verify()

    assert (report.cases, report.problems, report.size) == (2, (), 10)
    assert report.is_consistent
    assert report.head.size == 10


def test_a_change_of_any_column_of_any_row_is_found_and_the_case_is_named(hall):
    hall.change()
    missed = []
    for table in EVERY:
        key = "number" if table == "service_case" else "case_number"
        for column in inspect(hall.engine).get_columns(table):
            value = another_value(column["type"])
            which = f"hall = 'demo' AND {key} = '{NUMBER}'"
            if table != "service_case":
                order = {"case_event": "sequence", "case_log_entry": "sequence"}.get(table)
                which += f" AND {order or 'position'} = 1"
            done = f"UPDATE {table} SET {column['name']} = {value} WHERE {which}"
            found = hall.problems_after(done)
            if not any(difference.case == NUMBER for difference in found):
                missed.append((done, found))

    assert missed == []
    assert hall.verify().problems == ()


DELETIONS = {
    "a file": "DELETE FROM case_file WHERE case_number = '{n}' AND position = 0",
    "a correction": "DELETE FROM correction WHERE case_number = '{n}' AND position = 1",
    "an entry": "DELETE FROM case_event WHERE case_number = '{n}' AND sequence = 2",
    "the tail": "DELETE FROM case_event WHERE case_number = '{n}' AND sequence > 3",
    "a history": "DELETE FROM case_event WHERE case_number = '{n}'",
    "a case alone": "DELETE FROM service_case WHERE number = '{n}'",
    "a leaf": "DELETE FROM case_log_entry WHERE case_number = '{n}' AND sequence = 3",
}


def test_every_deletion_is_found_and_the_case_is_named(hall):
    hall.change()
    for what, statement in DELETIONS.items():
        found = hall.problems_after(statement.format(n=NUMBER))

        assert NUMBER in {difference.case for difference in found}, what
        assert OTHER not in {difference.case for difference in found}, what


def test_a_case_that_is_gone_with_everything_is_named_entry_by_entry(hall):
    gone = [f"DELETE FROM {t} WHERE case_number = '{NUMBER}'" for t in EVERY if t != "service_case"]
    hall.change(
        *gone,
        f"DELETE FROM service_case WHERE number = '{NUMBER}'",
        "UPDATE case_log_entry SET position = position - 5",
        "UPDATE case_log SET size = 5",
    )

    report = hall.verify()

    assert not report.is_consistent
    assert [(p.case, p.entry) for p in report.problems if p.case] == [
        (NUMBER, entry) for entry in range(1, 6)
    ]


def test_the_end_of_a_history_cut_off_everywhere_is_found(hall):
    hall.change(
        f"DELETE FROM case_event WHERE case_number = '{OTHER}' AND sequence = 5",
        f"DELETE FROM case_log_entry WHERE case_number = '{OTHER}' AND sequence = 5",
        "UPDATE case_log SET size = 9",
        f"UPDATE service_case SET status = 'received', last_digest = (SELECT digest FROM "
        f"case_event WHERE case_number = '{OTHER}' AND sequence = 4) WHERE number = '{OTHER}'",
    )
    with stores_in(hall.engine, hall="demo") as stores:
        assert stores.cases.get(OTHER).status == "received"  # the case alone cannot tell

    report = hall.verify()

    assert ("case_log_entry", "missing", 5, OTHER) in {
        (p.place, p.kind, p.entry, p.case) for p in report.problems
    }
    with pytest.raises(AlteredRecordError):
        hall.keeper.write()
    assert len(hall.heads.read().heads) == 1


def test_files_swapped_between_cases_and_bytes_that_changed_are_found(hall):
    hall.change(
        f"UPDATE case_file SET case_number = 'x' WHERE case_number = '{NUMBER}'",
        f"UPDATE case_file SET case_number = '{NUMBER}' WHERE case_number = '{OTHER}'",
        f"UPDATE case_file SET case_number = '{OTHER}' WHERE case_number = 'x'",
    )
    stored = next(path for path in (hall.folder / "files").rglob("*") if path.is_file())
    stored.write_bytes(b"other")

    found = hall.verify().problems

    assert {p.case for p in found if p.place.startswith("case_file")} == {NUMBER, OTHER}
    assert {p.case for p in found if p.place.startswith("file of")} == {NUMBER, OTHER}


SPOILT = (
    "UPDATE service_case SET application = '{broken'",
    "UPDATE service_case SET application = '[]'",
    'UPDATE service_case SET application = \'{"a": 1, "a": 2}\'',
    "UPDATE service_case SET received_at = 'yesterday'",
    "UPDATE service_case SET applicant_name = X'ff'",
    "UPDATE service_case SET matters = '{}'",
    "UPDATE case_event SET details = 'null' WHERE sequence = 2",
    'UPDATE case_event SET details = \'{"seals": {"files": 1}}\' WHERE sequence = 2',
    "UPDATE case_event SET sequence = 'second' WHERE sequence = 2",
    "UPDATE case_file SET size = 'large' WHERE position = 0",
    f"UPDATE case_file SET case_number = X'00ff' WHERE case_number = '{OTHER}'",
    "UPDATE correction SET until = 'later' WHERE position = 0",
    "UPDATE case_log_entry SET digest = 7.5 WHERE position = 3",
)


def test_what_cannot_be_read_is_a_problem_and_no_crash(hall, kind):
    if kind != "sqlite":
        pytest.skip("PostgreSQL keeps no such value")
    hall.change()

    assert [spoiling for spoiling in SPOILT if not hall.problems_after(spoiling)] == []


def test_heads_outside_that_were_altered_are_found(hall):
    entries = next((hall.folder / "heads").rglob("entries.jsonl"))
    (day,) = (hall.folder / "heads").rglob("2026-11-24.jsonl")
    for path, old, new in (
        (entries, b"261124", b"261125"),
        (day, b'"size":10', b'"size":9'),
        (day, b"{", b"["),
    ):
        before = path.read_bytes()
        path.write_bytes(before.replace(old, new, 1))
        report = hall.verify()
        path.write_bytes(before)

        assert report.problems
        assert not report.is_consistent
    assert hall.verify(signer=HeadSigner(b"another")).problems[0].kind == "forged"
    assert hall.verify().problems == ()


def test_heads_follow_hour_by_hour_and_each_proves_that_it_only_adds(hall):
    assert not hall.keeper.write()
    assert not hall.keeper.write(hourly=True)
    for hour in range(1, 4):
        hall.add(f"n-{hour}")
        hall.now = NOW + timedelta(hours=8 * hour)
        assert hall.keeper.write(hourly=True)

    kept = hall.heads.read()

    assert [head.size for head in kept.heads] == [10, 11, 12, 13]
    assert len({path.name for path in (hall.folder / "heads").rglob("*-*-*.jsonl")}) == 2
    assert hall.verify().problems == ()
    pairs = list(zip(kept.heads[1:], kept.heads, strict=False))
    assert all(only_adds(head, earlier) for head, earlier in pairs)
    assert not any(only_adds(earlier, head) for head, earlier in pairs)
    assert not any(only_adds(replace(head, proof=()), earlier) for head, earlier in pairs)


def test_what_an_interrupted_writer_left_behind_is_cut_off(hall):
    entries = next((hall.folder / "heads").rglob("entries.jsonl"))
    with entries.open("ab") as file:
        file.write(b'["n-1",1')
    assert hall.verify().problems == ()

    hall.add("n-1")
    hall.keeper.write()

    assert hall.verify().problems == ()
    assert hall.verify().head.size == 11


def test_no_database_beside_heads_is_a_problem_and_alone_is_none(hall, tmp_path):
    nowhere = f"sqlite:///{tmp_path / 'nowhere' / 'done_once.db'}"

    report = hall.verify(nowhere)

    assert report.problems[0].place == "database"
    assert {p.case for p in report.problems[1:]} == {NUMBER, OTHER}
    assert not (tmp_path / "nowhere").exists()
    empty = FolderHeadStore(tmp_path / "none", hall="demo")
    reader = SqlCaseReader(nowhere, hall="demo", keyring=KEYS)
    with pytest.raises(NoDatabaseError):
        verify_history(reader, heads=empty, signer=SIGNER, files=hall.files)
    assert not (tmp_path / "none").exists()


def test_a_database_that_is_none_is_a_problem(hall, tmp_path):
    (tmp_path / "spoilt.db").write_bytes(b"not a database" * 10)

    report = hall.verify(f"sqlite:///{tmp_path / 'spoilt.db'}")

    assert report.problems[0].kind == "unreadable"


def test_who_verifies_keeps_nobody_waiting(hall, kind):
    url = hall.engine.url.render_as_string(hide_password=False)
    with SqlCaseReader(url, hall="demo", keyring=KEYS).opened() as snapshot:
        assert len(snapshot.entries()[0]) == 10
        hall.add("n-1")
        assert len(list(snapshot.cases())) == 2
