"""Encrypt whatever somebody said: what is there already too, byte for byte as it is.

Nothing is parsed on the way, so that a value which was spoilt before is still told as such after,
and the way back gives every value as it was.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

from core.cases.files_named import files_named
from db.data_keys import DataKeys
from db.look_ups import LookUps
from db.sealed_rows import SEALED as SEALED_TODAY
from db.sealed_rows import RowSealer, SealedTable
from db.vault import Vault

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

AT_ONCE = 500
TEXT, JSON, BYTES = "text", "json", "bytes"
# The columns as they were, by table: what they held, and of what type they were.
Column = tuple[str, sa.types.TypeEngine[Any]]
SEALED: Mapping[str, Mapping[str, Column]] = {
    "service_case": {"applicant_name": (TEXT, sa.String()), "application": (JSON, sa.JSON())},
    "case_event": {"details": (JSON, sa.JSON())},
    "case_file": {"name": (TEXT, sa.String()), "digest": (TEXT, sa.String(64))},
    "correction": {name: (TEXT, sa.Text()) for name in ("label", "wrong", "remedy", "answer")},
    "phone_link": {"sealed": (BYTES, sa.LargeBinary())},
    "phone_file": {"name": (TEXT, sa.String()), "digest": (TEXT, sa.String(64))},
    "kept_visit": {"sealed": (BYTES, sa.LargeBinary())},
    "file_hold": {},
    "screened_file": {},
    "help_call": {"step": (TEXT, sa.String(80))},
    "theme_draft": {"document": (JSON, sa.JSON())},
    "finding_acceptance": {"reason": (TEXT, sa.Text())},
    "staff_account": {"display_name": (TEXT, sa.String(200))},
}
# What was found by its value is found by a look-up; the value itself is encrypted beside it.
BESIDE = {
    "phone_link": {"visit_key": "visit"},
    "file_hold": {"file": "digest", "holder_key": "holder"},
    "help_call": {"kiosk_name": "kiosk"},
    "screened_file": {"file": "digest"},
}
MORE = {"service_case": ("name_marks",)}
KINDS = {"visit": "visit", "digest": "file", "holder": "holder", "kiosk": "kiosk"}
MARKS = "service_case_marks"
# Details of entries were all under the key of their list.
TABLES = {
    **SEALED_TODAY,
    "case_event": SealedTable(bound=("case_number", "sequence"), documents=("details",)),
}


def upgrade() -> None:
    op.create_table(
        "data_key",
        sa.Column("hall", sa.String(80), nullable=False),
        sa.Column("scope", sa.String(16), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("key_id", sa.String(32), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("hall", "scope", "name"),
    )
    op.create_index("ix_data_key_key_id", "data_key", ["key_id"])
    op.create_table(
        "file_use",
        sa.Column("hall", sa.String(80), nullable=False),
        sa.Column("case_number", sa.String(32), nullable=False),
        sa.Column("file", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["hall", "case_number"],
            ["service_case.hall", "service_case.number"],
            name="file_used_by_case",
        ),
        sa.PrimaryKeyConstraint("hall", "case_number", "file"),
    )
    op.create_index("ix_file_use_file", "file_use", ["file"])
    triggers = _drop_triggers()
    _make_room()
    _write_anew(_sealed)
    _look_up_attempts()
    _close_room()
    for sql in triggers:
        op.execute(_plain_sql(sql))
    _refuse_other_marks()


def downgrade() -> None:
    """Write every value as it was. Of cases that were erased nothing comes back."""
    _drop_marks_trigger()
    triggers = _drop_triggers()
    _write_anew(_opened)
    _give_types_back()
    op.drop_table("file_use")
    op.drop_table("data_key")
    for sql in triggers:
        op.execute(_plain_sql(sql))


def _make_room() -> None:
    for table, columns in SEALED.items():
        with op.batch_alter_table(table) as batch:
            for name, (_, was) in _typed(columns):
                batch.alter_column(
                    name,
                    type_=sa.LargeBinary(),
                    existing_type=was,
                    existing_nullable=False,
                    postgresql_using=f"convert_to({name}::text, 'UTF8')",
                )
            for name in BESIDE.get(table, ()):
                batch.add_column(sa.Column(name, sa.LargeBinary(), nullable=True))
            if table == "service_case":
                marks = sa.Column("name_marks", sa.BigInteger(), nullable=False, server_default="0")
                batch.add_column(marks)


def _close_room() -> None:
    for table, columns in BESIDE.items():
        with op.batch_alter_table(table) as batch:
            for name in columns:
                batch.alter_column(name, existing_type=sa.LargeBinary(), nullable=False)


def _give_types_back() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for table, columns in SEALED.items():
        with op.batch_alter_table(table) as batch:
            for name, (kind, was) in _typed(columns):
                to = "::json" if kind == JSON else ""
                batch.alter_column(
                    name,
                    type_=was,
                    existing_type=sa.LargeBinary(),
                    existing_nullable=False,
                    postgresql_using=f"convert_from({name}, 'UTF8'){to}",
                )
            for name in (*BESIDE.get(table, ()), *MORE.get(table, ())):
                batch.drop_column(name)
        for name, _ in _typed(columns) if is_sqlite else ():
            op.execute(f"UPDATE {table} SET {name} = CAST({name} AS TEXT)")


def _typed(columns: Mapping[str, Column]) -> list[tuple[str, Column]]:
    """Return the columns whose type changes: bytes stay bytes."""
    return [(name, column) for name, column in columns.items() if column[0] != BYTES]


def _write_anew(change: Callable[[Vault, str, dict[str, Any]], dict[str, Any]]) -> None:
    """Write what changes over every row of every table."""
    connection = op.get_bind()
    for table in SEALED:
        described = _described(connection, table)
        key = [described.c[name] for name in _key_of(connection, table)]
        where = [column == sa.bindparam(f"old_{column.name}") for column in key]
        for rows in _in_parts(connection, table, described, key):
            changes = [
                change(vault, table, row)
                | {f"old_{column.name}": row[column.name] for column in key}
                for vault, row in rows
            ]
            names = [name for name in changes[0] if not name.startswith("old_")]
            writing = sa.update(described).where(*where)
            connection.execute(writing.values({n: sa.bindparam(n) for n in names}), changes)


def _in_parts(
    connection: sa.Connection, table: str, described: sa.TableClause, key: list[Any]
) -> Iterator[list[tuple[Vault, dict[str, Any]]]]:
    """Yield so many rows at once, with what seals and opens in their halls."""
    keys, first = DataKeys(connection), 0
    while True:
        asked = sa.select(described).order_by(*key)
        if table not in BESIDE:  # keys of those change on the way, and they are few
            asked = asked.offset(first).limit(AT_ONCE)
        rows = [dict(row) for row in connection.execute(asked).mappings()]
        if rows:
            yield [(_vault(keys, row.get("hall", "")), row) for row in rows]
        first += AT_ONCE
        if table in BESIDE or len(rows) < AT_ONCE:
            return


def _vault(keys: DataKeys, hall: str) -> Vault:
    return Vault(hall, keys, RowSealer(keys, hall=hall, tables=TABLES), LookUps(keys, is_new=True))


def _described(connection: sa.Connection, table: str) -> sa.TableClause:
    """Describe a table by what is there; what is encrypted is bytes, as raw as it is."""
    raw = {*SEALED[table], *BESIDE.get(table, ())}
    names = [column["name"] for column in sa.inspect(connection).get_columns(table)]
    return sa.table(
        table, *(sa.column(n, sa.LargeBinary()) if n in raw else sa.column(n) for n in names)
    )


def _key_of(connection: sa.Connection, table: str) -> list[str]:
    return list(sa.inspect(connection).get_pk_constraint(table)["constrained_columns"])


def _sealed(vault: Vault, table: str, row: dict[str, Any]) -> dict[str, Any]:
    """Return what is to be written over a row."""
    change = _found_by(vault, table, row)
    for digest in _files_of(table, row):
        _use(row, vault.file(digest))
    where = {**row, **change}
    plain = {name: bytes(row[name]) for name in SEALED[table]}
    plain |= {name: str(row[of]).encode() for name, of in BESIDE.get(table, {}).items()}
    sealed = {
        name: vault.rows.seal_bytes(table, where, (name, value)) for name, value in plain.items()
    }
    return {**change, **sealed}


def _found_by(vault: Vault, table: str, row: dict[str, Any]) -> dict[str, Any]:
    if table == "service_case":
        name = bytes(row["applicant_name"]).decode("utf-8", "surrogateescape")
        return {
            "submission_key": vault.found_by("submission", row["submission_key"]),
            "name_marks": vault.look_ups.marks(name, hall=vault.hall),
        }
    return {of: _look_up(vault, of, str(row[of])) for of in BESIDE.get(table, {}).values()}


def _look_up(vault: Vault, column: str, value: str) -> str:
    kind = KINDS[column]
    return vault.file(value) if kind == "file" else vault.found_by(kind, value)


def _files_of(table: str, row: dict[str, Any]) -> Iterator[str]:
    """Yield the files that a row needs; one that was spoilt names none."""
    if table == "case_file":
        yield bytes(row["digest"]).decode("utf-8", "replace")
    if table == "service_case":
        try:
            yield from files_named(json.loads(bytes(row["application"])))
        except (ValueError, AttributeError, RecursionError):
            return


def _use(row: dict[str, Any], file: str) -> None:
    use = {"hall": row["hall"], "number": row.get("case_number") or row["number"], "file": file}
    op.get_bind().execute(
        sa.text(
            "INSERT INTO file_use (hall, case_number, file) VALUES (:hall, :number, :file) "
            "ON CONFLICT DO NOTHING"
        ),
        use,
    )


def _opened(vault: Vault, table: str, row: dict[str, Any]) -> dict[str, Any]:
    """Return a row as it was; nothing stands where what was there was erased."""
    opened = {
        name: vault.rows.open_bytes(table, row, name)
        for name in (*SEALED[table], *BESIDE.get(table, ()))
    }
    change: dict[str, Any] = {}
    for name, (kind, _) in SEALED[table].items():
        nothing = b"{}" if kind == JSON else b""
        change[name] = nothing if opened[name] is None else opened[name]
    for name, of in BESIDE.get(table, {}).items():
        change[of] = (opened[name] or b"").decode()
    if table == "service_case":
        change["submission_key"] = _submission_key(vault, row, opened["application"])
    return change


def _submission_key(vault: Vault, row: dict[str, Any], application: bytes | None) -> str:
    """Return the key, if it is the one that the application says; else it differs as it did."""
    try:
        key = str(json.loads(application or b"{}").get("submission_key"))
    except (ValueError, AttributeError, RecursionError):
        key = ""
    found_by = str(row["submission_key"])
    return key if vault.found_by("submission", key) == found_by else found_by


def _look_up_attempts() -> None:
    connection = op.get_bind()
    look_ups = LookUps(DataKeys(connection), is_new=True)
    for name in connection.execute(sa.text("SELECT username FROM login_failure")).scalars().all():
        connection.execute(
            sa.text("UPDATE login_failure SET username = :by WHERE username = :name"),
            {"by": look_ups.of("attempt", name), "name": name},
        )


def _drop_triggers() -> list[str]:
    """Drop every trigger, and return what makes each again as it is."""
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        asked = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
        place = ""
    else:
        asked = (
            "SELECT tgname, tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger "
            "WHERE NOT tgisinternal"
        )
        place = " ON {table}"
    found = connection.execute(sa.text(asked)).all()
    for name, table, _ in found:
        op.execute(f"DROP TRIGGER {name}" + place.format(table=table))
    return [sql for _, _, sql in found]


def _plain_sql(sql: str) -> sa.TextClause:
    return sa.text(sql.replace(":", r"\:"))


def _refuse_other_marks() -> None:
    """Marks are never changed but to none, when what the case said is erased."""
    differs = "NEW.name_marks <> OLD.name_marks AND NEW.name_marks <> 0"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {MARKS} BEFORE UPDATE ON service_case WHEN {differs} "
            "BEGIN SELECT RAISE(ABORT, 'service_case is never changed'); END"
        )
    else:
        op.execute(
            f"CREATE TRIGGER {MARKS} BEFORE UPDATE ON service_case FOR EACH ROW "
            f"WHEN ({differs}) EXECUTE FUNCTION refuse_change()"
        )


def _drop_marks_trigger() -> None:
    place = "" if op.get_bind().dialect.name == "sqlite" else " ON service_case"
    op.execute(f"DROP TRIGGER {MARKS}{place}")
