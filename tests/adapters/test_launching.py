"""The two apps here are small web servers, so that what is tested is starting and stopping."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parents[2]
LAUNCH = """
import sys
from pathlib import Path
from adapters import launching
from adapters.settings import Settings
settings = Settings(_env_file=None, kiosk_port=int(sys.argv[2]), designer_port=int(sys.argv[3]),
                    locale="en")
sys.exit(launching.launch(settings, folder=Path(sys.argv[1])))
"""
SERVER = """
import os, sys
from http.server import BaseHTTPRequestHandler, HTTPServer

class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/_stcore/health" else 404)
        self.end_headers()
        self.wfile.write(f"{os.getpid()} {sys.argv[2]}".encode())

    def log_message(self, *args):
        pass

options = dict(zip(sys.argv[3::2], sys.argv[4::2]))
HTTPServer((options["--address"], int(options["--port"])), Handler).serve_forever()
"""
MANAGE = """
import sys
from pathlib import Path

assert sys.argv[1] == "serve"
exec(Path(f"{sys.argv[2]}_app.py").read_text())
"""


@pytest.fixture
def ports():
    with socket.socket() as first, socket.socket() as two:
        first.bind(("127.0.0.1", 0))
        two.bind(("127.0.0.1", 0))
        return first.getsockname()[1], two.getsockname()[1]


@pytest.fixture
def launch(tmp_path, ports):
    running = []

    def start(kiosk=SERVER, designer=SERVER):
        (tmp_path / "manage.py").write_text(MANAGE)
        (tmp_path / "kiosk_app.py").write_text(kiosk)
        (tmp_path / "designer_app.py").write_text(designer)
        process = subprocess.Popen(
            [sys.executable, "-c", LAUNCH, str(tmp_path), *map(str, ports)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        running.append(process)
        return process

    yield start
    for process in running:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=30)


def wait_until_ready(process):
    printed = [process.stdout.readline().strip() for _ in range(4)]
    assert printed[-1] == "Both apps are running. Press Ctrl-C to stop."
    return printed


def wait_until_answered(port):
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with suppress(OSError):
            return health(port)
        time.sleep(0.05)
    raise TimeoutError(port)


def health(port):
    with urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5) as answer:
        process, app = answer.read().decode().split()
    return int(process), app


def is_free(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


@pytest.mark.parametrize("request_to_stop", [signal.SIGINT, signal.SIGTERM])
def test_both_apps_run_until_somebody_stops_them(launch, ports, request_to_stop):
    process = launch()

    addresses = wait_until_ready(process)
    apps = [health(port)[1] for port in ports]
    process.send_signal(request_to_stop)
    out, _ = process.communicate(timeout=30)

    assert [
        f"http://127.0.0.1:{port}" in line for port, line in zip(ports, addresses[1:], strict=False)
    ]
    assert apps == ["kiosk", "designer"]
    assert out == "Both apps have stopped.\n"
    assert process.returncode == 0
    assert all(map(is_free, ports))


def test_a_port_that_is_taken_is_named_and_nothing_is_started(launch, ports):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", ports[1]))
        taken.listen()

        process = launch()
        out, err = process.communicate(timeout=30)

    assert process.returncode == 1
    assert out == ""
    assert f"Port {ports[1]} is taken" in err
    assert "DONE_ONCE_DESIGNER_PORT" in err


def test_an_app_that_falls_is_started_again_while_the_other_runs_on(launch, ports):
    process = launch()
    wait_until_ready(process)
    before = [health(port)[0] for port in ports]

    for _ in range(2):
        os.kill(health(ports[0])[0], signal.SIGKILL)
        assert process.stdout.readline().startswith("The kiosk was started again")
        wait_until_answered(ports[0])
    after = [health(port)[0] for port in ports]
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=30)

    assert after[0] != before[0]
    assert after[1] == before[1]
    assert [f"(exit code -9) and is started again in {n} s" in err for n in (1, 2)] == [True, True]
    logged = [json.loads(line) for line in err.splitlines() if line.startswith("{")]
    assert [(entry["app"], entry["again_in_seconds"]) for entry in logged] == [
        ("kiosk", 1),
        ("kiosk", 2),
    ]
    assert (out, process.returncode) == ("Both apps have stopped.\n", 0)
    assert all(map(is_free, ports))


def test_whoever_stops_everything_does_not_wait_for_an_app_that_is_down(launch, ports):
    process = launch()
    wait_until_ready(process)
    os.kill(health(ports[1])[0], signal.SIGKILL)
    assert "stopped unexpectedly" in process.stderr.readline()

    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=30)

    assert (out, process.returncode) == ("Both apps have stopped.\n", 0)
    assert all(map(is_free, ports))


def test_if_one_app_cannot_start_neither_runs(launch, ports):
    process = launch(designer="raise SystemExit(3)")

    _, err = process.communicate(timeout=30)

    assert process.returncode == 1
    assert "The designer stopped unexpectedly (exit code 3)" in err
    assert all(map(is_free, ports))
