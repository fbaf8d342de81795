"""JSON that means one thing only: no key twice, no number that cannot be kept."""

import json
from math import isfinite
from typing import Any, NoReturn

from core.errors import Failure, NotJsonError, Problem, failures_reported


def read_json(raw: bytes) -> Any:
    """Return the data of a JSON text in UTF-8.

    Python's own reader takes the last of two equal keys, ``NaN``, and numbers that become
    Infinity: each would be a value that nobody wrote.

    Raises:
        NotJsonError: Saying what is wrong, and where.

    Examples:
        >>> read_json(b'{"area": 60.5}')
        {'area': 60.5}
    """
    with failures_reported(_not_json):
        return json.loads(
            raw.decode("utf-8-sig"),
            parse_constant=_no_number,
            parse_float=_finite,
            object_pairs_hook=_without_twins,
        )


def _not_json(failure: Failure) -> NotJsonError:
    rule = _RULES.get(failure.kind, "json-syntax")
    return NotJsonError((Problem(failure.place or "/", rule, (("number", "…"),)),))


_RULES = {
    "UnicodeDecodeError": "json-encoding",
    "RecursionError": "json-too-deep",
    "ValueError": "json-number",  # more digits than Python takes
}


def _no_number(text: str) -> NoReturn:
    raise NotJsonError((Problem("/", "json-number", (("number", text[:40]),)),))


def _finite(text: str) -> float:
    number = float(text)
    return number if isfinite(number) else _no_number(text)


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) < len(pairs):
        names = [name for name, _ in pairs]
        twin = next(name for name in names if names.count(name) > 1)
        raise NotJsonError((Problem("/", "json-twin", (("key", twin[:80]),)),))
    return result
