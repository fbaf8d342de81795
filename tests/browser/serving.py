"""Start an app as an operator would, on a free port and with data of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
_PATIENCE = 180
_OURS = {
    "kiosk_app.py": ("manage.py", "serve", "kiosk", "--port"),
    "designer_app.py": ("manage.py", "serve", "designer", "--port"),
    "watched_kiosk.py": ("-m", "tests.forgetting.watched_kiosk"),
}
"""How an app of ours is started; others, such as a page to measure, are started as they are."""


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def library_served() -> Iterator[dict[str, str]]:
    """Run the stand-in for the licence library; yield the settings that connect an app."""
    port, token = free_port(), "a-token-for-tests-only-0123456789"
    settings = {
        "DONE_ONCE_LICENCE_LIBRARY_URL": f"http://127.0.0.1:{port}",
        "DONE_ONCE_LICENCE_LIBRARY_TOKEN": token,
    }
    command = [sys.executable, "-m", "adapters.stand_in", str(port)]
    with subprocess.Popen(command, cwd=ROOT, env={**os.environ, **settings}) as process:
        try:
            _await_port(port, process)
            yield settings
        finally:
            process.terminate()


def _await_port(port: int, process: subprocess.Popen[bytes]) -> None:
    """Knock until somebody listens: another process can only be asked, and reports nothing."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(port)


@contextmanager
def served(
    app: str, data: Path, *, letters: int = 24, more: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Yield the address of a running app; it ends with the block (:func:`process_served`)."""
    with process_served(app, data, letters=letters, more=more) as (address, _):
        yield address


@contextmanager
def process_served(
    app: str,
    data: Path,
    *,
    letters: int = 24,
    more: Mapping[str, str] | None = None,
    port: int = 0,
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Yield the address of a running app and its process; it ends with the block.

    Args:
        app: The entry point, such as ``kiosk_app.py``.
        data: The folder for its database and files.
        letters: The base size of letters, in pixels.
        more: Further settings.
        port: Where it listens; any free one by default.
    """
    port = port or free_port()
    settings = {
        "DONE_ONCE_DATA_DIR": str(data),
        "STREAMLIT_THEME_BASE_FONT_SIZE": str(letters),
        "DONE_ONCE_SESSIONS_PER_ADDRESS": "300",  # tests open a page a second
        "DONE_ONCE_IDLE_SECONDS": "900",  # a busy machine is slower than anybody
        **(more or {}),
    }
    started = _OURS.get(app, ("-m", "streamlit", "run", app, "--server.port"))
    command = [sys.executable, *started, str(port)]
    with (
        (data / "app.log").open("ab") as log,
        subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **settings}, stdout=log, stderr=log
        ) as process,
    ):
        try:
            _await(f"http://127.0.0.1:{port}/_stcore/health", process)
            yield f"http://127.0.0.1:{port}", process
        finally:
            process.terminate()


def _await(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            urlopen(address, timeout=1).close()
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(address)
