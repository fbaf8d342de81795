"""A file that bears the name of a backup is whole, and was read back."""

import resource
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from adapters.archives import FileArchive, archive_files, backup_key
from adapters.purpose_keys import Purpose, purpose_key
from adapters.settings import Settings
from core.errors import BackupError

ROOT = Path(__file__).parents[3]
KEY = b"a key that only this installation has"
MEMBERS = [("manifest.json", [b"{}"]), ("files/a", [b"one", b"two"]), ("files/b", [])]
ENDLESS = f"""
import sys
from pathlib import Path
from adapters.purpose_keys import Purpose, purpose_key
from adapters.archives import FileArchive

def content():
    while True:
        yield bytes(1000000)
        print("written", flush=True)

FileArchive(Path(sys.argv[1]), {KEY!r}).write([("files/a", content())])
"""


def names_in(folder):
    return [path.name for path in folder.iterdir()]


def read(path):
    return [(name, b"".join(content)) for name, content in FileArchive(path, KEY).members()]


def why_refused(work):
    with pytest.raises(BackupError) as refused:
        work()
    return refused.value.reason


def test_an_archive_comes_back_and_is_for_its_owner_alone(tmp_path):
    path = tmp_path / "a.backup"

    size = FileArchive(path, KEY).write(MEMBERS)

    assert read(path) == [("manifest.json", b"{}"), ("files/a", b"onetwo"), ("files/b", b"")]
    assert size == path.stat().st_size
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert names_in(tmp_path) == ["a.backup"]


@pytest.mark.parametrize("there", ["file", "link"])
def test_what_is_there_is_never_overwritten(tmp_path, there):
    path = tmp_path / "a.backup"
    if there == "file":
        path.write_bytes(b"the only backup")
    else:
        path.symlink_to(tmp_path / "elsewhere")

    assert why_refused(lambda: FileArchive(path, KEY).write(MEMBERS)) == "exists"

    assert not (tmp_path / "elsewhere").exists()
    assert names_in(tmp_path) == ["a.backup"]


def test_what_does_not_read_back_as_it_was_written_is_removed(tmp_path, monkeypatch):
    real = archive_files.seal_stream

    def forgetful(content, key, into):
        real([b"".join(content).replace(b"two", b"TWO")], key, into)

    monkeypatch.setattr(archive_files, "seal_stream", forgetful)
    work = FileArchive(tmp_path / "a.backup", KEY).write

    assert why_refused(lambda: work(MEMBERS)) == "not_read_back"
    assert names_in(tmp_path) == []


def test_a_source_that_fails_leaves_nothing(tmp_path):
    def content():
        yield b"x"
        raise BackupError("unreadable", file="b", why="?")

    work = FileArchive(tmp_path / "a.backup", KEY).write

    assert why_refused(lambda: work([("a", content())])) == "unreadable"
    assert names_in(tmp_path) == []


def test_a_folder_that_is_not_there_is_reported(tmp_path):
    work = FileArchive(tmp_path / "none" / "a.backup", KEY).write

    assert why_refused(lambda: work(MEMBERS)) == "not_written"
    assert why_refused(lambda: read(tmp_path / "none" / "a.backup")) == "unreadable"


def test_a_full_disk_is_reported_and_leaves_nothing(tmp_path):
    """No disk is filled: the system refuses this process files over 3 MB, as it would then."""

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, 3_000_000))

    run = subprocess.run(
        [sys.executable, "-c", ENDLESS, tmp_path / "a.backup"],
        cwd=ROOT,
        preexec_fn=limit,
        capture_output=True,
        text=True,
        check=False,
    )

    assert "error.backup.no_room" in run.stderr
    assert names_in(tmp_path) == []


def test_whoever_is_killed_leaves_nothing_that_looks_whole(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", ENDLESS, tmp_path / "a.backup"], cwd=ROOT, stdout=subprocess.PIPE
    )
    for _ in range(3):
        process.stdout.readline()

    process.send_signal(signal.SIGKILL)
    process.wait()

    [left] = names_in(tmp_path)
    assert left.startswith(".a.backup-")
    assert left.endswith(".part")
    assert why_refused(lambda: read(tmp_path / left)) == "damaged"
    assert FileArchive(tmp_path / "a.backup", KEY).write(MEMBERS)


@pytest.fixture
def settings(tmp_path, monkeypatch):
    monkeypatch.setitem(Settings.model_config, "env_file", None)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"DONE_ONCE_{name.upper()}", raising=False)
    return lambda **given: Settings(data_dir=tmp_path, **given)


def test_the_key_comes_from_one_place_and_its_file_is_nobody_elses(settings, tmp_path):
    long, other = "k" * 40, "s" * 40
    file = tmp_path / "key"
    file.write_text(long + "\n")
    file.chmod(0o600)

    assert backup_key(settings(secret_key=other)) == purpose_key(other.encode(), Purpose.BACKUPS)
    assert backup_key(settings(secret_key=other, backup_key=long)) == long.encode()
    assert backup_key(settings(secret_key=other, backup_key_file=file)) == long.encode()

    file.chmod(0o640)
    assert why_refused(lambda: backup_key(settings(backup_key_file=file))) == "key_open"
    file.chmod(0o600)
    file.write_text("short")
    assert why_refused(lambda: backup_key(settings(backup_key_file=file))) == "key_short"
    missing = settings(secret_key=other, backup_key_file=tmp_path / "none")
    assert why_refused(lambda: backup_key(missing)) == "unreadable"


def test_without_a_key_nothing_is_written_and_a_demo_makes_its_own(settings, tmp_path):
    production = settings(environment="production")

    assert why_refused(lambda: backup_key(settings())) == "no_key"
    assert why_refused(lambda: backup_key(production, make=True)) == "no_key"
    assert names_in(tmp_path) == []

    made = backup_key(settings(), make=True)

    assert len(made) == 32
    assert backup_key(settings()) == made
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600
    assert why_refused(lambda: backup_key(production)) == "no_key"
