"""`backup` and `restore` from the command line, over installations of both kinds."""

import json
import resource
import subprocess
import sys

import pytest
from typer.testing import CliRunner

import manage
from core.i18n import LOCALES_DIR
from tests.services.backing_up import KEY, empty_place, filled_place

SECRET = KEY.decode()
OTHER = "another secret of the same length, or even longer"


@pytest.fixture
def run(monkeypatch):
    """Run a command over a place; return exit code, what is said, and what it is told."""

    def _run(place, *command, secret=SECRET, language="en"):
        monkeypatch.setenv("DONE_ONCE_DATA_DIR", str(place.folder))
        monkeypatch.setenv("DONE_ONCE_DATABASE_URL", place.url)
        monkeypatch.setenv("DONE_ONCE_SECRET_KEY", secret)
        monkeypatch.setenv("DONE_ONCE_LOCALE", language)
        result = CliRunner().invoke(manage.app, [str(word) for word in command])
        return result.exit_code, result.stdout, result.stderr

    return _run


@pytest.fixture
def places(kind, tmp_path, catalogue):
    with (
        filled_place(kind, tmp_path / "here", catalogue=catalogue, cases=2) as filled,
        empty_place(kind, tmp_path / "there") as there,
    ):
        yield filled, there


def test_out_and_in(run, places, tmp_path, kind):
    filled, there = places
    file = tmp_path / "a.backup"

    code, out, _ = run(filled, "backup", "--to", file, "--json")
    made = json.loads(out)
    assert code == 0
    assert made.keys() == {"file", "bytes", "made_at", "database", "revision", "files", "heads"}
    assert (made["bytes"], made["database"]) == (file.stat().st_size, kind)
    assert (made["files"], made["heads"]) == (2, 2)

    code, out, _ = run(there, "restore", "--from", file, "--json")
    came = json.loads(out)
    assert code == 0
    assert (came["made_at"], came["revision"]) == (made["made_at"], made["revision"])
    assert (came["files"], came["heads"], came["set_aside"]) == (2, 2, None)
    assert (came["history"]["cases"], came["history"]["problems"]) == (2, [])
    assert there.rows() == filled.rows()

    ended = subprocess.run(  # nobody else is connected, and this process may be
        [sys.executable, "manage.py", "restore", "--from", file, "--force"],
        cwd=LOCALES_DIR.parents[1],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0
    assert "2 cases, 2 entries, 0 problems" in ended.stdout
    assert "replaced_" in ended.stderr


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_what_is_refused_is_said_in_one_line_and_exits_with_2(run, places, tmp_path, language):
    filled, there = places
    file, cut = tmp_path / "a.backup", tmp_path / "cut.backup"
    run(filled, "backup", "--to", file)
    cut.write_bytes(file.read_bytes()[:-1])
    refused = [
        run(filled, "backup", "--to", file, language=language),
        run(filled, "backup", "--to", tmp_path / "none" / "a.backup", language=language),
        run(there, "backup", "--to", tmp_path / "b.backup", language=language),
        run(filled, "restore", "--from", file, language=language),
        run(there, "restore", "--from", file, secret=OTHER, language=language),
        run(there, "restore", "--from", cut, language=language),
        run(there, "restore", "--from", tmp_path / "none.backup", language=language),
        run(there, "restore", "--from", LOCALES_DIR / "en" / "backups.json", language=language),
        run(there, "restore", "--from", file, secret="", language=language),
    ]

    for code, out, error in refused:
        assert (code, out) == (2, "")
        assert error.count("\n") == 1
        assert "error." not in error
        assert SECRET not in error
        assert OTHER not in error
    assert len({error for _, _, error in refused}) == len(refused)
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == [
        "a.backup",
        "cut.backup",
    ]


@pytest.mark.parametrize("what", ["backup", "restore"])
def test_a_full_disk_is_reported_and_nothing_looks_whole(run, places, tmp_path, what):
    """No disk is filled: the system refuses files over 10 kB, as it would then."""
    filled, there = places
    if what == "restore" and there.url.startswith("postgresql"):
        pytest.skip("the disk that would be full is the server's")
    file = tmp_path / "a.backup"
    if what == "restore":
        run(filled, "backup", "--to", file)
    command = {"backup": ["backup", "--to", file], "restore": ["restore", "--from", file]}[what]
    run(filled if what == "backup" else there, "health")  # whose settings stay
    ended = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=LOCALES_DIR.parents[1],
        check=False,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000)),
    )

    assert (ended.returncode, ended.stdout) == (2, "")
    assert "cannot be written" in ended.stderr or "disk was full" in ended.stderr
    assert not (there.folder / "done_once.db").exists()
    assert file.exists() == (what == "restore")
    assert not list(tmp_path.glob(".a.backup*"))


def test_what_was_spoilt_before_is_restored_as_it_was_and_exits_with_1(run, places, tmp_path):
    filled, there = places
    spoilt = next(path for path in (filled.folder / "files").rglob("*") if path.is_file())
    spoilt.write_bytes(b"altered")
    run(filled, "backup", "--to", tmp_path / "a.backup")

    code, out, _ = run(there, "restore", "--from", tmp_path / "a.backup", "--json")

    assert code == 1
    assert json.loads(out)["history"]["problems"]
    assert b"altered" in there.stored().values()
