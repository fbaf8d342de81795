"""Put the details of entries that hold a person's words under the key of their case.

They were under the key of their list, so that they outlived a purge. Of cases that were erased
before, these details are removed now. What does not open stays as it is.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from alembic import op

from db.data_keys import DataKeys
from db.sealed_rows import RowSealer, SealedTable

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

AT_ONCE = 500
LASTING = ("received", "sealed", "withdrawn", "erased", "purged")
BOUND = ("case_number", "sequence")
OF_LIST = {"case_event": SealedTable(bound=BOUND, documents=("details",))}
OF_CASE = {"case_event": SealedTable(bound=BOUND, documents=("details",), case="case_number")}
EVENTS = sa.table(
    "case_event",
    *map(sa.column, ("hall", "case_number", "sequence", "action")),
    sa.column("details", sa.LargeBinary()),
)
KEY = (EVENTS.c.hall, EVENTS.c.case_number, EVENTS.c.sequence)


def upgrade() -> None:
    _write_anew(_Resealing(OF_LIST, OF_CASE))


def downgrade() -> None:
    """Put them under the key of their list again; what was removed does not come back."""
    _write_anew(_Resealing(OF_CASE, OF_LIST))


class _Resealing:
    """Opens details under one key and seals them under another."""

    def __init__(self, was: Mapping[str, SealedTable], will_be: Mapping[str, SealedTable]) -> None:
        self._keys = DataKeys(op.get_bind())
        self._was = was
        self._will_be = will_be

    def load(self, rows: list[Mapping[str, Any]]) -> None:
        """Unwrap the keys of many cases at once."""
        numbers: dict[str, list[str]] = {}
        for row in rows:
            numbers.setdefault(row["hall"], []).append(row["case_number"])
        for hall, those in numbers.items():
            RowSealer(self._keys, hall=hall).load_cases(those)

    def details_of(self, row: Mapping[str, Any]) -> bytes | None:
        """Return what is to be written over the details of a row, if anything is."""
        was = RowSealer(self._keys, hall=row["hall"], tables=self._was)
        will_be = RowSealer(self._keys, hall=row["hall"], tables=self._will_be)
        plain = was.open_bytes("case_event", row, "details")
        if plain is None:
            return None
        if not will_be.has_case(row["case_number"]):
            return b""
        return will_be.seal_bytes("case_event", row, ("details", plain))


def _write_anew(resealing: _Resealing) -> None:
    connection = op.get_bind()
    details = sa.bindparam("new", type_=sa.LargeBinary())
    where = (column == sa.bindparam(f"old_{column.name}") for column in KEY)
    writing = sa.update(EVENTS).where(*where).values(details=details)
    with _changeable(connection):
        for rows in _in_parts(connection):
            resealing.load(rows)
            found = ((row, resealing.details_of(row)) for row in rows)
            changes = [
                {**{f"old_{c.name}": row[c.name] for c in KEY}, "new": new}
                for row, new in found
                if new is not None
            ]
            if changes:
                connection.execute(writing, changes)


def _in_parts(connection: sa.Connection) -> Iterator[list[Mapping[str, Any]]]:
    """Yield so many entries with words at once."""
    after: tuple[Any, ...] = ("", "", 0)
    asked = sa.select(EVENTS).where(EVENTS.c.action.not_in(LASTING)).order_by(*KEY).limit(AT_ONCE)
    while True:
        found = connection.execute(asked.where(sa.tuple_(*KEY) > after)).mappings()
        rows: list[Mapping[str, Any]] = [dict(row) for row in found]
        if not rows:
            return
        yield rows
        after = tuple(rows[-1][column.name] for column in KEY)


@contextmanager
def _changeable(connection: sa.Connection) -> Iterator[None]:
    """Let entries be changed meanwhile: triggers refuse it."""
    if connection.dialect.name == "postgresql":
        op.execute("ALTER TABLE case_event DISABLE TRIGGER USER")
        yield
        op.execute("ALTER TABLE case_event ENABLE TRIGGER USER")
        return
    asked = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'case_event'"
    triggers = connection.execute(sa.text(asked)).all()
    for name, _ in triggers:
        op.execute(f"DROP TRIGGER {name}")
    yield
    for _, sql in triggers:
        op.execute(sa.text(sql.replace(":", r"\:")))
