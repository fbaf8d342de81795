"""Clean a text that came from outside: an invisible character stays only where a script needs it.

Every door uses this one function: forms, answers, fetched values, spreadsheets, notices. What can
be seen stays as it was given. A compatibility ideograph or a variation selector tells names apart,
so neither is replaced (law 19).
"""

import re
from unicodedata import category, combining, is_normalized, normalize

_BREAKS = re.compile("\r\n|[\x0b\x0c\r\x85\u2028\u2029]")
_FOLDED_BREAK = re.compile(r"[ \t]*[\n\t]\s*")
_BLANKS = re.compile("[\xa0\u1680\u2000-\u200a\u205f\u2800\u3164\uffa0]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_NO_CHARACTERS = "".join(f"{chr(p << 16 | 0xFFFE)}{chr(p << 16 | 0xFFFF)}" for p in range(17))
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff0-\ufffc\U0001bca0-\U0001bca3"
    f"\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff{_NO_CHARACTERS}]"
)
"""Controls, direction marks, soft hyphens, tags, byte order marks and what is no character."""

_IN_CONTEXT = re.compile("[\u180b-\u180f\u200c\u200d\u202f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Joiners and selectors: what they mean depends on the character before them."""

_SUSPECT = re.compile(
    "|".join(
        pattern.pattern for pattern in (_BREAKS, _BLANKS, _SURROGATES, _INVISIBLE, _IN_CONTEXT)
    )
)
_COMPATIBLE_HAN = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f]+)")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_MONGOLIAN = re.compile("[\u1800-\u18af\U00011660-\U0001167f]")
_JOINING = re.compile(
    "[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1700-\u18af\u1900-\u1cff\ua840-\ua87f\ua8e0-\ua9ff"
    "\uaa60-\uaadf\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff\U0001e900-\U0001e95f]"
)
"""Scripts whose letters join or stack: Arabic, Mongolian, those of India and its neighbours."""

_KEYCAP, _VIRAMA = "\u20e3", 9
LOST = "\ufffd"
"""Stands where a character was lost on its way."""


def clean(text: str, *, lines: bool = False) -> str:
    r"""Return a text without what nobody sees, its line breaks all of one kind.

    A text of one line gets a blank for a line break. Half of a character that was cut through
    (a lone surrogate) becomes :data:`LOST`, so that the loss is told and not hidden.

    Args:
        text: The text as given.
        lines: Whether it may have several lines.

    Examples:
        >>> clean("林\u200b秋\x00月\ufeff"), clean("1\u2028号\v", lines=True), clean("1号\r\n首层")
        ('林秋月', '1\n号\n', '1号 首层')
        >>> clean("Jose\u0301"), [clean(one) == one for one in ("\ufa1b", "葛\U000e0100")]
        ('José', [True, True])
    """
    if _SUSPECT.search(text):
        text = _SURROGATES.sub(LOST, _INVISIBLE.sub("", _BREAKS.sub("\n", text)))
        text = _kept_in_context(_BLANKS.sub(" ", text))
    text = _composed(text)
    return text if lines else _FOLDED_BREAK.sub(" ", text.strip("\n"))


def code_points(text: str) -> str:
    r"""Return the code points of a text, by which a character can be named that is not shown.

    Examples:
        >>> code_points("葛\U000e0100")
        'U+845B U+E0100'
    """
    return " ".join(f"U+{ord(character):04X}" for character in text)


def _composed(text: str) -> str:
    """Return NFC, but for the compatibility ideographs, which it would make other characters."""
    if is_normalized("NFC", text):
        return text
    parts = _COMPATIBLE_HAN.split(text)
    return "".join(
        part if place % 2 else normalize("NFC", part) for place, part in enumerate(parts)
    )


def _kept_in_context(text: str) -> str:
    """Return a text with those joiners and selectors that mean something where they stand."""
    kept: list[str] = []
    for place, character in enumerate(text):
        after = text[place + 1 : place + 2]
        if not _IN_CONTEXT.match(character) or _means_something(character, kept, after):
            kept.append(character)
        elif character == "\u202f":
            kept.append(" ")
    return "".join(kept)


def _means_something(character: str, kept: list[str], after: str) -> bool:
    before = kept[-1] if kept else ""
    if character in "\u200c\u200d":
        base = next((c for c in reversed(kept) if not _IN_CONTEXT.match(c)), "")
        return _joins(before, base, after, is_zwj=character == "\u200d")
    if character <= "\u202f":
        return bool(_MONGOLIAN.match(before))
    return _selects(character, before, after)


def _joins(before: str, base: str, after: str, *, is_zwj: bool) -> bool:
    """Say whether a joiner is needed: after a virama, between joining letters, between pictures."""
    if before and combining(before) == _VIRAMA:
        return True
    if not before or not after or before in "\u200c\u200d":
        return False
    if is_zwj and category(after) == "So":
        return category(base) in {"So", "Sk"}
    return bool(_JOINING.match(base) and _JOINING.match(after))


def _selects(character: str, base: str, after: str) -> bool:
    """Say whether a variation selector belongs to the character before it."""
    if not base:
        return False
    if _HAN.match(base):
        return character <= "\ufe02" or character > "\uffff"
    if character in "\ufe0e\ufe0f":
        return after == _KEYCAP or category(base) in {"So", "Sm"} or base in "\u203c\u2049\u3030"
    return character <= "\ufe01" and bool(_JOINING.match(base) or base in "、。！，．：；？")
