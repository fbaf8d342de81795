"""Whom a case is about, as far as their numbers tell."""

from collections.abc import Iterator, Mapping
from typing import Any

from core.errors import PersonNumberError
from core.kinds.values.identity import LENGTH, as_identity, identity_problem

_SHORTEST = 6


def person_number(typed: str) -> str:
    """Return an identity number as cases bear it; other papers have numbers of their own.

    Raises:
        PersonNumberError: If it cannot be one.

    Examples:
        >>> person_number(" 11010519491231002x ")
        '11010519491231002X'
    """
    number = str(as_identity(typed.strip()))
    is_resident = len(number) == LENGTH and number[:-1].isdigit()
    if len(number) < _SHORTEST or (is_resident and identity_problem(number)):
        raise PersonNumberError
    return number


def numbers_in(values: Mapping[str, Any]) -> frozenset[str]:
    """Return every value of a form by which a person could be found, as such numbers are written.

    Examples:
        >>> sorted(numbers_in({"per.id_no@a": "11010519491231002x", "per.id_no@b": ["E 1", None]}))
        ['11010519491231002X', 'E1']
    """
    return frozenset(_numbers(values))


def _numbers(values: Mapping[str, Any]) -> Iterator[str]:
    for place, value in values.items():
        if place.partition("@")[0].endswith(_IDENTITY):
            for part in value if isinstance(value, list | tuple) else [value]:
                if isinstance(part, str) and part.strip():
                    yield str(as_identity(part.strip()))


_IDENTITY = ("id_no", "owner_id")
"""Elements that bear the number of somebody's paper."""
