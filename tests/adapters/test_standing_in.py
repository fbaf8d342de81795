"""The stand-in as a process of its own, beside apps."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from threading import Event

import pytest

from adapters.licence_library import HttpLicenceLibrary
from adapters.settings import Settings
from adapters.standing_in import TOKEN, stand_in_beside
from core.ports import LicenceRequest
from tests.adapters.test_launching import MANAGE, SERVER, is_free, ports

ROOT = Path(__file__).parents[2]
REQUEST = LicenceRequest(
    "居民身份证", "441202198803160028", ("per.name",), "T01", ("SCJG-01",), "consent-1"
)
LAUNCH = """
import sys
from pathlib import Path
from adapters import launching
from adapters.settings import Settings
from adapters.standing_in import stand_in_beside
kiosk, designer, stand_in = map(int, sys.argv[2:])
settings = Settings(_env_file=None, kiosk_port=kiosk, designer_port=designer,
                    stand_in_port=stand_in, locale="en")
sys.exit(launching.launch(settings, folder=Path(sys.argv[1]), beside=stand_in_beside(settings)))
"""
__all__ = ["ports"]
URL = "DONE_ONCE_LICENCE_LIBRARY_URL"


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_it_answers_whoever_has_its_token_and_ends_with_the_apps(port, capsys):
    settings = Settings(_env_file=None, stand_in_port=port, locale="en")

    with stand_in_beside(settings)(Event()) as extra:
        copy = HttpLicenceLibrary(extra[URL], extra[TOKEN]).query(REQUEST)

    assert copy.values["per.name"] == "林秋月"
    assert extra[TOKEN] not in "".join(capsys.readouterr())
    assert is_free(port)


def test_where_it_cannot_start_that_is_said_and_the_demo_goes_on(port, capsys):
    settings = Settings(_env_file=None, stand_in_port=port, locale="en")

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        with stand_in_beside(settings)(Event()) as extra:
            printed = capsys.readouterr().err

    assert dict(extra) == {}
    assert f"port {port}" in printed
    assert "DONE_ONCE_STAND_IN_PORT" in printed


def test_without_a_token_it_does_not_start(port):
    bare = {name: value for name, value in os.environ.items() if name != TOKEN}

    ended = subprocess.run(
        [sys.executable, "-m", "adapters.stand_in", str(port)],
        cwd=ROOT,
        env=bare,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert ended.returncode == 1
    assert TOKEN in ended.stderr


def test_apps_are_told_where_it_is(tmp_path, ports, port):
    tells = SERVER.replace("sys.argv[2]", f"os.environ['{URL}']")
    (tmp_path / "manage.py").write_text(MANAGE)
    for app in ("kiosk_app.py", "designer_app.py"):
        (tmp_path / app).write_text(tells)
    command = [sys.executable, "-c", LAUNCH, str(tmp_path), *map(str, ports), str(port)]

    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        process.stdout.readline()
        stand_in = process.stdout.readline()
        rest = [process.stdout.readline() for _ in range(4)]
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)

    assert f"http://127.0.0.1:{port}" in stand_in
    assert "YH, GY" in rest[0]
    assert "Both apps are running" in rest[-1]
    assert all(map(is_free, (*ports, port)))
