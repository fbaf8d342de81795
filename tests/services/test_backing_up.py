"""What was acknowledged is in the backup that begins afterwards, and comes back bit for bit."""

import os
import shutil
import sys
import time
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import pairwise

import pytest
from sqlalchemy import text

from adapters.archives import FileArchive
from core.errors import BackupError, CaseErasedError, FileLostError, NoDatabaseError
from core.services.operators.manifest import Manifest
from db import postgres_copies
from db.copying import copier_of
from db.upgrading import downgrade_database
from tests.databases import drop_database, filled_database
from tests.db.content import NOW
from tests.keys import KEYS
from tests.services.backing_up import (
    KEY,
    Place,
    empty_place,
    filled_place,
    opened,
    purge_later,
    submitted,
    submitting,
)
from tests.services.conftest import install
from tests.services.racing import all_at_once, kinds_of
from tests.waiting import wait_until

FEW = 40
CASES = int(os.environ.get("DONE_ONCE_REHEARSED_CASES", FEW))
"""`make rehearse` takes 10,000."""
BEFORE_SEALING = "0009"


@pytest.fixture(autouse=True, scope="module")
def _never_waiting_for_the_disk():
    patch = pytest.MonkeyPatch()
    patch.setattr(os, "fsync", lambda _: None)
    patch.setattr(os, "sync", lambda: None)
    yield
    patch.undo()


@pytest.fixture(scope="module")
def place(kind, tmp_path_factory, catalogue):
    folder = tmp_path_factory.mktemp("backed-up")
    with filled_place(kind, folder, catalogue=catalogue, cases=3) as filled:
        yield filled


@pytest.fixture(scope="module")
def archive(place, tmp_path_factory):
    path = tmp_path_factory.mktemp("archives") / "a.backup"
    place.back_up(path)
    return path


@pytest.fixture
def other(kind, tmp_path):
    with empty_place(kind, tmp_path / "other") as there:
        yield there


def names_in(folder):
    return [path.name for path in folder.iterdir()]


def why_refused(work):
    with pytest.raises(BackupError) as refused:
        work()
    return refused.value.reason


def test_every_case_comes_back_bit_for_bit(kind, other, tmp_path, catalogue, capfd):
    with filled_place(kind, tmp_path / "many", catalogue=catalogue, cases=CASES) as many:
        moments = [time.monotonic()]
        made = many.back_up(tmp_path / "a.backup")
        moments.append(time.monotonic())

        came = other.restore(tmp_path / "a.backup")

        moments.append(time.monotonic())
        assert other.rows() == many.rows()
        assert other.stored() == many.stored()
    assert (made.files, made.heads, came.files, came.heads) == (CASES, 2, CASES, 2)
    report = other.history()
    assert (report.cases, report.problems, report.is_consistent) == (CASES, (), True)
    if CASES > FEW:
        with capfd.disabled():
            sys.stdout.write(_figures(kind, made.size, (*moments, time.monotonic())))


def _figures(kind, size, moments):
    out, back, equal = (after - before for before, after in pairwise(moments))
    line = f"out and read back {out:.1f} s, in {back:.1f} s, equal and verified {equal:.1f} s"
    return f"\n{kind}: {CASES} cases, {size / 1e6:.0f} MB; {line}\n"


def test_a_restored_installation_is_backed_up_again_and_goes_on(place, archive, other, tmp_path):
    other.restore(archive)
    receive = replace(other)
    other.back_up(tmp_path / "again.backup")

    other.restore(tmp_path / "again.backup", force=True)

    assert other.rows() == place.rows()
    assert receive.stored() == place.stored()
    with opened(other.url) as engine, pytest.raises(Exception, match="never changed"):
        change_an_entry(engine)


def change_an_entry(engine):
    with engine.begin() as connection:
        connection.execute(text("UPDATE case_event SET actor = 'somebody'"))


def test_nothing_of_what_a_backup_needed_on_the_way_is_left(place, archive):
    beside = {path.name for path in place.folder.iterdir()}

    assert beside - {"done_once.db", "done_once.db-wal", "done_once.db-shm"} == {"files", "heads"}
    assert names_in(archive.parent) == ["a.backup"]


def test_what_is_acknowledged_before_is_in_it_however_many_submit(
    kind, other, tmp_path, hairdresser
):
    busy = Place(filled_database(kind, tmp_path / "busy"), tmp_path / "busy")
    hall = install(busy.url, busy.folder)

    class Unhurried(FileArchive):
        """Goes on only when three more have their receipts: nobody waits for a backup."""

        def write(self, members):
            return super().write(self._slowly(members))

        def _slowly(self, members):
            wait_until(lambda: len(received) >= len(before) + 3)
            yield from members

    with submitting(hall, hairdresser, by=3) as received:
        wait_until(lambda: len(received) >= 5)
        before = list(received)
        busy.back_up(tmp_path / "busy.backup", Unhurried)
    hall.engine.dispose()
    drop_database(busy.url)

    other.restore(tmp_path / "busy.backup")

    hall = install(other.url, other.folder)
    with hall.transaction() as stores:
        there = [receipt for receipt in received if stores.cases.exists(receipt[0])]
    hall.engine.dispose()
    assert set(before) <= set(there)
    assert {len(other.files.get(digest)) for _, digest in there} == {5000}


def test_a_case_that_is_purged_while_a_backup_runs_is_in_it_with_its_files(
    kind, other, tmp_path, hairdresser
):
    busy = Place(filled_database(kind, tmp_path / "busy"), tmp_path / "busy")
    hall = install(busy.url, busy.folder)
    number, digest = submitted(hall, hairdresser, "purged meanwhile")

    class Purged(FileArchive):
        """Purges once the database is copied, and before its files are."""

        def write(self, members):
            assert purge_later(hall) == {number}
            return super().write(members)

    busy.back_up(tmp_path / "a.backup", Purged)

    assert hall.files.get(digest)
    assert purge_later(hall) == set()
    with pytest.raises(FileLostError):
        hall.files.get(digest)
    hall.engine.dispose()
    drop_database(busy.url)
    other.restore(tmp_path / "a.backup")
    assert whole_cases(other) == {number: {5000}}


def test_backups_and_purges_at_once_leave_no_case_without_its_files(
    kind, other, tmp_path, hairdresser
):
    busy = Place(filled_database(kind, tmp_path / "busy"), tmp_path / "busy")
    hall = install(busy.url, busy.folder)
    received = dict(submitted(hall, hairdresser, f"case {number}") for number in range(6))
    paths = [tmp_path / f"{number}.backup" for number in range(2)]

    came = all_at_once(
        *(partial(busy.back_up, path) for path in paths), *[partial(purge_later, hall)] * 2
    )

    assert kinds_of(came) == {"BackupReport": 2, "set": 2}
    assert came[2] | came[3] == set(received)
    assert purge_later(hall) == set()
    assert not [receipt for receipt in received.values() if is_there(hall.files, receipt)]
    hall.engine.dispose()
    drop_database(busy.url)
    for path in paths:
        other.restore(path, force=True)
        assert set(whole_cases(other).values()) <= {frozenset({5000})}


def is_there(files, digest):
    try:
        return bool(files.get(digest))
    except FileLostError:
        return False


def whole_cases(place):
    """Return the cases that can be read, each with the sizes of files of its own."""
    hall, found = install(place.url, place.folder), {}
    with hall.transaction() as stores:
        for line in stores.cases.latest(99):
            with suppress(CaseErasedError):
                uploads = stores.cases.get(line.number).application.uploads
                sizes = {len(place.files.get(upload.digest)) for upload in uploads[:1]}
                found[line.number] = frozenset(sizes)
    hall.engine.dispose()
    return found


@pytest.mark.parametrize("what", ["database", "files", "heads"])
def test_only_an_empty_place_is_restored_into(place, archive, other, kind, what):
    if what == "database":
        other.restore(archive)
        for folder in ("files", "heads"):
            shutil.rmtree(other.folder / folder)
    else:
        other.folders[f"{what}/"].write("something", [b"x"])
    before = other.stored()

    assert why_refused(lambda: other.restore(archive)) == "not_empty"

    assert other.stored() == before
    assert (copier_of(other.url).is_empty()) == (what != "database")


def test_by_force_what_was_there_is_kept_under_another_name(place, archive, other):
    other.restore(archive)
    with opened(other.url) as engine, engine.begin() as connection:
        connection.execute(text("UPDATE theme_draft SET revision = 9"))
        connection.execute(text("INSERT INTO pace VALUES ('here', 'form', 1, 1)"))
    other.folders["files/"].write("something", [b"x"])

    came = other.restore(archive, force=True)

    assert other.rows() == place.rows()
    assert other.stored() == place.stored()
    assert (other.folder / f"files.{came.set_aside}" / "something").read_bytes() == b"x"
    assert rows_set_aside(other, came.set_aside) == 1


def rows_set_aside(other, suffix):
    if other.url.startswith("sqlite"):
        aside = Place(f"{other.url}.{suffix}", other.folder)
        return len(aside.rows()["pace"])
    with opened(other.url) as engine, engine.connect() as connection:
        return connection.execute(text(f"SELECT count(*) FROM {suffix}.pace")).scalar()


def test_nobody_is_connected_to_what_is_set_aside(archive, other):
    other.restore(archive)
    with opened(other.url) as engine:
        with engine.connect() as connection:
            connection.execute(text("SELECT count(*) FROM pace")).scalar()

        assert why_refused(lambda: other.restore(archive, force=True)) == "in_use"

    assert other.restore(archive, force=True).set_aside


@pytest.mark.parametrize("spoilt", ["altered", "cut off", "other key", "no backup"])
def test_what_is_no_sound_backup_writes_nothing(archive, other, tmp_path, spoilt):
    content = bytearray(archive.read_bytes())
    if spoilt == "altered":
        content[len(content) // 2] ^= 1
    elif spoilt == "cut off":
        del content[-1000:]
    elif spoilt == "other key":
        FileArchive(tmp_path / "other.backup", b"another key" + KEY).write([("a", [b"x"])])
        content = (tmp_path / "other.backup").read_bytes()
    else:
        FileArchive(tmp_path / "other.backup", KEY).write([("files/a", [b"x"])])
        content = (tmp_path / "other.backup").read_bytes()
    (tmp_path / "spoilt.backup").write_bytes(content)

    why = why_refused(lambda: other.restore(tmp_path / "spoilt.backup", force=True))

    assert why == ("wrong_key" if spoilt == "other key" else "damaged")
    assert other.stored() == {}
    assert copier_of(other.url).is_empty()


def test_an_archive_of_an_older_version_is_restored_and_upgraded(place, archive, other, tmp_path):
    other.restore(archive)
    downgrade_database(other.url, BEFORE_SEALING, keyring=KEYS)
    other.files.unseal()
    made = other.back_up(tmp_path / "old.backup")  # and it is not upgraded by that
    assert made.revision == BEFORE_SEALING

    came = other.restore(tmp_path / "old.backup", force=True)

    assert came.revision == BEFORE_SEALING
    assert other.rows().keys() == place.rows().keys()
    assert other.cases() == place.cases()
    assert not [problem for problem in other.history().problems if problem.case]


@pytest.mark.parametrize(("revision", "form"), [("9999", 1), ("0010", 2), ("abc%(x)s", 1)])
def test_an_archive_of_a_newer_version_is_refused(archive, other, tmp_path, revision, form):
    members = FileArchive(archive, KEY).members()
    made = Manifest.read(b"".join(next(members)[1]))
    newer = replace(made, revision=revision, format=form).as_bytes()
    FileArchive(tmp_path / "newer.backup", KEY).write(
        [("manifest.json", [newer]), ("database", [b"from the future"])]
    )

    assert why_refused(lambda: other.restore(tmp_path / "newer.backup")) == "newer"

    assert copier_of(other.url).is_empty()


def test_an_archive_of_another_kind_of_database_is_refused(archive, kind, tmp_path):
    kinds = {"sqlite": "postgresql", "postgresql": "sqlite"}
    with empty_place(kinds[kind], tmp_path / "there") as there:
        assert why_refused(lambda: there.restore(archive)) == "other_database"


def test_no_database_is_made_in_order_to_copy_it(kind, other, tmp_path):
    with pytest.raises(NoDatabaseError):
        other.back_up(tmp_path / "a.backup")

    assert copier_of(other.url).is_empty()
    assert not (tmp_path / "a.backup").exists()


def test_a_file_of_a_case_that_is_lost_does_not_stop_the_backup(archive, other, tmp_path):
    other.restore(archive)
    lost = next(iter(other.stored()))
    (other.folder / lost).unlink()
    other.back_up(tmp_path / "a.backup")

    other.restore(tmp_path / "a.backup", force=True)

    assert len(other.history().problems) > 0
    assert lost not in other.stored()


def test_a_restore_that_fails_half_way_leaves_no_database(place, other, tmp_path):
    FileArchive(tmp_path / "half.backup", KEY).write(
        [
            ("manifest.json", [Manifest(NOW, copier_of(other.url).kind, "0010").as_bytes()]),
            ("files/a", [b"x"]),
            ("database", [b"this is no database"]),
        ]
    )

    with pytest.raises(BackupError):
        other.restore(tmp_path / "half.backup")

    assert copier_of(other.url).is_empty()


def test_a_missing_program_and_one_that_fails_are_reported(place, kind, tmp_path, monkeypatch):
    if kind == "sqlite":
        pytest.skip("SQLite needs none")
    real = postgres_copies._program

    with monkeypatch.context() as patch:
        patch.setattr(postgres_copies, "_program", lambda _: real("pg_restore"))
        assert why_refused(lambda: place.back_up(tmp_path / "a")) == "program_failed"
    with monkeypatch.context() as patch:
        patch.setattr(postgres_copies, "_DEBIAN", tmp_path)
        patch.setenv("PATH", str(tmp_path))
        assert why_refused(lambda: place.back_up(tmp_path / "a")) == "no_program"

    assert names_in(tmp_path) == []
