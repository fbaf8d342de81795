"""A database for every test: SQLite always, PostgreSQL where there is a server for tests."""

import os
import secrets

import pytest
from sqlalchemy import text

from db.engine import open_engine
from db.upgrading import upgrade_database

POSTGRES = "DONE_ONCE_TEST_POSTGRES_URL"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    """The address of a database with nothing in it."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'folder' / 'test.db'}"
        return
    server = os.environ.get(POSTGRES)
    if not server:
        pytest.skip(f"set {POSTGRES} to the address of a PostgreSQL database for tests")
    yield from _schema_of_its_own(server)


def _schema_of_its_own(server):
    name = f"test_{secrets.token_hex(8)}"
    engine = open_engine(server)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    yield f"{server}{'&' if '?' in server else '?'}options=-csearch_path%3D{name}"
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
    engine.dispose()


@pytest.fixture
def engine(url):
    upgrade_database(url)
    engine = open_engine(url)
    yield engine
    engine.dispose()
