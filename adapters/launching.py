"""Run both apps side by side until somebody stops them."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Event
from types import FrameType

from adapters.falls import Falls, note_fall
from adapters.settings import PREFIX, ROOT, Settings
from core.i18n import translate
from core.services.staff import DemoAccount

RUN = ("manage.py", "serve")
"""From the folder of the apps."""
KIOSK, DESIGNER = "kiosk", "designer"
START_SECONDS = 90
STOP_SECONDS = 10
_GLANCE_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class App:
    """One of the two apps; ``letters`` is the size of its body text in pixels."""

    name: str
    script: Path
    address: str
    port: int
    letters: int

    @property
    def url(self) -> str:
        """Return where a browser finds it."""
        return f"http://{self.address}:{self.port}"


def apps_of(settings: Settings, folder: Path = ROOT) -> tuple[App, App]:
    """Return the two apps; the kiosk is read standing, so its letters are larger."""
    at = settings.address
    return (
        App(KIOSK, folder / "kiosk_app.py", at, settings.kiosk_port, 24),
        App(DESIGNER, folder / "designer_app.py", at, settings.designer_port, 15),
    )


Beside = Callable[[Event], AbstractContextManager[Mapping[str, str]]]
"""What runs as long as the apps do, given the wish to stop; it yields settings for them."""


def nothing_beside(_stop: Event) -> AbstractContextManager[Mapping[str, str]]:
    """Run nothing beside the apps."""
    return nullcontext({})


def launch(settings: Settings, *, folder: Path = ROOT, beside: Beside = nothing_beside) -> int:
    """Start both apps, tell their addresses, and wait; return the exit code.

    Both are started or none is. One that falls later is started again, while the other runs on.
    """
    return _Launch(apps_of(settings, folder), settings.locale, beside).run()


def tell_accounts(accounts: Iterable[DemoAccount], locale: str) -> None:
    """Tell the passwords of accounts that were just made: nobody can read them again."""
    lines = [
        translate(
            "designer.accounts.one",
            locale,
            username=account.username,
            password=account.password,
            name=account.display_name,
        )
        for account in accounts
    ]
    if lines:
        notice = [translate("designer.accounts.shown_once", locale), *lines]
        sys.stdout.write("\n".join(notice) + "\n")
        sys.stdout.flush()


class _Launch:
    def __init__(self, apps: Sequence[App], locale: str, beside: Beside) -> None:
        self._apps = apps
        self._locale = locale
        self._beside = beside
        self._running: dict[App, subprocess.Popen[bytes]] = {}

    def run(self) -> int:
        taken = [app for app in self._apps if _is_taken(app)]
        for app in taken:
            setting = f"{PREFIX}{app.name.upper()}_PORT"
            self._warn("port_taken", port=app.port, app=self._called(app), setting=setting)
        if taken:
            return 1
        self._say("starting")
        with _stop_requested() as stop, self._beside(stop) as extra:
            try:
                fine = self._start(stop, extra) and self._watch(stop, extra)
            finally:
                stop_all(self._running.values())
        if fine:
            self._say("stopped")
        return 0 if fine else 1

    def _start(self, stop: Event, extra: Mapping[str, str]) -> bool:
        for app in self._apps:
            self._running[app] = _started(app, extra)
        if not self._wait_until_ready(stop):
            return False
        if not stop.is_set():
            for app in self._apps:
                self._say(app.name, address=app.url)
            self._say("ready")
        return True

    def _watch(self, stop: Event, extra: Mapping[str, str]) -> bool:
        """Start again whatever falls, until somebody stops everything."""
        falls = {app: Falls() for app in self._apps}
        while not stop.wait(_GLANCE_SECONDS):
            for app in self._apps:
                self._look_after(app, falls[app], extra)
        return True

    def _look_after(self, app: App, falls: Falls, extra: Mapping[str, str]) -> None:
        code, now = self._running[app].poll(), time.monotonic()
        if code is not None and not falls.is_down:
            seconds = falls.fell(now)
            self._warn("fell", app=self._called(app), code=code, seconds=seconds)
            note_fall(app.name, code, seconds)
        elif falls.may_start(now):
            self._running[app] = _started(app, extra)
            falls.started(now)
            self._say("again", app=self._called(app), address=app.url)

    def _wait_until_ready(self, stop: Event) -> bool:
        deadline = time.monotonic() + START_SECONDS
        for app in self._apps:
            while not stop.is_set() and not _answers(app):
                if self._one_died():
                    return False
                if time.monotonic() > deadline:
                    self._warn("silent", app=self._called(app), seconds=START_SECONDS)
                    return False
                stop.wait(_GLANCE_SECONDS)
        return True

    def _one_died(self) -> bool:
        for app, process in self._running.items():
            code = process.poll()
            if code is not None:
                self._warn("died", app=self._called(app), code=code)
                return True
        return False

    def _called(self, app: App) -> str:
        return translate(f"command.run.app.{app.name}", self._locale)

    def _say(self, key: str, **params: object) -> None:
        sys.stdout.write(translate(f"command.run.{key}", self._locale, **params) + "\n")
        sys.stdout.flush()

    def _warn(self, key: str, **params: object) -> None:
        sys.stderr.write(translate(f"command.run.{key}", self._locale, **params) + "\n")


def _started(app: App, extra: Mapping[str, str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, *RUN, app.name]
    options = ["--port", str(app.port), "--address", app.address]
    return subprocess.Popen(
        command + options,
        cwd=app.script.parent,
        env={**os.environ, **extra},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C reaches us alone, and we stop them in order
    )


def stop_all(processes: Iterable[subprocess.Popen[bytes]]) -> None:
    """Ask processes to end, and end them where they do not."""
    running = [process for process in processes if process.poll() is None]
    for process in running:
        process.terminate()
    for process in running:
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _is_taken(app: App) -> bool:
    """Say whether somebody else already listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((app.address, app.port))
        except OSError:
            return True
    return False


def _answers(app: App) -> bool:
    connection = HTTPConnection(app.address, app.port, timeout=5)
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


@contextmanager
def _stop_requested() -> Iterator[Event]:
    """Turn Ctrl-C and the polite signal of a service manager into an event."""
    stop = Event()

    def _request(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    earlier = {
        number: signal.signal(number, _request) for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield stop
    finally:
        for number, handler in earlier.items():
            signal.signal(number, handler)
