"""Run the stand-in for other systems beside the apps of a demo."""

import secrets
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from os import environ
from threading import Event

from adapters.launching import Beside, stop_all
from adapters.settings import PREFIX, ROOT, Settings
from adapters.stand_in_systems import HallSystems
from core.i18n import translate

HEALTH = "/health"
LOOPBACK = "127.0.0.1"
TOKEN = f"{PREFIX}LICENCE_LIBRARY_TOKEN"
SOURCES = ("LICENCE_LIBRARY", "SHARED_DATA", "IDENTITY_READER", "MATTER_SITE", "PAYMENT_SERVICE")
"""What it stands in for, as settings name them."""
METHODS = "card,face,code"
PATIENCE_SECONDS = 20
_GLANCE_SECONDS = 0.1


def stand_in_beside(settings: Settings) -> Beside:
    """Return what starts the stand-in, tells the apps of it, and stops it with them.

    A demo without it is still a demo: if it cannot start, that is said, and no more.
    """

    @contextmanager
    def running(stop: Event) -> Iterator[Mapping[str, str]]:
        port, token = settings.stand_in_port, secrets.token_urlsafe(32)
        hall = HallSystems.of(settings)
        process = _started(port, token, hall)
        try:
            if _is_ready(process, port, token, stop):
                address = f"http://{LOOPBACK}:{port}"
                _tell("stand_in", settings.locale, address=address)
                if hall.secrets:
                    codes = ", ".join(hall.secrets)
                    _tell("stand_in_departments", settings.locale, departments=codes)
                yield {
                    f"{PREFIX}{source}_{part}": value
                    for source in SOURCES
                    for part, value in (("URL", address), ("TOKEN", token))
                } | {
                    f"{PREFIX}IDENTITY_METHODS": METHODS,
                    **hall.for_apps(settings, address),
                }
            else:
                if not stop.is_set():
                    setting = f"{PREFIX}STAND_IN_PORT"
                    _tell("stand_in_failed", settings.locale, port=port, setting=setting)
                yield {}
        finally:
            stop_all([process])

    return running


def _started(port: int, token: str, hall: HallSystems) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "adapters.stand_in", str(port)],
        cwd=ROOT,
        env={**environ, TOKEN: token, **hall.for_stand_in()},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,  # what went wrong is told in the reader's language
        start_new_session=True,  # Ctrl-C reaches whoever started it, and that one stops it
    )


def _is_ready(process: subprocess.Popen[bytes], port: int, token: str, stop: Event) -> bool:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while process.poll() is None and time.monotonic() < deadline and not stop.is_set():
        if _answers(port, token):
            return True
        stop.wait(_GLANCE_SECONDS)
    return False


def _answers(port: int, token: str) -> bool:
    """Say whether it is ours that answers: nobody else knows the token."""
    connection = HTTPConnection(LOOPBACK, port, timeout=2)
    try:
        connection.request("GET", HEALTH, headers={"Authorization": f"Bearer {token}"})
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _tell(key: str, locale: str, **params: object) -> None:
    stream = sys.stderr if key == "stand_in_failed" else sys.stdout
    stream.write(translate(f"command.run.{key}", locale, **params) + "\n")
    stream.flush()
