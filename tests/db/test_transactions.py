import sqlite3
import traceback
from dataclasses import replace
from threading import Barrier, Thread

import pytest
from sqlalchemy import event

from core.errors import StorageError
from db.engine import open_engine
from db.transactions import stores_in, transactions_of
from tests.db.content import NOW, a_case, a_version
from tests.keys import KEYS

CASE = a_case()
SECRET = "".join(("林", "秋", "月", "的", "秘", "密"))
"""In no line of the code, which a traceback shows."""


class _Rerun(BaseException):
    """What Streamlit raises to run a page again: no Exception."""


@pytest.mark.parametrize("interruption", [_Rerun, RuntimeError])
def test_whatever_leaves_a_transaction_early_leaves_nothing_behind(engine, catalogue, interruption):
    transaction = transactions_of(engine, hall="demo")

    with pytest.raises(interruption):
        _publish_and_raise(transaction, a_version(catalogue), interruption)

    with transaction() as stores:
        assert stores.themes.published_codes() == ()


def _publish_and_raise(transaction, version, interruption):
    with transaction() as stores:
        stores.themes.publish(version)
        raise interruption


def test_transactions_at_once_wait_for_each_other(engine, catalogue):
    with stores_in(engine, hall="demo") as stores:
        stores.themes.publish(a_version(catalogue))
    barrier, failed = Barrier(8), []

    def add(place):
        barrier.wait()
        try:
            with stores_in(engine, hall="demo") as stores:
                assert not stores.cases.exists(f"n-{place}")
                stores.cases.add(a_case(number=f"n-{place}", key=f"k-{place}"))
        except BaseException as error:
            failed.append(error)
            raise

    threads = [Thread(target=add, args=(place,)) for place in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    with stores_in(engine, hall="demo") as stores:
        assert all(stores.cases.exists(f"n-{place}") for place in range(8))


def test_a_full_disk_is_a_storage_error_without_personal_data(engine, catalogue):
    if engine.dialect.name != "sqlite":
        pytest.skip("a full disk is made by limiting the pages of SQLite")
    with stores_in(engine, hall="demo") as stores:
        stores.themes.publish(a_version(catalogue))
    event.listen(engine, "connect", lambda c, _: c.execute("PRAGMA max_page_count = 1"))
    engine.dispose()

    with pytest.raises(StorageError) as raised:
        _add_large_case(engine)

    printed = "".join(traceback.format_exception(raised.value))
    assert "full" in printed
    assert SECRET not in printed


def _add_large_case(engine):
    application = replace(CASE.application, values={"per.name@principal": SECRET * 100_000})
    with stores_in(engine, hall="demo") as stores:
        stores.cases.add(replace(CASE, application=application))


def test_a_lock_that_never_ends_is_a_storage_error(tmp_path, monkeypatch):
    monkeypatch.setattr("db.engine.LOCK_SECONDS", 0.05)
    engine = open_engine(f"sqlite:///{tmp_path / 'locked.db'}", keyring=KEYS)
    holder = sqlite3.connect(tmp_path / "locked.db", isolation_level=None)
    holder.execute("PRAGMA journal_mode = WAL")
    holder.execute("BEGIN IMMEDIATE")

    with pytest.raises(StorageError), stores_in(engine, hall="demo") as stores:
        stores.themes.published_codes()

    holder.close()
    engine.dispose()


def test_a_lost_server_is_a_storage_error():
    engine = open_engine("postgresql://nobody@127.0.0.1:1/nothing?connect_timeout=1", keyring=KEYS)

    with pytest.raises(StorageError), stores_in(engine, hall="demo") as stores:
        stores.catalogue.replace({}, at=NOW, by="tests")
