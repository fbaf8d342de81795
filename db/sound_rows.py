"""Read rows so that one that makes no sense is set aside and told, and all others are read.

A database keeps what a column's type cannot be made of: JSON that Python refuses, a moment that is
none, and in SQLite anything at all. Then reading many rows fails as a whole; so they are read in
halves until the spoilt one stands alone. What stands in it is never told, only where it stands.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar
from typing import cast as cast_type

from pydantic import ConfigDict, TypeAdapter
from sqlalchemy import Select, func, inspect, select
from sqlalchemy.exc import DataError, SQLAlchemyError
from sqlmodel import Session, SQLModel

from core.errors import AlteredRecordError, ServiceError
from core.services.setting_aside import tell_set_aside

Table = type[SQLModel]
Rows = Select[*tuple[Any, ...]]
Row = TypeVar("Row", bound=SQLModel)
Made = TypeVar("Made")
_LONGEST_KEY = 80
_UNTOLD = "?"
_STRICT = ConfigDict(strict=True)


def sound_rows(
    session: Session,
    table: Table,
    statement: Rows,
    make: Callable[[Any], Made],
    *,
    skip: int = 0,
    limit: int | None = None,
) -> list[Made]:
    """Return what each row makes; the operator is told of those that make no sense.

    Args:
        session: The transaction.
        table: The table of the rows; ``statement`` selects it, or some of its columns.
        statement: Which rows, in an order of their own.
        make: Returns what a row makes, or fails. It is called again where a row beside it fails.
        skip: So many rows are left out.
        limit: So many rows are wanted.
    """
    made, spoilt = sorted_out(session, table, statement, make, skip=skip, limit=limit)
    for what in spoilt:
        tell_set_aside(what)
    return made


def sorted_out(
    session: Session,
    table: Table,
    statement: Rows,
    make: Callable[[Any], Made],
    *,
    skip: int = 0,
    limit: int | None = None,
) -> tuple[list[Made], list[str]]:
    """Return what each row makes, and which rows make no sense."""

    def read(first: int, number: int | None) -> list[Made]:
        asked = statement.offset(first) if first else statement
        rows = session.execute(asked if number is None else asked.limit(number)).all()
        return [make(sound(table, row)) for row in rows]

    def halve(first: int, number: int) -> tuple[list[Made], list[str]]:
        try:
            return read(first, number), []
        except Exception as error:
            _expect_of_row(error)
        if number == 1:
            return [], [_name_at(session, table, statement, first)]
        half = number // 2
        made, spoilt = halve(first, half)
        more, others = halve(first + half, number - half)
        return made + more, spoilt + others

    try:
        return read(skip, limit), []
    except Exception as error:
        _expect_of_row(error)
    counted = select(func.count()).select_from(statement.order_by(None).subquery())
    rest = int(session.execute(counted).scalar_one()) - skip
    return halve(skip, rest if limit is None else min(rest, limit))


def sound_row(
    session: Session, table: type[Row], key: Any, *, to_change: bool = False, **kept: Any
) -> Row | None:
    """Return one row, if it is there; ``kept`` says in which other way it is to stay as it is.

    Raises:
        AlteredRecordError: If it makes no sense.
    """
    parts = key if isinstance(key, tuple) else (key,)
    names = _key_names(table)
    shown = [str(part) for name, part in zip(names, parts, strict=True) if name != "hall"]
    with spoilt_reported(_named(table, shown)):
        row = session.get(table, key, **({"with_for_update": to_change or None} | kept))
        return None if row is None else expect_sound(row)


@contextmanager
def spoilt_reported(what: str) -> Iterator[None]:
    """Tell of what makes no sense any more as altered, and of nothing that stands in it.

    Raises:
        AlteredRecordError: Naming it.
    """
    try:
        yield
    except ServiceError:
        raise
    except Exception as error:
        _expect_of_row(error)
        raise AlteredRecordError(what=what) from None


def sound(table: Table, row: Any) -> Any:
    """Return a row that was selected, or some of its columns, or fail if it makes no sense."""
    values = tuple(row)
    if len(values) == 1 and isinstance(values[0], SQLModel):
        return expect_sound(values[0])
    _expect_values(table, row._mapping)
    return row


def expect_sound(row: Row) -> Row:
    """Return a row if each column holds what it is declared to hold.

    Raises:
        ValueError: If one does not.
    """
    _expect_values(type(row), {name: getattr(row, name) for name in _columns(type(row))})
    return row


def _expect_values(table: Table, values: Mapping[str, Any]) -> None:
    known = _columns(table)
    for name, value in values.items():
        if name in known:
            known[name].validate_python(value)
            _expect_characters(value)


def _expect_characters(value: Any) -> None:
    """Fail if a text holds halves of characters, as what is no UTF-8 is read (`engine.py`)."""
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value
    if isinstance(text, str):
        text.encode()


@cache
def _columns(table: Table) -> dict[str, TypeAdapter[Any]]:
    return {
        name: TypeAdapter(cast_type("Any", field.annotation), config=_STRICT)
        for name, field in table.model_fields.items()
    }


def _expect_of_row(error: Exception) -> None:
    """Go on if a row is to blame; a lost connection, a lock or a full disk is no row's fault."""
    of_database = isinstance(error, SQLAlchemyError) and not isinstance(error, DataError)
    if of_database:
        raise error


def _name_at(session: Session, table: Table, statement: Rows, place: int) -> str:
    names = [
        _key_at(session, table, statement.offset(place).limit(1), name)
        for name in _key_names(table)
        if name != "hall"
    ]
    return _named(table, names)


def _key_at(session: Session, table: Table, row: Rows, name: str) -> str:
    column = table.__table__.c[name]  # type: ignore[attr-defined]
    try:
        value = session.execute(row.with_only_columns(column)).scalar_one()
        _expect_values(table, {name: value})
        return str(value)
    except Exception as error:
        _expect_of_row(error)
        return _UNTOLD


def _key_names(table: Table) -> list[str]:
    return [str(column.name) for column in inspect(table).primary_key]


def _named(table: Table, key: list[str]) -> str:
    parts = [part if part.isprintable() and len(part) <= _LONGEST_KEY else _UNTOLD for part in key]
    return " ".join([str(table.__tablename__), *parts])
