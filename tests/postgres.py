"""A PostgreSQL server of the tests' own: begun by the first that needs it, one for all of them.

Nothing in it is worth keeping, so it never waits for the disk. It listens on a socket in its own
folder and nowhere else: no port to find free, and nobody else on this machine gets in.
"""

import fcntl
import os
import pwd
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

import psycopg

SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "jit": "off",
    "max_connections": "200",
    "shared_buffers": "64MB",
}
_USER = "tests"
_WHEN_GONE = """
while kill -0 "$1" 2>/dev/null; do sleep 2; done
kill -QUIT "$(head -n 1 "$2/data/postmaster.pid" 2>/dev/null)" 2>/dev/null && sleep 1
rm -rf "$2"
"""
"""Whoever is killed stops nothing: so somebody watches."""


def bin_folder():
    """Return where the newest PostgreSQL has its programs; Debian puts them into no path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    on_path = shutil.which("initdb")
    if found:
        return found[-1].parent
    return Path(on_path).resolve().parent if on_path else None


def _version(program):
    return [int(part) for part in program.parts[-3].split(".")]


@contextmanager
def alone(lock):
    """Let one process of the tests at a time go on."""
    with lock.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


class PostgresServer:
    """The server in a folder, whichever process started it."""

    def __init__(self, folder):
        self._folder = folder
        self._data = folder / "data"

    def start(self):
        """Start it, unless another process has."""
        with alone(self._folder.parent / "postgres.lock"):
            if self._data.exists():
                return
            self._folder.mkdir(mode=0o700)
            if os.geteuid() == 0:
                shutil.chown(self._folder, self._owner)
            self._run(
                "initdb",
                f"--pgdata={self._data}",
                f"--username={_USER}",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--no-sync",
            )
            self.launch()
            begun_by = (self._folder.parent / "begun-by").read_text()
            subprocess.Popen(
                ["sh", "-c", _WHEN_GONE, "sh", begun_by, self._folder],
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )

    def launch(self):
        """Begin to serve what lies in the data folder."""
        settings = {**SETTINGS, "unix_socket_directories": str(self._folder)}
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        log = self._folder / "log"
        self._run("pg_ctl", "start", f"--pgdata={self._data}", f"--log={log}", "-o", options)

    def stop(self):
        """Stop it, if it was started at all."""
        if (self._data / "postmaster.pid").exists():
            self._run("pg_ctl", "stop", f"--pgdata={self._data}", "--mode=immediate")

    def address(self, database):
        """Return the address of one of its databases."""
        return f"postgresql://{_USER}@/{database}?host={self._folder}"

    def create(self, database, *, template="template1"):
        """Make a database, as a copy of another."""
        self._say(f"CREATE DATABASE {database} TEMPLATE {template}")

    def drop(self, database):
        """Remove a database, whoever still looks into it."""
        self._say(f"DROP DATABASE {database} WITH (FORCE)")

    def _say(self, statement):
        with self._connected() as connection:
            connection.execute(statement)

    def _connected(self):
        return psycopg.connect(
            host=str(self._folder), user=_USER, dbname="postgres", autocommit=True
        )

    @property
    def _owner(self):
        """Return who it runs as for root, whom it refuses."""
        names = {entry.pw_name for entry in pwd.getpwall()}
        return "postgres" if "postgres" in names else "nobody"

    def _run(self, program, *arguments):
        as_owner = {"user": self._owner, "extra_groups": []} if os.geteuid() == 0 else {}
        subprocess.run(
            [bin_folder() / program, *arguments],
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
            cwd="/",
            **as_owner,
        )
