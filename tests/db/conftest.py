"""A database for every test, of both kinds."""

import pytest

from tests.databases import drop_database, empty_database, migrated_database, opened


@pytest.fixture
def url(kind, tmp_path):
    """The address of a database with nothing in it."""
    url = empty_database(kind, tmp_path / "empty")
    yield url
    drop_database(url)


@pytest.fixture
def engine(kind, tmp_path):
    """A database with every table and no row."""
    with opened(migrated_database(kind, tmp_path / "migrated")) as engine:
        yield engine
