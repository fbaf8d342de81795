r"""What the words of a validation rule demand of a value, and whether demands can be met.

Departments write rules in words. The forms understood here are those that occur: lengths
(``2-50字``, ``12位数字``), ranges (``>=0``, ``1-20``, ``5%-12%``) and patterns
(``^\d{6}$``), and what may stand instead of a whole date (``YYYYMMDD或"长期"``). What is
not understood demands nothing; the officer reads it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from core.forms.patterns import common_text

_LENGTHS = re.compile(r"(\d{1,4})-(\d{1,4})字([,，].*)?")
_DIGITS = re.compile(r"(\d{1,3})位数字")
_RANGE = re.compile(r"(\d+(?:\.\d+)?)%?-(\d+(?:\.\d+)?)%?")
_BOUND = re.compile(r"(>=|<=|≥|≤)\s*(\d+(?:\.\d+)?)")
_PERCENT = "百分比"
_YEAR = "YYYY"
_INSTEAD = {
    "长期": re.compile(r"YYYY-?MM-?DD或[\"“「]?长期[\"”」]?"),
    r"\d{4}-\d{2}": re.compile(r"YYYY-?MM"),
    r"\d{4}": re.compile(r"YYYY(-?MM)?或YYYY(-?MM)?"),
}
"""What may be written instead of a whole date, and the rules that say so."""
_PATTERN = re.compile(r"\^[^\s]+\$")
_LONGEST_PATTERN = 200
_LONGEST_TEXT = 200


@dataclass(frozen=True, slots=True)
class Constraint:
    """Bounds on length and size, and patterns that a value must match in full.

    ``instead`` are patterns of what may be written although it is no whole date.
    """

    shortest: int = 0
    longest: int | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    patterns: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()

    @property
    def satisfiable(self) -> bool:
        """Say whether some value can meet it."""
        if self.longest is not None and self.shortest > self.longest:
            return False
        if self.least is not None and self.most is not None and self.least > self.most:
            return False
        return not self.patterns or self._text_matches()

    def _text_matches(self) -> bool:
        """Say whether some text of a right length matches every pattern."""
        longest = _LONGEST_TEXT if self.longest is None else self.longest
        return common_text(self.patterns, shortest=self.shortest, longest=longest) is not None

    def allows(self, text: Any) -> bool:
        """Say whether the rules take a text although its kind does not.

        Examples:
            >>> understood(['YYYYMMDD或"长期"']).allows("长期"), UNCONSTRAINED.allows("长期")
            (True, False)
        """
        return isinstance(text, str) and any(
            re.fullmatch(pattern, text, re.ASCII) for pattern in self.instead
        )

    def problem(self, text: str, number: Decimal | None) -> tuple[str, str] | None:
        """Return the rule that a value breaks and the bound it misses, or nothing.

        Examples:
            >>> understood(["2-50字"]).problem("李", None)
            ('too-short', '2')
        """
        if len(text) < self.shortest:
            return "too-short", str(self.shortest)
        if self.longest is not None and len(text) > self.longest:
            return "too-long", str(self.longest)
        if number is not None and self.least is not None and number < self.least:
            return "too-small", str(self.least)
        if number is not None and self.most is not None and number > self.most:
            return "too-great", str(self.most)
        broken = next((p for p in self.patterns if not re.fullmatch(p, text)), None)
        return ("pattern", broken) if broken else None


UNCONSTRAINED = Constraint()


def understood(rules: Iterable[str], *, numeric: bool = False) -> Constraint:
    """Return what some rules demand together: the narrowest of all bounds, every pattern.

    Args:
        rules: Rules in words.
        numeric: Whether the value is a number, so that ``1-20`` bounds its size.

    Examples:
        >>> understood(["2-50字", "1-30字"]).longest
        30
        >>> understood(["5%-12%"], numeric=True).most
        Decimal('12')
    """
    demands = [_demand(rule, numeric=numeric) for rule in rules]
    if len(demands) <= 1:
        return demands[0] if demands else UNCONSTRAINED
    longest = [d.longest for d in demands if d.longest is not None]
    least = [d.least for d in demands if d.least is not None]
    most = [d.most for d in demands if d.most is not None]
    return Constraint(
        shortest=max((d.shortest for d in demands), default=0),
        longest=min(longest, default=None),
        least=max(least, default=None),
        most=min(most, default=None),
        patterns=tuple(dict.fromkeys(p for d in demands for p in d.patterns)),
        instead=tuple(p for p in demands[0].instead if all(p in d.instead for d in demands)),
    )


@lru_cache(maxsize=4096)
def _demand(rule: str, *, numeric: bool) -> Constraint:
    """Understand a rule only as a whole: half a sentence can mean the opposite."""
    rule = rule.strip()
    if numeric:
        return _size(rule)
    if found := _LENGTHS.fullmatch(rule):
        return Constraint(shortest=int(found[1]), longest=int(found[2]))
    if found := _DIGITS.fullmatch(rule):
        count = int(found[1])
        return Constraint(shortest=count, longest=count, patterns=(rf"\d{{{count}}}",))
    if found := _PATTERN.fullmatch(rule):
        return _matching(found[0])
    return Constraint(instead=tuple(p for p, said in _INSTEAD.items() if said.fullmatch(rule)))


def _size(rule: str) -> Constraint:
    if rule == _PERCENT:
        return Constraint(least=Decimal(0), most=Decimal(100))
    if rule == _YEAR:
        return Constraint(least=Decimal(1000), most=Decimal(9999))
    if found := _RANGE.fullmatch(rule):
        return Constraint(least=Decimal(found[1]), most=Decimal(found[2]))
    bounds = {sign: Decimal(number) for sign, number in _BOUND.findall(rule)}
    if _BOUND.sub("", rule).strip(" ,，且"):
        return Constraint()
    return Constraint(
        least=bounds.get(">=", bounds.get("≥")), most=bounds.get("<=", bounds.get("≤"))
    )


def _matching(pattern: str) -> Constraint:
    """Return a pattern with the lengths it allows; one that is no pattern demands nothing.

    Only plain classes and counts are taken: nested repetition can take for ever.
    """
    plain = pattern[1:-1]
    if len(plain) > _LONGEST_PATTERN or re.search(r"[()*+|]", plain):
        return Constraint()
    try:
        re.compile(plain)
        common_text([plain])
    except (re.error, ValueError, KeyError):
        return Constraint()
    return Constraint(patterns=(plain,))
