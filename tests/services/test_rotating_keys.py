"""Keys are changed while everything goes on."""

import os
import signal
import time
from itertools import count
from multiprocessing import get_context
from threading import Event, Thread
from types import SimpleNamespace

import pytest
from sqlalchemy import insert, text

from adapters import files as files_module
from adapters.head_files import FolderHeadStore
from adapters.head_signing import HeadSigner
from adapters.keys import InstallationKeys, new_key
from adapters.printing import PaperPrinter
from adapters.system import now, random_symbols
from core.errors import KeyInUseError, KeyMissingError, NewestKeyError, UnknownKeyError
from core.services.citizens import CitizenPorts, citizen_use_cases
from core.services.operators import WrappedStores, drop_key, look_at_keys, rotate_keys
from core.services.operators.verify_history import verify_history
from core.training.scenarios import read_scenario
from db.case_reader import SqlCaseReader
from db.data_keys import DataKeys, Scope, bound_to
from db.engine import open_engine
from db.file_names import FileNames
from db.key_tables import DataKeyRow
from db.transactions import transactions_of
from db.wrapped_keys import AT_ONCE, WrappedRows
from tests.databases import drop_database, filled_database
from tests.db.content import change
from tests.keys import GIVEN, file_store
from tests.services.applications import application_of
from tests.services.conftest import ASSETS
from tests.services.racing import all_at_once

MANY = 3 * AT_ONCE


class Process:
    """What one process has: it knows nothing of another but what lies in the files."""

    def __init__(self, folder, url):
        self.url, self.folder = url, folder
        self.keys = InstallationKeys(file=folder / "keys")
        self.engine = open_engine(url, keyring=self.keys)
        self.transaction = transactions_of(self.engine, hall="demo")
        self.files = file_store(folder / "files", self.keys, FileNames(self.engine, self.keys))
        self.stores = WrappedStores(WrappedRows(self.engine, self.keys), self.files)

    def kiosk(self):
        return citizen_use_cases(
            CitizenPorts(
                transaction=self.transaction,
                files=self.files,
                printer=PaperPrinter(),
                clock=now,
                randomness=random_symbols,
            )
        )

    def rotate(self, line=""):
        return rotate_keys(self.keys, self.stores, make=fresh, line=line)

    def problems(self):
        return verify_history(
            SqlCaseReader(self.url, hall="demo", keyring=self.keys),
            files=self.files,
            heads=FolderHeadStore(self.folder / "none", hall="demo"),
            signer=HeadSigner(b"s"),
        ).problems

    def make_key(self, name):
        with self.engine.begin() as connection:
            DataKeys(connection).make(("demo", Scope.CASE, name))

    def opens(self, name):
        with self.engine.begin() as connection:
            return DataKeys(connection).cipher(("demo", Scope.CASE, name)) is not None


def fresh():
    return new_key(now().date())


@pytest.fixture
def place(kind, tmp_path):
    """A hall under one key, and processes over it."""
    url = filled_database(kind, tmp_path)
    (tmp_path / "keys").write_text(GIVEN)
    begun = []

    def begin():
        begun.append(Process(tmp_path, url))
        return begun[-1]

    yield SimpleNamespace(folder=tmp_path, url=url, begin=begin)
    for installation in begun:
        installation.engine.dispose()
    drop_database(url)


class Hall:
    """Cases and files that come in at one process and are read at another."""

    def __init__(self, place):
        self.first, self.second = place.begin(), place.begin()
        self.kiosk = self.first.kiosk()
        self.received, self.done = [], Event()

    def submit(self, seed):
        scenario = read_scenario(ASSETS / "scenarios" / "S02.yaml")
        for number in range(3):
            case = self.kiosk.handing_in.submit(
                application_of(scenario, self.kiosk, f"{seed}-{number}")
            )
            held = self.first.files.put(f"{seed} {number}".encode())
            self.received.append((case.number, case.applicant_name, held))

    def read(self):
        while not self.done.is_set():
            self.read_with(self.second)

    def read_with(self, process):
        for number, name, held in tuple(self.received):
            with process.transaction() as stores:
                assert stores.cases.get(number).applicant_name == name
            assert process.files.get(held)

    def rotate(self):
        for _ in range(3):
            self.second.rotate(fresh())
            time.sleep(0.1)
        self.done.set()


def test_cases_come_in_and_are_read_while_keys_are_rotated_and_only_the_new_key_is_needed(place):
    hall = Hall(place)
    hall.submit("before")
    works = (lambda: hall.submit("a"), lambda: hall.submit("b"), hall.read, hall.rotate)

    assert all_at_once(*works) == [None] * 4
    second = hall.second
    assert second.rotate(fresh()).now.left == 0

    for name in second.keys.names[:-1]:
        drop_key(second.keys, second.stores, name)
    assert len((place.folder / "keys").read_text().split()) == 1
    after = place.begin()
    assert len(hall.received) == 9
    hall.read_with(after)
    assert after.problems() == ()


def test_a_rotation_that_is_killed_half_way_is_ended_by_repeating_it(place):
    installation = place.begin()
    names = [f"case {number:04}" for number in range(MANY)]
    wrapped = [
        installation.keys.wrap(os.urandom(32), bound_to=bound_to(("demo", Scope.CASE, name)))
        for name in names
    ]
    rows = [
        {
            "hall": "demo",
            "scope": "case",
            "name": name,
            "key_id": data_key.key_id,
            "wrapped": data_key.content,
        }
        for name, data_key in zip(names, wrapped, strict=True)
    ]
    with installation.engine.begin() as connection:
        connection.execute(insert(DataKeyRow), rows)
    all_rows = sum(installation.stores.rows.count_by_key().values())
    held = installation.files.put(b"held")

    other = get_context("fork").Process(target=rotate_until_killed, args=(place.folder, place.url))
    other.start()
    other.join()
    assert other.exitcode == -signal.SIGKILL

    half = look_at_keys(installation.keys, installation.stores)
    assert 0 < half.left < MANY
    assert all(map(installation.opens, names[:: MANY // 9]))
    installation.make_key("meanwhile")
    again = installation.rotate()
    assert (again.is_new, again.now.left) == (False, 0)
    assert again.rows == half.left - 1
    assert sum(installation.stores.rows.count_by_key().values()) == all_rows + 1
    drop_key(installation.keys, installation.stores, "tests")
    after = place.begin()
    assert after.keys.names == (again.now.keys[-1].name,)
    assert all(map(after.opens, (*names[:: MANY // 9], "meanwhile")))
    assert after.files.get(held) == b"held"


def rotate_until_killed(folder, url):
    """Rotate, and be killed when one part of the rows is written and the next is half done."""
    process, number = Process(folder, url), count(1)
    wrap = process.keys.wrap

    def wrap_or_die(*given, **named):
        if next(number) > AT_ONCE + AT_ONCE // 2:
            os.kill(os.getpid(), signal.SIGKILL)
        return wrap(*given, **named)

    process.keys.wrap = wrap_or_die
    process.rotate()


def test_what_was_wrapped_before_and_is_written_during_a_rotation_is_not_left_behind(place):
    first, second = place.begin(), place.begin()
    rotated = []
    rotating = Thread(target=lambda: rotated.append(second.rotate(fresh())))

    with first.engine.begin() as connection:
        DataKeys(connection).make(("demo", Scope.CASE, "slow"))
        rotating.start()
        time.sleep(0.3)
        assert rotated == []
    rotating.join()

    assert rotated[0].now.left == 0
    drop_key(second.keys, second.stores, "tests")
    assert second.opens("slow")


def test_a_file_that_is_written_during_a_rotation_is_not_left_behind(place, monkeypatch):
    first, second = place.begin(), place.begin()
    first.files.put(b"makes the folder")
    begun, may_go_on, write = Event(), Event(), files_module._write

    def slowly(path, content):
        begun.set()
        may_go_on.wait(5)
        write(path, content)

    monkeypatch.setattr(files_module, "_write", slowly)
    held, rotated = [], []
    putting = Thread(target=lambda: held.append(first.files.put(b"slow")))
    rotating = Thread(target=lambda: rotated.append(second.rotate(fresh())))
    putting.start()
    begun.wait(5)
    rotating.start()
    time.sleep(0.2)
    may_go_on.set()
    putting.join()
    rotating.join()

    assert rotated[0].now.left == 0
    drop_key(second.keys, second.stores, "tests")
    assert second.files.get(held[0]) == b"slow"


def test_a_key_is_dropped_only_if_nothing_is_under_it_and_another_writes(place):
    installation = place.begin()
    with pytest.raises(NewestKeyError):
        drop_key(installation.keys, installation.stores, "tests")
    held = installation.files.put(b"held")
    installation.keys.add(fresh())
    with pytest.raises(UnknownKeyError):
        drop_key(installation.keys, installation.stores, "test")
    with pytest.raises(KeyInUseError):
        drop_key(installation.keys, installation.stores, "tests")
    assert installation.stores.rows.rewrap() > 0
    with pytest.raises(KeyInUseError) as refused:
        drop_key(installation.keys, installation.stores, "tests")

    assert (refused.value.params["rows"], refused.value.params["files"]) == (0, 1)
    assert installation.files.get(held) == b"held"
    assert "tests" in installation.keys.names


def test_what_cannot_be_opened_stays_as_it_is_and_hinders_nothing_else(place):
    installation = place.begin()
    for name in ("altered", "moved", "gone", "whole"):
        installation.make_key(name)
    change(installation.engine, "UPDATE data_key SET name = 'other' WHERE name = 'moved'")
    change(installation.engine, "UPDATE data_key SET key_id = 'lost' WHERE name = 'gone'")
    with installation.engine.begin() as connection:
        spoilt = {"wrapped": b"\x00" * 60}
        connection.execute(
            text("UPDATE data_key SET wrapped = :wrapped WHERE name = 'altered'"), spoilt
        )

    done = installation.rotate()

    assert done.now.left == 3
    under = {key.name: (key.is_here, key.rows) for key in done.now.keys}
    assert (under["tests"], under["lost"]) == ((True, 2), (False, 1))
    assert installation.opens("whole")
    with pytest.raises(KeyMissingError):
        installation.opens("gone")
    second = installation.rotate()  # so that what is spoilt does not keep a new key away for ever
    assert second.is_new
    assert second.rows == done.rows
