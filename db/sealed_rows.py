"""Which columns hold what people said, and how they are encrypted: each bound to its place.

What belongs to a case is under the key of the case, so that it can be erased by itself; entries
of its history that hold nobody's words, and everything else, under the key of their list.
Associated data are hall, table, key of the row and column: nothing can be moved.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import SQLModel

from core.cases.records import LASTING
from db.data_keys import EVERY_HALL, DataKeys, Place, Scope

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SealedTable:
    """What is encrypted in a table.

    ``bound`` are the columns that say which row it is. ``case`` is the column with the number of
    the case whose key it is under; without one it is the key of the list. ``lasting`` are the
    actions whose rows stay readable when the case is erased: they are under the key of the list.
    """

    bound: tuple[str, ...]
    texts: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    raw: tuple[str, ...] = ()
    case: str = ""
    in_hall: bool = True
    lasting: frozenset[str] = frozenset()

    @property
    def columns(self) -> tuple[str, ...]:
        """Return every column that is encrypted."""
        return (*self.texts, *self.documents, *self.raw)


_OF_CASE = "case_number"
SEALED: Mapping[str, SealedTable] = {
    "service_case": SealedTable(
        bound=("number",), texts=("applicant_name",), documents=("application",), case="number"
    ),
    "case_event": SealedTable(
        bound=(_OF_CASE, "sequence"), documents=("details",), case=_OF_CASE, lasting=LASTING
    ),
    "case_file": SealedTable(bound=(_OF_CASE, "position"), texts=("name", "digest"), case=_OF_CASE),
    "correction": SealedTable(
        bound=(_OF_CASE, "matter", "place", "number"),
        texts=("label", "wrong", "remedy", "answer"),
        case=_OF_CASE,
    ),
    "outbox_message": SealedTable(bound=("id",), documents=("letter",), case=_OF_CASE),
    "phone_link": SealedTable(bound=("digest",), texts=("visit_key",), raw=("sealed",)),
    "phone_file": SealedTable(bound=("link",), texts=("name", "digest")),
    "kept_visit": SealedTable(bound=("digest",), raw=("sealed",)),
    "file_hold": SealedTable(bound=("holder", "digest"), texts=("file", "holder_key")),
    "help_call": SealedTable(bound=("kiosk",), texts=("kiosk_name", "step")),
    "paper_form": SealedTable(bound=(_OF_CASE,), texts=("code", "reason"), documents=("entry",)),
    "scenario_draft": SealedTable(
        bound=(_OF_CASE,), texts=("text",), documents=("seen",), case=_OF_CASE
    ),
    "theme_draft": SealedTable(bound=("code",), documents=("document",), in_hall=False),
    "theme_step": SealedTable(
        bound=("theme_code", "number"), documents=("document",), in_hall=False
    ),
    "finding_acceptance": SealedTable(
        bound=("theme_code", "rule", "place", "number"), texts=("reason",), in_hall=False
    ),
    "round_event": SealedTable(
        bound=("theme_code", "number"), documents=("details",), in_hall=False
    ),
    "proposal_decision": SealedTable(
        bound=("proposal", "number"), texts=("reason",), documents=("content",), in_hall=False
    ),
    "matter_import": SealedTable(
        bound=("id",), texts=("name",), documents=("state",), raw=("content",), in_hall=False
    ),
    "kept_scenario": SealedTable(
        bound=("code", "revision"), texts=("title", "text"), in_hall=False
    ),
    "quiz_class": SealedTable(bound=("code",), documents=("content",)),
    "quiz_trainee": SealedTable(bound=("class_code", "number"), texts=("name",)),
    "screened_file": SealedTable(bound=("digest",), texts=("file",), in_hall=False),
    "staff_account": SealedTable(bound=("username",), texts=("display_name",), in_hall=False),
}


class Unopened(dict[str, Any]):
    """Stands for a document that cannot be opened: never what was written."""


UNOPENED = "\0"
"""Stands for a text that cannot be opened: nobody can write one."""


class RowSealer:
    """Seals and opens the rows of one hall, in one transaction.

    ``tables`` say what is sealed; a migration passes what was sealed at its time.
    """

    def __init__(
        self, keys: DataKeys, *, hall: str, tables: Mapping[str, SealedTable] = SEALED
    ) -> None:
        self._keys = keys
        self._hall = hall
        self._tables = tables

    def seal(self, table: type[SQLModel], row: Row) -> dict[str, Any]:
        """Return a row with everything in it encrypted that has to be."""
        name = str(table.__tablename__)
        sealed_table, cipher = self._tables[name], None
        sealed = dict(row)
        for column in sealed_table.columns:
            if column in row:
                cipher = cipher or self._keys.make(self._place(name, row))
                plain = plain_bytes(sealed_table, column, row[column])
                sealed[column] = cipher.seal(plain, self.bound_to(name, row, column))
        return sealed

    def open(self, table: type[SQLModel], row: Row) -> dict[str, Any]:
        """Return a row as it was before; what does not open is what nobody can have written."""
        name = str(table.__tablename__)
        found = dict(row)
        for column in self._tables[name].columns:
            if column in row:
                found[column] = self.value(name, row, column)
        return found

    def read(self, table: type[SQLModel], row: Row) -> dict[str, Any]:
        """Return a row as it was before.

        Raises:
            ValueError: If anything of it does not open.
        """
        name, found = str(table.__tablename__), dict(row)
        for column in self._tables[name].columns:
            found[column] = self._opened(name, row, column)
        return found

    def value(self, name: str, row: Row, column: str) -> Any:
        """Return what was written in a column of a row, or what stands for that it is gone."""
        try:
            return self._opened(name, row, column)
        except ValueError:
            return Unopened() if column in self._tables[name].documents else UNOPENED

    def _opened(self, name: str, row: Row, column: str) -> Any:
        cipher = self._keys.cipher(self._place(name, row))
        if cipher is None:
            raise ValueError("there is no key")
        plain = cipher.open(row[column], self.bound_to(name, row, column))
        return _value(self._tables[name], column, plain)

    def seal_bytes(self, name: str, row: Row, value: tuple[str, bytes]) -> bytes:
        """Return what stands in a column for bytes that somebody else made of a value."""
        column, plain = value
        return self._keys.make(self._place(name, row)).seal(plain, self.bound_to(name, row, column))

    def open_bytes(self, name: str, row: Row, column: str) -> bytes | None:
        """Return the bytes that were encrypted, if they open."""
        cipher = self._keys.cipher(self._place(name, row))
        try:
            return cipher.open(row[column], self.bound_to(name, row, column)) if cipher else None
        except ValueError:
            return None

    def load_cases(self, numbers: Iterable[str]) -> None:
        """Unwrap the keys of many cases at once."""
        self._keys.load((self._hall, Scope.CASE), numbers)

    def has_case(self, number: str) -> bool:
        """Say whether there is still the key of a case, so that what it says can be read."""
        return self._keys.cipher((self._hall, Scope.CASE, number)) is not None

    def erase_case(self, number: str) -> None:
        """Destroy the key of a case: nobody can ever read again what it said."""
        self._keys.destroy((self._hall, Scope.CASE, number))

    def bound_to(self, name: str, row: Row, column: str) -> bytes:
        """Return the associated data of a value: where it belongs."""
        table = self._tables[name]
        where = [row[column] for column in table.bound]
        hall = self._hall if table.in_hall else EVERY_HALL
        return json.dumps([hall, name, *where, column], ensure_ascii=False).encode()

    def _place(self, name: str, row: Row) -> Place:
        table = self._tables[name]
        if table.case and not (table.lasting and row.get("action") in table.lasting):
            return self._hall, Scope.CASE, str(row[table.case])
        return self._hall if table.in_hall else EVERY_HALL, Scope.LIST, name


def plain_bytes(table: SealedTable, column: str, value: Any) -> bytes:
    """Return what is encrypted of a value."""
    if column in table.raw:
        return bytes(value)
    if column in table.documents:
        return json.dumps(value).encode()
    return str(value).encode("utf-8", "surrogatepass")


def _value(table: SealedTable, column: str, plain: bytes) -> Any:
    if column in table.raw:
        return plain
    if column in table.documents:
        return json.loads(plain)
    return plain.decode("utf-8", "surrogatepass")
