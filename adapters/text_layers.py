"""Make the text layer of a PDF say what was given, letter by letter (law 19).

WeasyPrint writes down one text for each glyph, the first that it was drawn for. Where two
characters share a glyph (⽔ and 水), where a glyph stands for a part of several syllables, or
where a script is written from right to left, copying and reading aloud would give another
text. There the text is said as *ActualText* (ISO 32000-2, 14.9.4).
"""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any
from unicodedata import bidirectional, category

GIVEN = "data-given"
"""What was given stands here where the page shows something else: a mark."""

_GLYPHS = re.compile(rb"<([0-9a-f]+)>")
_FONT = re.compile(rb"/(\S+) \S+ Tf")
_DIGITS = 4


def tell_given_texts(document: Any) -> None:
    """See to it that the pages of a laid-out document say their texts as they were given."""
    for page in document.pages:
        page.paint = partial(_paint, page.paint, document.fonts)


def _paint(paint: Any, fonts: Mapping[Any, Any], stream: Any, scale: float = 1) -> None:
    """Paint a page, then compare what its glyphs say with what its boxes say."""
    import pydyf  # noqa: PLC0415 -- comes with the printer

    paint(stream, scale)
    texts = {font.hash.encode(): font.to_unicode for font in fonts.values()}
    boxes = {tag["mcid"]: box for box, tag in stream._tags.items()}
    for properties, said in _marked_texts(stream.stream, texts):
        given = _given(boxes[properties["MCID"]])
        if given and not _agree(said.strip(), given.strip()):
            properties["ActualText"] = pydyf.String(given)


def _given(box: Any) -> str:
    element = getattr(box, "element", None)
    instead = element.get(GIVEN) if element is not None else None
    return str(instead or getattr(box, "text", ""))


def _agree(said: str, given: str) -> bool:
    """Say whether a reader makes the given text of the glyphs, which stand from left to right.

    Where marks stand above and below letters, readers disagree about their order.
    """
    if any(category(character) in {"Mn", "Mc"} for character in given):
        return False
    is_mirrored = any(bidirectional(character) in {"R", "AL"} for character in given)
    return (said[::-1] if is_mirrored else said) == given


def _marked_texts(
    parts: list[Any], texts: Mapping[bytes, Mapping[int, str]]
) -> Iterator[tuple[Any, str]]:
    """Yield the properties of each marked text of a page, and what its glyphs say."""
    properties: Any = None
    said, glyphs = "", texts.get(b"", {})
    for part in parts:
        if isinstance(part, dict) and "MCID" in part:
            properties, said = part, ""
        elif part == b"EMC" and properties is not None:
            yield properties, said
            properties = None
        elif isinstance(part, bytes) and (font := _FONT.fullmatch(part)):
            glyphs = texts[font[1]]
        elif isinstance(part, bytes) and part.endswith(b" TJ"):
            said += "".join(_said(run, glyphs) for run in _GLYPHS.findall(part))


def _said(run: bytes, glyphs: Mapping[int, str]) -> str:
    codes = (int(run[place : place + _DIGITS], 16) for place in range(0, len(run), _DIGITS))
    return "".join(glyphs.get(code, "") for code in codes)
