"""An installation for people's own cases, from the command line."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.databases import filled_database

ROOT = Path(__file__).parents[2]
SECRET = "9f1c5b0e7a4d42f8a63be1d07c58e2b4"


@pytest.fixture
def manage(tmp_path):
    folder = tmp_path / "data"
    filled_database("sqlite", folder)
    folder.chmod(0o755)
    environment = {
        **os.environ,
        "DONE_ONCE_ENVIRONMENT": "production",
        "DONE_ONCE_LOCALE": "en",
        "DONE_ONCE_DATA_DIR": str(folder),
        "DONE_ONCE_SECRET_KEY": SECRET,
    }

    def run(*command, **more):
        return subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env={**environment, **more},
            capture_output=True,
            text=True,
            check=False,
        )

    return run, folder


def test_nothing_is_demonstrated_in_production(manage):
    run, _ = manage

    ended = run("demo")

    assert (ended.returncode, ended.stdout) == (2, "")
    assert "made-up cases" in ended.stderr


def test_what_everybody_could_read_is_closed_and_told(manage):
    run, folder = manage

    ended = run("database", "upgrade")

    assert ended.returncode == 0
    assert str(folder) in ended.stderr
    assert stat.S_IMODE(folder.stat().st_mode) == 0o750


def test_a_weak_secret_is_refused(manage):
    run, folder = manage

    ended = run("run", DONE_ONCE_SECRET_KEY="change-me" * 5)

    assert (ended.returncode, ended.stdout) == (2, "")
    assert "DONE_ONCE_SECRET_KEY can be guessed" in ended.stderr
    assert "change-me" not in ended.stderr
    assert stat.S_IMODE(folder.stat().st_mode) == 0o755
