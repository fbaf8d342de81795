"""Copy a database of PostgreSQL by its own programs, ``pg_dump`` and ``pg_restore``."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError

from core.errors import BackupError, NoDatabaseError
from core.ports import Chunks, Keyring
from db.copies_underway import announce
from db.failures import failures_reported
from db.upgrading import knows_revision, upgrade_database

_PIECE = 1024 * 1024
_DEBIAN = Path("/usr/lib/postgresql")
_ASIDE = "replaced_*"
"""What :meth:`PostgresCopier.set_aside` calls a schema; it is not copied again."""


@dataclass(frozen=True, slots=True)
class PostgresSnapshot:
    """Implements :class:`core.ports.DatabaseSnapshot`."""

    revision: str
    address: URL
    name: str

    def content(self) -> Chunks:
        """Yield what ``pg_dump`` writes, of this snapshot."""
        options = ("--format=custom", f"--snapshot={self.name}", f"--exclude-schema={_ASIDE}")
        with _running("pg_dump", options, self.address, stdout=subprocess.PIPE) as process:
            while piece := _pipe(process.stdout).read(_PIECE):
                yield piece


class PostgresCopier:
    """Implements :class:`core.ports.DatabaseCopier`."""

    kind = "postgresql"

    def __init__(self, url: str, *, keyring: Keyring | None = None) -> None:
        self._url = url
        self._keyring = keyring
        self._address = make_url(url)

    @contextmanager
    def snapshot(self) -> Iterator[PostgresSnapshot]:
        """Keep a snapshot open, which ``pg_dump`` is told to copy.

        Raises:
            NoDatabaseError: If there is none of ours.
            StorageError: If it cannot be reached.
        """
        _program("pg_dump")  # before anything is begun
        with self._connected("REPEATABLE READ") as connection:
            announce(connection)
            connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
            name = connection.execute(text("SELECT pg_export_snapshot()")).scalar_one()
            if connection.execute(text("SELECT to_regclass('alembic_version')")).scalar() is None:
                raise NoDatabaseError
            found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            yield PostgresSnapshot(str(found or ""), self._address, str(name))

    def knows(self, revision: str) -> bool:
        """Say whether this version of the program can go on from a migration."""
        return knows_revision(revision)

    def is_empty(self) -> bool:
        """Say whether its schema has no relation."""
        there = "SELECT FROM pg_class WHERE relnamespace = current_schema()::regnamespace"
        with self._connected() as connection:
            return not connection.execute(text(f"SELECT EXISTS ({there})")).scalar()

    def set_aside(self, suffix: str) -> None:
        """Rename its schema and begin an empty one.

        Raises:
            BackupError: If somebody else is connected.
        """
        others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        with self._connected() as connection:
            mine = "pid <> pg_backend_pid() AND backend_type = 'client backend'"
            if connection.execute(text(f"{others} AND {mine}")).scalar():
                raise BackupError("in_use")
            schema = connection.execute(text("SELECT quote_ident(current_schema())")).scalar_one()
            connection.execute(text(f"ALTER SCHEMA {schema} RENAME TO {suffix}"))
            connection.execute(text(f"CREATE SCHEMA {schema}"))
            connection.commit()

    def restore(self, content: Chunks) -> None:
        """Write everything in one transaction, owned by whoever connects."""
        options = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")
        with _running("pg_restore", options, self._address, stdin=subprocess.PIPE) as process:
            with suppress(BrokenPipeError):  # it has given up, and says why
                for piece in content:
                    _pipe(process.stdin).write(piece)
            with suppress(BrokenPipeError):
                _pipe(process.stdin).close()

    def upgrade(self) -> None:
        """Bring what was restored up to this version of the program."""
        upgrade_database(self._url, keyring=self._keyring)

    @contextmanager
    def _connected(self, level: str = "READ COMMITTED") -> Iterator[Connection]:
        engine: Engine = create_engine(self._address, isolation_level=level)
        try:
            with failures_reported(), engine.connect() as connection:
                yield connection
        except DBAPIError as error:  # a right that is missing, above all
            raise BackupError("database_refused", why=_first_line(error)) from error
        finally:
            engine.dispose()


def _program(name: str) -> str:
    """Return where a program is: Debian keeps each version's by itself, and the newest reads all.

    Raises:
        BackupError: If it is not installed.
    """
    found = sorted(_DEBIAN.glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3]))
    program = str(found[-1]) if found else shutil.which(name)
    if program is None:
        raise BackupError("no_program", program=name)
    return program


@contextmanager
def _running(
    name: str, options: Sequence[str], address: URL, **pipes: int
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program until it ends, and say what it said if that was not well."""
    program = _program(name)
    where, secrets = _connection_arguments(address)
    with TemporaryFile() as said:
        process = subprocess.Popen(
            [program, *options, f"--dbname={where}"],
            stderr=said,
            env=os.environ | {"LC_ALL": "C.UTF-8"} | secrets,
            **pipes,  # type: ignore[call-overload]
        )
        try:
            yield process
        except BaseException:
            process.kill()
            raise
        finally:
            code = process.wait()
        if code:
            raise BackupError("program_failed", program=_version(program), why=_last(said))


def _connection_arguments(address: URL) -> tuple[str, dict[str, str]]:
    """Return an address without its password, which everybody on a machine could read, and that."""
    query = {name: value for name, value in address.query.items() if name != "password"}
    password = address.password or address.query.get("password")
    plain = URL.create(
        "postgresql", address.username, None, address.host, address.port, address.database, query
    )
    return plain.render_as_string(), {"PGPASSWORD": str(password)} if password else {}


def _version(program: str) -> str:
    printed = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    return printed.stdout.strip() or program


def _last(said: IO[bytes]) -> str:
    said.seek(0)
    lines = said.read().decode(errors="replace").strip().splitlines()
    return " ".join(lines[-3:])


def _first_line(error: DBAPIError) -> str:
    return str(error.orig).strip().partition("\n")[0]


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None  # it was asked for
    return pipe
