r"""Whether some text can match several patterns at once (law 4), exactly.

Patterns are plain: characters, classes and counts, no groups or alternatives. Such patterns
are walked together, place by place; a text that all accept is the witness.
"""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

_LARGEST = 0x10FFFF
_MOST_STATES = 50_000
_ENDLESS = 10_000
_TRY_FIRST = "0A甲"


Ranges = tuple[tuple[int, int], ...]
"""Code points, each range with its last one."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A class of characters, as ranges of code points, and how often it stands in a row."""

    ranges: Ranges
    least: int
    most: int


Place = tuple[int, int]
"""A piece of a pattern, and how many characters of it have been read."""


def common_text(patterns: Iterable[str], *, shortest: int = 0, longest: int = 200) -> str | None:
    r"""Return a shortest text that matches every pattern in full, or nothing if there is none.

    Examples:
        >>> common_text([r"\d{6}", r"[0-5]\d*"]), common_text([r"\d{6}", r"[A-Z]{6}"])
        ('000000', None)
        >>> common_text([r"\d{6}"], shortest=7) is None
        True
    """
    pieces = [_pieces_of(pattern) for pattern in patterns]
    letters = _letters(pieces)
    start: tuple[frozenset[Place], ...] = tuple(
        _rest(frozenset({(0, 0)}), piece) for piece in pieces
    )
    waiting = deque([(start, "")])
    seen = {(start, 0)}
    while waiting and len(seen) < _MOST_STATES:
        places, text = waiting.popleft()
        if len(text) >= shortest and all(map(_is_end, places, pieces)):
            return text
        for letter in letters if len(text) < longest else ():
            after = tuple(map(_after, places, pieces, [ord(letter)] * len(pieces)))
            state = after, min(len(text) + 1, shortest)
            if all(after) and state not in seen:
                seen.add(state)
                waiting.append((after, text + letter))
    return None


def _after(places: frozenset[Place], pieces: Sequence[_Piece], code: int) -> frozenset[Place]:
    """Return where one may stand after one more character."""
    moved = frozenset(
        (piece, min(read + 1, pieces[piece].most))
        for piece, read in places
        if piece < len(pieces)
        and (read < pieces[piece].most or pieces[piece].most >= _ENDLESS)
        and any(low <= code <= high for low, high in pieces[piece].ranges)
    )
    return _rest(moved, pieces)


def _rest(places: frozenset[Place], pieces: Sequence[_Piece]) -> frozenset[Place]:
    """Return the places and those that one may pass on to without reading anything."""
    found = set(places)
    waiting = list(places)
    while waiting:
        piece, read = waiting.pop()
        if piece < len(pieces) and read >= pieces[piece].least and (piece + 1, 0) not in found:
            found.add((piece + 1, 0))
            waiting.append((piece + 1, 0))
    # Above the least number every further character of an endless piece is the same place.
    return frozenset(
        (piece, min(read, pieces[piece].least))
        if piece < len(pieces) and pieces[piece].most >= _ENDLESS
        else (piece, read)
        for piece, read in found
    )


def _is_end(places: frozenset[Place], pieces: Sequence[_Piece]) -> bool:
    return any(piece == len(pieces) for piece, _ in places)


def _letters(patterns: Iterable[Sequence[_Piece]]) -> str:
    """Return one character for every set of characters that the patterns tell apart."""
    edges = {0, _LARGEST + 1}
    for pieces in patterns:
        for low, high in (edge for piece in pieces for edge in piece.ranges):
            edges |= {low, high + 1}
    ordered = sorted(edges)
    return "".join(chr(_pleasant(low, high)) for low, high in pairwise(ordered))


def _pleasant(low: int, high: int) -> int:
    return next((ord(character) for character in _TRY_FIRST if low <= ord(character) < high), low)


@lru_cache(maxsize=1024)
def _pieces_of(pattern: str) -> tuple[_Piece, ...]:
    return tuple(_parsed(pattern))


def _parsed(pattern: str) -> Iterator[_Piece]:
    for operator, argument in re._parser.parse(pattern):  # type: ignore[attr-defined]
        name = str(operator)
        if name in {"MAX_REPEAT", "MIN_REPEAT"}:
            least, most, ((inner, of_inner),) = argument
            endless = _ENDLESS if most == re._constants.MAXREPEAT else most  # type: ignore[attr-defined]
            yield _Piece(_ranges(str(inner), of_inner), least, min(endless, _ENDLESS))
        else:
            yield _Piece(_ranges(name, argument), 1, 1)


def _ranges(name: str, argument: Any) -> Ranges:
    """Return the code points that one piece of a pattern stands for.

    Raises:
        KeyError: If it is none that can be walked: a group, an alternative, an anchor.
    """
    return _READ[name](argument)


def _set(argument: Any) -> Ranges:
    parts = [(str(operator), inner) for operator, inner in argument]
    inside = tuple(r for kind, inner in parts if kind != "NEGATE" for r in _ranges(kind, inner))
    return _others(inside) if parts[0][0] == "NEGATE" else inside


def _others(ranges: Ranges) -> Ranges:
    """Return every other code point."""
    start, others = 0, []
    for low, high in sorted(ranges):
        if start < low:
            others.append((start, low - 1))
        start = max(start, high + 1)
    return (*others, (start, _LARGEST)) if start <= _LARGEST else tuple(others)


_DIGITS = ((48, 57),)
_SPACES = ((9, 13), (32, 32))
_WORDS = ((48, 57), (65, 90), (95, 95), (97, 122), (0x4E00, 0x9FFF))
_CATEGORIES = {
    "CATEGORY_DIGIT": _DIGITS,
    "CATEGORY_NOT_DIGIT": _others(_DIGITS),
    "CATEGORY_SPACE": _SPACES,
    "CATEGORY_NOT_SPACE": _others(_SPACES),
    "CATEGORY_WORD": _WORDS,
    "CATEGORY_NOT_WORD": _others(_WORDS),
}
"""What departments mean by them: plain digits, and letters as they stand on forms."""

_READ: dict[str, Callable[[Any], Ranges]] = {
    "LITERAL": lambda code: ((code, code),),
    "NOT_LITERAL": lambda code: _others(((code, code),)),
    "ANY": lambda _: _others(((10, 10),)),
    "RANGE": lambda ends: (ends,),
    "CATEGORY": lambda category: _CATEGORIES[str(category)],
    "IN": _set,
}
