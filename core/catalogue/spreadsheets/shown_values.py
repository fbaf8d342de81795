"""What a cell shows: values as text, with the words that its number format adds."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from operator import eq, ge, gt, le, lt, ne
from types import MappingProxyType
from typing import Any

LONGEST_EXACT = 1e15
"""Spreadsheets keep fifteen digits of a number; of a longer one the end is lost already."""

_UNWANTED = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e"
    r"\u2060-\u2064\u2066-\u2069\ud800-\udfff\ufeff]"
)
_JOINERS = re.compile(r"[\s\u200c\u200d]*")
"""A script may need these between letters; alone they show nothing."""
_NOT_SHOWN = re.compile(r"\[[^\]]*\]|_.|\*.")
_LITERAL = r'(?:"[^"]*"|\\.|[^\x00-\x7f]|[ $()+:/-])*'
_FORMAT = re.compile(
    rf"({_LITERAL})(General|@|[#0?,]*[#0?])?(\.[#0?]+)?(%?)({_LITERAL})", re.IGNORECASE
)
_SECTION_ENDS = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')
"""Positive numbers, negative ones, zero, and texts; a semicolon between quotes is a word."""
_MOST_SECTIONS = 4
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
_COMPARED: Mapping[str, Callable[[float, float], bool]] = MappingProxyType(
    {"<": lt, "<=": le, ">": gt, ">=": ge, "=": eq, "<>": ne}
)
_ERRORS = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)")


@dataclass(frozen=True, slots=True)
class CellDoubt:
    """What is odd about one cell (a rule of a finding), and the text that was taken from it."""

    place: int
    rule: str
    text: str


def clean_text(value: Any) -> str:
    r"""Return a value as text, without invisible characters.

    Examples:
        >>> clean_text(5.0), clean_text(True), clean_text(date(2026, 1, 2)), clean_text(None)
        ('5', '是', '2026-01-02', '')
        >>> clean_text("姓\u200b名"), clean_text("\u200d "), clean_text(0.1 + 0.2)
        ('姓名', '', '0.3')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, datetime):
        value = value.date() if value.time() == time() else value
    if isinstance(value, date | time):
        return value.isoformat()
    text = _UNWANTED.sub("", str(value).replace("\r\n", "\n").replace("_x000D_", ""))
    return "" if text.strip() and _JOINERS.fullmatch(text) else text


def shown(value: Any, number_format: str) -> tuple[str, str]:
    """Return what a cell shows, and the rule of what is doubtful about it, if anything is.

    Examples:
        >>> shown(3, '0"个月"'), shown(0.5, "0%"), shown(7, "000"), shown(20, "0.00")
        (('3个月', ''), ('50%', ''), ('007', ''), ('20', ''))
        >>> shown("3", '@"个月"'), shown(3, '[>10]0"天";0"月"'), shown("3", "@")
        (('3个月', ''), ('3月', ''), ('3', ''))
        >>> shown(3, "# ?/?"), shown(4.4e30, "General"), shown(date(2026, 1, 3), "d-mmm")
        (('3', 'number-format'), ('', 'number-too-long'), ('2026-01-03', 'date-cell'))
    """
    if isinstance(value, date | time | timedelta):
        return clean_text(value), "date-cell"
    if isinstance(value, str):
        return _shown_text(clean_text(value), number_format)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return clean_text(value), ""
    if isinstance(value, float) and abs(value) >= LONGEST_EXACT:
        return "", "number-too-long"
    return _shown_number(value, number_format)


def _shown_text(text: str, number_format: str) -> tuple[str, str]:
    """Return a text with the words that its format puts around it: ``@"个月"``."""
    if _ERRORS.fullmatch(text):
        return text, "formula-error"
    sections = _SECTION_ENDS.split(number_format)
    if "@" not in sections[-1] and len(sections) < _MOST_SECTIONS:
        return text, ""
    found = _FORMAT.fullmatch(_NOT_SHOWN.sub("", sections[-1]))
    if found is None or found[2] != "@" or found[3] or found[4]:
        return text, "number-format"
    before, after = _plain(found[1]), _plain(found[5])
    return (f"{before}{text}{after}" if before.strip() or after.strip() else text), ""


def _shown_number(value: float, number_format: str) -> tuple[str, str]:
    section = _section_for(value, _SECTION_ENDS.split(number_format))
    found = None if section is None else _FORMAT.fullmatch(_NOT_SHOWN.sub("", section))
    if found is None or not (found[2] or found[3]):
        # A date of an unusual calendar, a fraction, or words only: what is seen is not known.
        return clean_text(value), "" if not number_format else "number-format"
    before, digits, _, percent, after = found.groups(default="")
    text = clean_text(round(value * 100, 10) if percent else value)
    if digits.strip("0") == "" and text.isdecimal():
        text = text.zfill(len(digits))
    return f"{_plain(before)}{text}{percent}{_plain(after)}".strip(), ""


def _section_for(value: float, sections: list[str]) -> str | None:
    """Return the section of a number format that a value is shown by, if that is certain."""
    first, *others = sections
    if not others:
        return first
    if any(map(_CONDITION.search, sections)):
        return _section_by_condition(value, sections)
    if value < 0 or (value == 0 and len(sections) > 2):
        # Both have sections of their own, with signs and words of their own.
        return None
    return first


def _section_by_condition(value: float, sections: list[str]) -> str | None:
    if len(sections) > 2:
        return None
    for section in sections:
        found = _CONDITION.search(section)
        if found is None or _COMPARED[found[1]](value, float(found[2])):
            return section
    return None


def _plain(literal: str) -> str:
    return re.sub(r'"([^"]*)"|\\(.)', lambda found: found[1] or found[2] or "", literal)
