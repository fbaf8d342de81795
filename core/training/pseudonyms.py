"""Made-up people, offices, numbers and places that stand for real ones: always the same for one.

Nothing made up can be somebody's: no county has the region 449999, and what could be read for a
fragment of the case is passed over for the next.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count, islice
from typing import Any

from core.kinds.values.credit_codes import credit_code_problem
from core.kinds.values.identity import birth_day_of, identity_problem
from core.kinds.values.temporal import LONG_TERM, day_of
from core.training.leftovers import as_searched

_SURNAMES = "演示例样范模练习"
_GIVEN = (
    *("立春", "雨水", "惊蛰", "春分", "清明", "谷雨", "立夏", "小满", "芒种", "夏至", "小暑"),
    *("大暑", "立秋", "处暑", "白露", "秋分", "寒露", "霜降", "立冬", "小雪", "大雪", "冬至"),
)
_NOWHERE = "449999"
_ABROAD, _HONG_KONG = "999999", ("81", "82", "83")
_CREDIT_SYMBOLS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CHECK_SYMBOLS = "0123456789X"
_SEX_DIGIT, _LENGTH = 16, 18
_LEAST_BLURRED = 100
_DAY, _MOST_WORDS = 10, 40
_YEAR = re.compile(r"(19|20)\d\d")
_MOST_TRIED = 500
VOCABULARY = as_searched("范例单位（演示）|范例市示范区练习大道号|演示内容|ys|demo|example|com")
"""What made-up words are made of; that a case says one of them tells nothing."""
_FACTORS = (0.9, 1.1, 0.8, 1.2, 0.7, 1.3)


@dataclass
class Pseudonyms:
    """Replacements of one case. ``traces`` is what no replacement may contain.

    ``shift`` moves every day of the case alike, so that ages and periods stay what they are.
    """

    traces: Collection[str]
    shift: timedelta
    known: dict[tuple[str, str], str] = field(default_factory=dict)
    made: set[str] = field(default_factory=set)

    def name(self, original: str) -> str:
        """Return the made-up person who stands for a real one, in every role."""
        names = (f"{surname}{given}" for surname in _SURNAMES for given in _GIVEN)
        return self._same("name", original, names)

    def organisation(self, original: str) -> str:
        """Return a made-up organisation."""
        return self._same("organisation", original, (f"范例单位{n}（演示）" for n in count(1)))

    def address(self, original: str) -> str:
        """Return an address where nobody lives."""
        candidates = (f"范例市示范区练习大道{n}号" for n in count(1))
        return self._same("address", original, candidates)

    def words(self, original: str) -> str:
        """Return words as long as those in whose place they stand, so that they fit as well."""
        most = min(len(original), _MOST_WORDS)
        return self._same("words", original, (_filler(original, most, n) for n in count(1)))

    def mail(self, original: str) -> str:
        """Return an address at a domain that nobody has (RFC 2606)."""
        return self._same("mail", original, (f"demo{n}@example.com" for n in count(1)))

    def account(self, original: str) -> str:
        """Return the number of an account that no bank has."""
        return self._same("account", original, (f"62{n:03}98989898989898" for n in count(1)))

    def phone(self, original: str) -> str:
        """Return a number of the range that is kept for demonstrations."""
        is_mobile = as_searched(original)[-11:].startswith("1") and len(as_searched(original)) >= 11
        made = (f"1380000{3000 + n}" if is_mobile else f"0300-20{n:05}" for n in count(1))
        return self._same("phone", original, made)

    def identity(self, original: str) -> str:
        """Return a number of nobody: the sex and the age in it stay, region and order do not."""
        born = birth_day_of(original)
        made = self._numbers(original, born) if born else self._shaped(original)
        return self._same("identity", original, made)

    def credit_code(self, original: str) -> str:
        """Return a code that no body has: who registers and what kind it is stay."""
        kind = original[:2] if credit_code_problem(original) is None else "91"
        bodies = (f"{kind}{_NOWHERE}DEM0{n:05}" for n in count(1))
        made = (
            code
            for body in bodies
            for symbol in _CREDIT_SYMBOLS
            if credit_code_problem(code := body + symbol) is None
        )
        return self._same("credit_code", original, made)

    def day(self, original: str) -> str:
        """Return a day, a month or a moment, moved as all of the case are."""
        if _YEAR.fullmatch(original):
            return str((date(int(original), 7, 1) + self.shift).year)
        day = day_of(f"{original}-01" if len(original) == len("2026-12") else original[:_DAY])
        if day is None:
            return original if original == LONG_TERM else self.words(original)
        moved = (day + self.shift).isoformat()
        return moved[: len(original)] + original[_DAY:]

    def number(self, original: Any) -> Any:
        """Return a number about as large; small ones tell nobody and stay."""
        try:
            size = abs(float(original))
        except (TypeError, ValueError, OverflowError):
            return self.words(str(original))
        if not _LEAST_BLURRED < size < float("inf"):
            return original
        for factor in _FACTORS:
            digits = len(str(int(size))) - 2
            blurred = round(float(original) * factor, -digits)
            if not self._tells(str(int(blurred))):
                break
        whole = int(blurred)
        return str(whole) if isinstance(original, str) else type(original)(whole)

    def _numbers(self, original: str, born: date) -> Iterator[str]:
        number = as_searched(original).upper()
        sex = int(number[_SEX_DIGIT]) % 2
        region = _ABROAD if number.startswith("9") else _NOWHERE
        if number.startswith(_HONG_KONG):
            region = f"{number[:2]}0000"
        moved = (born + self.shift).strftime("%Y%m%d")
        for order in range(2 + sex, 1000, 2):
            for symbol in _CHECK_SYMBOLS:
                made = f"{region}{moved}{order:03}{symbol}"
                if identity_problem(made) is None:
                    yield made

    def _shaped(self, original: str) -> Iterator[str]:
        """Yield numbers of the same shape: letters stay letters, digits digits."""
        plain = as_searched(original).upper()
        if not any(character.isdigit() for character in plain):
            yield from (f"YS{n:06}" for n in count(1))
        places = sum(character.isdigit() for character in plain)
        for n in count(1):
            digits = iter(f"{n:0{places}}"[-places:])
            yield "".join(next(digits) if c.isdigit() else "D" for c in plain)

    def _same(self, sort: str, original: str, candidates: Iterator[str]) -> str:
        key = (sort, as_searched(original))
        if key not in self.known:
            free = [it for it in islice(candidates, _MOST_TRIED) if it not in self.made]
            # Where every one could be read for the case's own, the search afterwards says so.
            self.known[key] = next((it for it in free if not self._tells(it)), free[0])
            self.made.add(self.known[key])
        return self.known[key]

    def _tells(self, text: str) -> bool:
        searched = as_searched(text)
        return any(trace in searched for trace in self.traces)


def _filler(original: str, length: int, number: int) -> str:
    """Return made-up words of a length: digits for digits, letters for what is a code.

    Examples:
        >>> _filler("104593000018", 12, 7), _filler("G-2026-11", 9, 7), _filler("铝塑板", 3, 7)
        ('000000000007', 'YS0000007', '演示7')
    """
    if original.isdigit() and original.isascii():
        return f"{number:0{length}}"
    if original.isascii():
        return f"YS{number:0{max(length - 2, 1)}}"
    words = "演示内容" * (length // 4 + 1)
    return words[: max(length - len(str(number)), 2)] + str(number)


Replace = Callable[[Pseudonyms, str], Any]
