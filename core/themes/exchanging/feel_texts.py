"""Texts of FEEL, taken apart: values, brackets, and what stands between separators."""

import json
import re
from decimal import Decimal
from itertools import accumulate

_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_NUMBER = re.compile(r"-?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]+)?|\.[0-9]+)")
"""Without zeros before it: whoever writes 1,000 means no list of 1 and 000."""
_MOST_DIGITS = 400
_MOST_WRAPPED = 4


def values_of(text: str) -> tuple[str | int | float, ...] | None:
    """Return values separated by commas, or nothing if there is anything else.

    Examples:
        >>> values_of('"a, b", 3.5'), values_of("1-2"), values_of('"a" "b"')
        (('a, b', 3.5), None, None)
    """
    values = tuple(value_in(part.strip()) for part in split_outside(text, ","))
    return None if None in values else tuple(value for value in values if value is not None)


def value_in(text: str) -> str | int | float | None:
    """Return the one value that a text is, if it can be kept as it stands.

    Examples:
        >>> value_in("3.5"), value_in('"a"'), value_in("3 + 4"), value_in("9007199254740993")
        (3.5, 'a', None, None)
    """
    if _TEXT.fullmatch(text):
        return _text_in(text)
    if not _NUMBER.fullmatch(text) or len(text) > _MOST_DIGITS:
        return None
    exact, number = Decimal(text), float(text)
    if Decimal(repr(number)) != exact:
        return None
    return number if "." in text else int(exact)


def _text_in(quoted: str) -> str | None:
    try:
        text = json.loads(quoted, strict=False)
        text.encode()
    except ValueError:  # an escape that JSON does not know, or half a character
        return None
    return str(text)


def bare(text: str) -> tuple[str, bool]:
    """Return a text without the brackets around all of it, and whether there were any.

    Examples:
        >>> bare("(? > 3)"), bare("(a) and (b)")
        (('? > 3', True), ('(a) and (b)', False))
    """
    inner, is_wrapped = text.strip(), False
    for _ in range(_MOST_WRAPPED):
        if not _is_wrapped(inner):
            break
        inner, is_wrapped = inner[1:-1].strip(), True
    return inner, is_wrapped


def _is_wrapped(text: str) -> bool:
    if not (text.startswith("(") and text.endswith(")")):
        return False
    depths = _depths(text)
    return all(depth > 0 for depth in depths[:-1]) and depths[-1] == 0


def split_outside(text: str, separator: str) -> list[str]:
    """Split a text where a separator stands outside of brackets and quotes.

    Examples:
        >>> split_outside('(? > 3) and (? = "a and b")', " and ")
        ['(? > 3)', '(? = "a and b")']
    """
    plain, depths = _without_texts(text), _depths(text)
    parts, start = [], 0
    for found in re.finditer(re.escape(separator), plain):
        if depths[found.start()] == 0:
            parts.append(text[start : found.start()])
            start = found.end()
    return [*parts, text[start:]]


def _depths(text: str) -> list[int]:
    """Return how many brackets are open after each character."""
    steps = ((character in "([") - (character in ")]") for character in _without_texts(text))
    return list(accumulate(steps))


def _without_texts(text: str) -> str:
    """Return a text of the same length in which nothing stands between quotes."""
    return _TEXT.sub(lambda found: "_" * len(found[0]), text)
