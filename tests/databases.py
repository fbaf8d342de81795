"""Databases of both kinds, empty, migrated or filled: made once, and copied for whoever asks.

Migrating takes a second and filling several, since every theme is proved. One folder serves all
processes of a test run; its name is in the environment, which they inherit.
"""

import atexit
import os
import secrets
import shutil
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import mkdtemp

import pytest
from sqlalchemy import insert, select, text
from sqlmodel import SQLModel

from core.catalogue.packages import files_of
from db.engine import open_engine
from db.filling import fill_database
from db.upgrading import upgrade_database
from tests.fakes import NOW
from tests.keys import KEYS
from tests.postgres import PostgresServer, alone, bin_folder

KINDS = ("sqlite", "postgresql")
CATALOGUE = Path(__file__).parents[1] / "assets" / "catalogue"
FOLDER = "DONE_ONCE_TEST_FOLDER"


def begin():
    """Make the folder for this run; nothing is started until somebody needs it."""
    os.environ[FOLDER] = mkdtemp(prefix="done_once_tests_")
    (_folder() / "begun-by").write_text(str(os.getpid()))
    _folder().chmod(0o711)  # PostgreSQL runs as somebody else, in a folder below


def end():
    """Stop the server, if anybody started it, and remove everything."""
    PostgresServer(_folder() / "postgres").stop()
    shutil.rmtree(_folder())
    del os.environ[FOLDER]


def data_folder(worker):
    """Return where one process of the tests keeps what is kept without saying where."""
    return _folder() / f"data-{worker}"


def empty_database(kind, folder):
    """Return the address of a database with nothing in it."""
    return _in_file(folder) if kind == "sqlite" else _in_server("template1")


def migrated_database(kind, folder):
    """Return the address of a database with every table and no row."""
    return _copy(kind, folder, "migrated", partial(upgrade_database, keyring=KEYS))


def filled_database(kind, folder):
    """Return the address of a database with the shipped library and every theme published."""
    return _copy(kind, folder, "filled", _fill if kind == "sqlite" else _fill_from_file)


def staffed_database(kind, folder, staff):
    """Return the address of a filled database with what ``staff`` adds to one at an address."""
    fill = _fill_from_file if kind == "postgresql" else _copy_filled

    def make(url):
        fill(url)
        staff(url)

    return _copy(kind, folder, "staffed", make)


@contextmanager
def opened(url):
    """Open a database until it is done with, then drop it."""
    engine = open_engine(url, keyring=KEYS)
    yield engine
    engine.dispose()
    drop_database(url)


def drop_database(url):
    """Remove a database of the server; one in a file goes with its folder."""
    if url.startswith("postgresql"):
        _server().drop(url.partition("@/")[2].partition("?")[0])


def _copy(kind, folder, name, make):
    """Return the address of a copy of a template, which the first who wants it makes."""
    made = _folder() / f"{name}-{kind}"
    with alone(_folder() / f"{name}-{kind}.lock"):
        if not made.exists():
            if kind == "sqlite":
                make(_in_file(_folder() / f"making-{name}"))
                (_folder() / f"making-{name}" / "done_once.db").replace(made)
            else:
                _server().create(name)
                make(_server().address(name))
                made.touch()
    if kind == "sqlite":
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(made, folder / "done_once.db")
        return _in_file(folder)
    return _in_server(name)


def _in_file(folder):
    return f"sqlite:///{folder / 'done_once.db'}"


def _in_server(template):
    server, name = _server(), f"test_{secrets.token_hex(8)}"
    server.create(name, template=template)
    return server.address(name)


def _server():
    if bin_folder() is None:
        without = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        without("there is no PostgreSQL: `make debian` installs it, or apt-get install postgresql")
    server = PostgresServer(_folder() / "postgres")
    server.start()
    return server


def _folder():
    if FOLDER not in os.environ:  # somebody uses this outside of the tests
        begin()
        atexit.register(end)
    return Path(os.environ[FOLDER])


def _fill(url):
    upgrade_database(url, keyring=KEYS)
    engine = open_engine(url, keyring=KEYS)
    fill_database(engine, lambda: files_of(CATALOGUE), at=NOW)
    engine.dispose()


def _copy_filled(url):
    """Put a filled database into a file."""
    filled_database("sqlite", Path(url.removeprefix("sqlite:///")).parent)


def _fill_from_file(url):
    """Copy the rows of a database that is filled, instead of proving every theme again."""
    upgrade_database(url)  # the keys are copied too
    source = open_engine(filled_database("sqlite", _folder() / "to-copy"), keyring=KEYS)
    engine = open_engine(url, keyring=KEYS)
    with source.connect() as filled, engine.begin() as connection:
        for table in SQLModel.metadata.sorted_tables:
            rows = [dict(row._mapping) for row in filled.execute(select(table))]
            if rows:
                connection.execute(insert(table), rows)
    source.dispose()
    engine.dispose()


def everything_in(engine):
    """Return all that lies in a database, byte for byte or row by row."""
    if engine.dialect.name == "sqlite":
        folder = Path(engine.url.database).parent
        return b"".join(file.read_bytes() for file in folder.glob("*.db*"))
    with engine.connect() as connection:
        found = [
            value if isinstance(value, bytes) else str(value).encode()
            for table in SQLModel.metadata.sorted_tables
            for row in connection.execute(text(f"SELECT * FROM {table.name}"))
            for value in row
        ]
    return b"\n".join(found)


def written_in(engine):
    """Return what lies on the disk, also where a row was before it was written anew."""
    if engine.dialect.name == "sqlite":
        return everything_in(engine)
    with engine.connect() as connection:
        connection.execute(text("CHECKPOINT"))
        folder = Path(connection.execute(text("SHOW data_directory")).scalar())
        relations = (
            "SELECT pg_relation_filepath(oid) FROM pg_class WHERE relkind IN ('r', 'i', 't')"
        )
        found = connection.execute(text(f"{relations} AND NOT relisshared")).scalars().all()
    return b"".join((folder / path).read_bytes() for path in found if (folder / path).is_file())
