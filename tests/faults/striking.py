"""Faults: where they strike, and with what. Each counts the points of a step and strikes at one.

A point is a statement, a commit, or what a file store asks of the disk. What strikes before it
prevents it; what strikes after it lets it take effect and loses the answer.
"""

import errno
import os
import signal
import sqlite3
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import psycopg
from sqlalchemy import event, text

import adapters.files
from db import engine as engines
from db.engine import open_engine

PATIENCE = 0.4
"""So many seconds SQLite waits for others here."""
_TABLES = "service_case, file_hold, kept_visit"
_AT_DATABASE, _AT_COMMIT, _AT_FILE = "statement", "commit", "file"

KINDS = {
    "killed": (_AT_DATABASE, _AT_COMMIT, _AT_FILE),
    "database error": (_AT_DATABASE, _AT_COMMIT),
    "connection lost": (_AT_DATABASE, _AT_COMMIT),
    "database full": (_AT_DATABASE,),
    "slow, and swept meanwhile": (_AT_DATABASE,),
    "clock jumps": (_AT_DATABASE,),
    "disk full": (_AT_FILE,),
    "disk error": (_AT_FILE,),
    "folder read-only": (_AT_FILE,),
    "locked for a moment": (),
    "locked for long": (),
    "two at once": (),
    "file removed": (),
    "file altered": (),
}
"""Each kind with the points it strikes at; those without strike as the step begins."""

_FAILS = {"disk full": errno.ENOSPC, "disk error": errno.EIO, "folder read-only": errno.EROFS}
_JUMPS = (timedelta(hours=3), timedelta(days=1), timedelta(minutes=-50), timedelta(days=-2))


@dataclass(frozen=True)
class Fault:
    """One fault: ``at`` is the number of the point of ``point`` within the step."""

    kind: str
    step: str
    point: str
    at: int
    after: bool
    seed: int

    def __str__(self):
        where = f"{'after' if self.after else 'before'} {self.point} {self.at}"
        return f"{self.kind} at {self.step}" + (f", {where}" if self.point else "")


class Points:
    """Counts the points of the step that is being taken, and strikes where the fault says."""

    def __init__(self, place, fault):
        self.place, self.fault = place, fault
        self.counts = {}
        self._step, self._is_over, self._turn = "", fault is None, threading.Lock()
        self._watch_database(place.engine)
        self._watch_files()

    @contextmanager
    def within(self, step):
        self._step, self.counts[step] = step, dict.fromkeys((_AT_DATABASE, _AT_COMMIT, _AT_FILE), 0)
        try:
            yield
        finally:
            self._step = ""

    def pass_by(self, point, work, *, connection=None):
        """Do what is to be done at a point, with the fault before or after it."""
        if not self._strikes(point):
            return work()
        fault = self.fault
        if fault.after:
            result = work()
            self._strike(connection)
            return result
        self._strike(connection)
        return work()

    def _strikes(self, point):
        with self._turn:
            if not self._step or threading.current_thread() is not threading.main_thread():
                return False
            number = self.counts[self._step][point]
            self.counts[self._step][point] += 1
            fault = self.fault
            if self._is_over or (fault.step, fault.point, fault.at) != (self._step, point, number):
                return False
            self._is_over = True
            return True

    def _strike(self, connection):
        kind = self.fault.kind
        if kind == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        elif kind in _FAILS:
            raise OSError(_FAILS[kind], os.strerror(_FAILS[kind]))
        elif kind == "clock jumps":
            self.place.watch.jump(_JUMPS[self.fault.seed % len(_JUMPS)])
        elif kind.startswith("slow"):
            threading.Thread(target=self.place.sweep).start()
            time.sleep(PATIENCE / 2)
        else:
            _break(connection, kind, after=self.fault.after, url=self.place.url)

    def _watch_database(self, engine):
        @event.listens_for(engine, "do_execute")
        def execute(cursor, statement, parameters, context):
            self.pass_by(
                _AT_DATABASE,
                lambda: cursor.execute(statement, parameters),
                connection=context.root_connection.connection.dbapi_connection,
            )
            return True

        commit = engine.dialect.do_commit

        def do_commit(connection):
            raw = getattr(connection, "dbapi_connection", connection)
            self.pass_by(_AT_COMMIT, lambda: commit(connection), connection=raw)

        engine.dialect.do_commit = do_commit

    def _watch_files(self):
        self._watch(os, "fsync")
        self._watch(adapters.files, "NamedTemporaryFile")
        self._watch(Path, "replace")

    def _watch(self, owner, name):
        real = getattr(owner, name)

        def watched(*given, **named):
            return self.pass_by(_AT_FILE, lambda: real(*given, **named))

        setattr(owner, name, watched)


def _break(connection, kind, *, after, url):
    if isinstance(connection, sqlite3.Connection):
        _break_sqlite(connection, kind)
    elif kind == "database full":
        raise psycopg.errors.DiskFull("could not extend file: No space left on device")
    elif kind == "connection lost" and not after:
        _terminate(connection, url)
    else:
        connection.close()
        raise psycopg.OperationalError("server closed the connection unexpectedly")


def _break_sqlite(connection, kind):
    if kind == "database full":
        connection.execute("PRAGMA max_page_count = 1").close()  # no fewer than there are
        return
    raise sqlite3.OperationalError("disk I/O error")


def _terminate(connection, url):
    """End the server's side of a connection, as an operator or a restart does."""
    number = connection.info.backend_pid
    with psycopg.connect(url, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 1000)", (number,))


@contextmanager
def as_the_step_begins(fault, place, visit):
    """Strike at no point, but from the beginning of the step."""
    if fault.kind.startswith("locked"):
        with _locked(place.url, seconds=PATIENCE * (0.4 if "moment" in fault.kind else 1.6)):
            yield
        return
    if fault.kind.startswith("file"):
        _spoil(place, visit, removed=fault.kind == "file removed")
    yield


@contextmanager
def _locked(url, *, seconds):
    holds, engine = threading.Event(), open_engine(url)

    def hold():
        with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(text(f"LOCK TABLE {_TABLES} IN ACCESS EXCLUSIVE MODE"))
            holds.set()
            time.sleep(seconds)

    holder = threading.Thread(target=hold)
    holder.start()
    holds.wait()
    yield
    holder.join()
    engine.dispose()


def _spoil(place, visit, *, removed):
    for upload in visit.application.uploads if visit.application else ():
        path = place.path_of(upload.digest)
        if path.exists() and removed:
            path.unlink()
        elif path.exists():
            path.write_bytes(b"altered")


def be_impatient():
    """Let SQLite wait for others for less than a second."""
    engines.LOCK_SECONDS = PATIENCE
    engines._SQLITE["timeout"] = PATIENCE
