"""The key by which everything is found is made once; where it is lost, that is told."""

import pytest
from sqlalchemy import text

from core.errors import LookUpsLostError
from core.i18n import translate
from db.case_reader import SqlCaseReader
from db.file_names import FileNames
from db.looking_over import look_over
from db.transactions import stores_in
from db.upgrading import upgrade_database
from tests.db.content import a_case, a_version
from tests.keys import KEYS

LOST = "scope = 'list' AND name = 'look-ups'"


@pytest.fixture
def url(engine, catalogue):
    """The address of a database with a case in it."""
    with stores_in(engine, hall="demo") as stores:
        stores.themes.publish(a_version(catalogue))
        stores.cases.add(a_case())
    return engine.url.render_as_string(hide_password=False)


def take(engine):
    """Take the row of the key away, and return it."""
    with engine.begin() as connection:
        row = connection.execute(text(f"SELECT key_id, wrapped FROM data_key WHERE {LOST}")).one()
        connection.execute(text(f"DELETE FROM data_key WHERE {LOST}"))
    return row._asdict()


def rows_of(engine):
    with engine.connect() as connection:
        return connection.execute(text(f"SELECT count(*) FROM data_key WHERE {LOST}")).scalar()


def submit(engine):
    with stores_in(engine, hall="demo") as stores:
        stores.cases.add(a_case(number="261124-ACDF-FGHA", key="another"))


def find(engine):
    with stores_in(engine, hall="demo") as stores:
        stores.cases.submitted_as("key-1")


def start(engine):
    upgrade_database(engine.url.render_as_string(hide_password=False), keyring=KEYS)


def name_file(engine):
    FileNames(engine, KEYS)("a" * 64)


def verify(engine):
    address = engine.url.render_as_string(hide_password=False)
    with SqlCaseReader(address, hall="demo", keyring=KEYS).opened() as snapshot:
        list(snapshot.cases())


EVERYTHING = [submit, find, start, name_file, verify]


@pytest.mark.parametrize("use", EVERYTHING)
def test_a_lost_key_of_look_ups_is_reported_and_never_made_anew(engine, url, use):
    row = take(engine)

    with pytest.raises(LookUpsLostError) as lost:
        use(engine)

    assert rows_of(engine) == 0
    assert "备份" in translate(lost.value.message_key, "zh-CN")
    database = look_over(url)[0]
    assert (database.ok, database.why) == (False, "look_ups_lost")
    assert "备份" in translate(database.message_key, "zh-CN")
    put_back = text(
        "INSERT INTO data_key (hall, scope, name, key_id, wrapped) "
        "VALUES ('', 'list', 'look-ups', :key_id, :wrapped)"
    )
    with engine.begin() as connection:
        connection.execute(put_back, row)
    find(engine)
    start(engine)
    assert look_over(url)[0].ok


@pytest.mark.parametrize("use", [start, find, name_file])
def test_an_altered_key_of_look_ups_is_reported_alike(engine, url, use):
    with engine.begin() as connection:
        altered = {"wrapped": b"x" * 60}
        connection.execute(text(f"UPDATE data_key SET wrapped = :wrapped WHERE {LOST}"), altered)

    with pytest.raises(LookUpsLostError):
        use(engine)


def test_where_nothing_is_encrypted_yet_the_key_is_made(engine):
    take(engine)
    assert look_over(engine.url.render_as_string(hide_password=False))[0].ok

    start(engine)

    assert rows_of(engine) == 1


def test_whoever_loses_every_key_is_told_as_well(engine, url):
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE data_key RENAME TO kept"))
        columns = "hall, scope, name, key_id, wrapped"
        connection.execute(text(f"CREATE TABLE data_key AS SELECT {columns} FROM kept WHERE 1 = 0"))

    with pytest.raises(LookUpsLostError):
        start(engine)
