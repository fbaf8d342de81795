"""Installations of either kind that are backed up and restored."""

import os
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from threading import Event, Thread

from sqlalchemy import inspect, text

from adapters.archives import FileArchive, PlainFolder
from adapters.head_files import FolderHeadStore
from adapters.head_signing import HeadSigner
from adapters.system import now
from core.cases.numbering import ALPHABET, case_number
from core.privacy.retention import RETENTION
from core.services.citizens.lease_files import FileLeases
from core.services.operators import back_up, restore_backup
from core.services.operators.keep_heads import HeadKeeper
from core.services.operators.manifest import FILES, HEADS
from core.services.operators.purge import Purging
from core.services.operators.verify_history import verify_history
from core.working_days import day_of
from db.case_reader import SqlCaseReader
from db.copying import copier_of
from db.engine import open_engine
from db.file_names import FileNames
from db.transactions import transactions_of
from tests.databases import drop_database, empty_database, migrated_database
from tests.db.content import NOW, a_case, a_version, sealed
from tests.keys import KEYS, file_store
from tests.services.applications import application_of

KEY = b"a key of this installation, as long as it has to be"
SIGNER = HeadSigner(KEY)
HALL = "demo"
_AT_ONCE = 500


@dataclass(frozen=True)
class Place:
    """Where an installation is, or is to be restored to."""

    url: str
    folder: Path

    @cached_property
    def files(self):
        def name_of(digest):
            with opened(self.url) as engine:  # nobody may be connected to what is renamed
                return FileNames(engine, KEYS)(digest)

        return file_store(self.folder / "files", names=name_of)

    @property
    def folders(self):
        kept = {HEADS: self.folder / "heads", FILES: self.folder / "files"}
        return {prefix: PlainFolder(folder) for prefix, folder in kept.items()}

    def back_up(self, path, archive=FileArchive):
        return back_up(copier_of(self.url), self.folders, archive(path, KEY), clock=now)

    def restore(self, path, *, force=False):
        archive = FileArchive(path, KEY)
        return restore_backup(
            archive, copier_of(self.url, keyring=KEYS), self.folders, clock=now, force=force
        )

    def write_head(self):
        with opened(self.url) as engine:
            HeadKeeper(
                hall=HALL,
                transaction=transactions_of(engine, hall=HALL),
                clock=now,
                signer=SIGNER,
                heads=FolderHeadStore(self.folder / "heads", hall=HALL),
            ).write()

    def history(self):
        return verify_history(
            SqlCaseReader(self.url, hall=HALL, keyring=KEYS),
            signer=SIGNER,
            files=self.files,
            heads=FolderHeadStore(self.folder / "heads", hall=HALL),
        )

    def cases(self):
        """Return every case, opened, as its list and its application say it."""
        with opened(self.url) as engine, transactions_of(engine, hall=HALL)() as stores:
            lines = stores.cases.latest(100)
            return [(line, stores.cases.get(line.number).application) for line in lines]

    def rows(self):
        """Return every row of every table, as the database itself writes it."""
        with opened(self.url) as engine, engine.connect() as connection:
            return {table: _rows(connection, table) for table in inspect(engine).get_table_names()}

    def stored(self):
        """Return every file of the folders."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for kind in ("files", "heads")
            for path in (self.folder / kind).rglob("*")
            if path.is_file() and not path.name.startswith(".")
        }


@contextmanager
def opened(url):
    engine = open_engine(url, keyring=KEYS)
    yield engine
    engine.dispose()


@contextmanager
def submitting(hall, scenario, *, by):
    """Let several submit without a pause, each with a file of its own; yield what is received."""
    received, stop = [], Event()

    def submit(seed):
        for count in range(10_000):
            if stop.is_set():
                return
            received.append(submitted(hall, scenario, f"{seed}-{count}"))

    threads = [Thread(target=submit, args=(seed,)) for seed in range(by)]
    for thread in threads:
        thread.start()
    try:
        yield received
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def submitted(hall, scenario, key):
    """Submit with a file of its own, and return the number with its digest."""
    application = application_of(scenario, hall.kiosk, key)
    digest = hall.kiosk.materials.leases.put(os.urandom(5000), holder=key)
    first, *others = application.uploads
    uploads = (replace(first, digest=digest, size=5000), *others)
    return hall.kiosk.handing_in.submit(replace(application, uploads=uploads)).number, digest


def purge_later(hall, *, years=11):
    """Purge as if so many years had gone by, and return which cases went."""
    later = now() + years * timedelta(days=366)
    held = FileLeases(transaction=hall.transaction, files=hall.files, clock=lambda: later)
    purging = Purging(
        transaction=hall.transaction, held=held, clock=lambda: later, retention=RETENTION
    )
    return {number for report in purging.purge() for number in report.cases}


@contextmanager
def empty_place(kind, folder):
    """An empty database and a folder that is not there yet."""
    url = empty_database(kind, folder)
    yield Place(url, folder)
    drop_database(url)


@contextmanager
def filled_place(kind, folder, *, catalogue, cases):
    """An installation with cases, a file each, and heads."""
    url = migrated_database(kind, folder)
    place = Place(url, folder)
    with opened(url) as engine, transactions_of(engine, hall=HALL)() as stores:
        stores.themes.publish(a_version(catalogue))
    _receive(place, cases)
    place.write_head()
    yield place
    drop_database(url)


def _receive(place, number):
    with opened(place.url) as engine:
        transaction = transactions_of(engine, hall=HALL)
        for first in range(0, number, _AT_ONCE):
            with transaction() as stores:
                for place_number in range(first, min(first + _AT_ONCE, number)):
                    stores.cases.add(_case(place, place_number))


def _case(place, number):
    content = os.urandom(1500) + str(number).encode()
    digest = place.files.put(content)
    case = a_case(number=_number(number), key=f"key-{number}", digest=digest)
    values = case.application.values | {"per.name@principal": f"林秋月{number} 🏠 ü 𠮷"}
    return sealed(replace(case, application=replace(case.application, values=values)))


def _number(number):
    symbols = ""
    for _ in range(7):
        number, place = divmod(number, len(ALPHABET))
        symbols += ALPHABET[place]
    return case_number(day_of(NOW), symbols)


def _rows(connection, table):
    if connection.dialect.name == "sqlite":
        names = [column["name"] for column in inspect(connection).get_columns(table)]
        listed = ", ".join(f'quote("{name}"), typeof("{name}")' for name in names)
        asked = f"SELECT {listed} FROM {table}"
    else:
        asked = f"SELECT t::text FROM {table} t"
    return sorted(tuple(row) for row in connection.execute(text(asked)))
