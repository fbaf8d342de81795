"""The way back to a moment, rehearsed: a server, its copy, its changes, and a second server."""

import os
import shutil
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import pytest
from sqlalchemy import text

from db.transactions import transactions_of
from db.upgrading import upgrade_database
from tests.db.content import a_case, a_version
from tests.keys import KEYS
from tests.postgres import PostgresServer, bin_folder
from tests.services.backing_up import HALL, KEY, Place, opened

SCRIPTS = Path(__file__).parents[2] / "deploy" / "postgresql"
PATIENCE = 60
IS_LONG = "DONE_ONCE_REHEARSED_CASES" in os.environ
"""`make rehearse` goes to the newest moment as well."""
NUMBERS = ("261124-ACDE-FGHY", "261124-ACDF-FGHA", "261124-ACDG-FGHC")


@pytest.fixture
def folder():
    """A folder that PostgreSQL may go through: it runs as somebody else."""
    if bin_folder() is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("there is no PostgreSQL")
    made = Path(mkdtemp(prefix="done_once_moments_"))
    made.chmod(0o711)
    (made / "begun-by").write_text(str(os.getpid()))
    yield made
    shutil.rmtree(made)


@contextmanager
def served(folder):
    server = PostgresServer(folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def script(name, server_folder, *arguments):
    environment = {
        **os.environ,
        "PGHOST": str(server_folder),
        "PGUSER": "tests",
        "DONE_ONCE_BACKUP_KEY": KEY.decode(),
        "DONE_ONCE_LOCALE": "en",
    }
    return subprocess.Popen(
        [SCRIPTS / name, *map(str, arguments)],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(name, server_folder, *arguments):
    process = script(name, server_folder, *arguments)
    out, error = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, error
    return out


def until(holds):
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.1)


def ask(url, question):
    with opened(url) as engine, engine.connect() as connection:
        return connection.execute(text(question)).scalar()


def receive(url, number):
    with opened(url) as engine, transactions_of(engine, hall=HALL)() as stores:
        stores.cases.add(a_case(number=number, key=number))


def test_a_server_goes_back_to_a_moment_between_two_cases(folder, catalogue):
    kept = folder / "kept"
    with served(folder / "first") as server:
        url = server.address("postgres")
        upgrade_database(url, keyring=KEYS)
        with opened(url) as engine, transactions_of(engine, hall=HALL)() as stores:
            stores.themes.publish(a_version(catalogue))
        receiving = script("receive_wal.sh", folder / "first", kept)
        until(lambda: ask(url, "SELECT count(*) FROM pg_stat_replication"))
        receive(url, NUMBERS[0])
        run("base_backup.sh", folder / "first", kept)
        receive(url, NUMBERS[1])
        then = Place(url, folder / "no-files").rows()
        moment = ask(url, "SELECT clock_timestamp()::text")
        ask(url, "SELECT pg_switch_wal()")
        receive(url, NUMBERS[2])
        last = ask(url, "SELECT pg_current_wal_flush_lsn()::text")
        flushed = f"SELECT bool_and(flush_lsn >= '{last}') FROM pg_stat_replication"
        until(lambda: ask(url, flushed))
        run("seal_wal.sh", folder / "first", kept)
        receiving.terminate()
        receiving.communicate()

    assert len(list((kept / "wal").iterdir())) >= 1
    assert [path.suffix for path in (kept / "incoming").iterdir()] == [".partial"]
    ways = (("second", moment, NUMBERS[:2]), ("third", "newest", NUMBERS))
    for name, target, numbers in ways if IS_LONG else ways[:1]:
        (folder / name).mkdir()
        run("restore_to_moment.sh", folder, kept, folder / name / "data", target)
        shutil.chown(folder / name, PostgresServer(folder)._owner)
        back = PostgresServer(folder / name)
        back.launch()
        try:
            url = back.address("postgres")
            until(lambda url=url: not ask(url, "SELECT pg_is_in_recovery()"))
            found = ask(url, "SELECT string_agg(number, ',' ORDER BY number) FROM service_case")
            assert found == ",".join(numbers)
            assert (Place(url, folder / "no-files").rows() == then) == (target == moment)
        finally:
            back.stop()


def test_what_cannot_be_restored_is_reported(folder):
    """No copy is as old, the place is in use, or the key is another one."""
    kept = folder / "kept"
    (kept / "base").mkdir(parents=True)
    (kept / "base" / "20261129T000000Z.tar.sealed").write_bytes(b"no archive")
    (folder / "used").mkdir()
    (folder / "used" / "file").touch()

    for data, moment, why in (
        (folder / "used", "newest", "is not empty"),
        (folder / "data", "2026-11-28 23:59:59Z", "is older than"),
        (folder / "data", "2026-11-29 00:00:01Z", "no backup of this system"),
    ):
        process = script("restore_to_moment.sh", folder, kept, data, moment)
        _, error = process.communicate(timeout=PATIENCE)
        assert process.returncode != 0
        assert why in error
