"""Which installed font has which character, as Fontconfig tells, whom the printer asks as well."""

import subprocess
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from unicodedata import category

MAIN = "Noto Sans CJK SC"
_HAN = ("BabelStone Han", "HanaMinA", "HanaMinB")
"""For ideographs: mainland forms first; together they have all of GB 18030-2022 level 3."""
_LAST = ("DejaVu Sans", *_HAN)
_FORMAT = "%{family[0]}|%{style[0]}|%{file}|%{index}|%{charset}\n"
_UPRIGHT = ("Regular", "Book", "Medium")
_FACE = 0xFFFF
"""The lower half of an index is the place in a collection; the upper names an instance."""


@dataclass(frozen=True)
class Font:
    """One font: its family, where it is, and the first and last of each run of characters."""

    family: str
    path: Path
    index: int
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def has(self, character: str) -> bool:
        """Say whether it has a glyph for a character."""
        place = bisect_right(self.starts, ord(character)) - 1
        return place >= 0 and ord(character) <= self.ends[place]

    def has_variant(self, base: str, selector: str) -> bool:
        """Say whether it has the form of an ideograph that a variation selector asks for."""
        return (ord(base), ord(selector)) in self._variants

    @cached_property
    def _variants(self) -> frozenset[tuple[int, int]]:
        from fontTools.ttLib import TTFont  # noqa: PLC0415 -- slow to load, and seldom needed

        with TTFont(self.path, fontNumber=self.index, lazy=True) as font:
            tables = [table for table in font["cmap"].tables if table.format == 14]
            return frozenset(
                (base, selector)
                for table in tables
                for selector, pairs in table.uvsDict.items()
                for base, _ in pairs
            )


@cache
def installed_fonts() -> dict[str, Font]:
    """Return the installed fonts by family, read once in each process."""
    listed = subprocess.run(
        ["fc-list", "-f", _FORMAT], capture_output=True, text=True, check=True, timeout=60
    )
    fonts: dict[str, Font] = {}
    for line in sorted(listed.stdout.splitlines(), key=_upright_first):
        family, _, path, index, charset = line.split("|", 4)
        if charset and family not in fonts:
            starts, ends = _ranges(charset)
            fonts[family] = Font(family, Path(path), int(index) & _FACE, starts, ends)
    return fonts


def _upright_first(line: str) -> tuple[bool, str]:
    return line.split("|", 2)[1] not in _UPRIGHT, line


def _ranges(charset: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the first and last characters of what Fontconfig writes as ``20-7e a0``.

    Examples:
        >>> _ranges("20-7e a0")
        ((32, 160), (126, 160))
    """
    pairs = [part.partition("-") for part in charset.split()]
    starts = tuple(int(first, 16) for first, _, _ in pairs)
    return starts, tuple(int(last or first, 16) for first, _, last in pairs)


@cache
def font_for(cluster: str) -> str | None:
    """Return the family to print a character with what is combined with it, if there is one.

    What a private-use code stands for differs from font to font, so none has it.
    """
    shown = [character for character in cluster if not is_unseen(character)]
    if any(category(character) == "Co" for character in shown):
        return None
    return next((font.family for font in _in_order(cluster[0]) if _prints(font, shown)), None)


def _prints(font: Font, shown: list[str]) -> bool:
    """Say whether a font has all characters, and an ideograph in the form that is asked for."""
    pairs = list(pairwise(shown))
    plain = (character for character in shown if not is_selector(character))
    return all(map(font.has, plain)) and all(
        font.has_variant(base, selector) for base, selector in pairs if is_selector(selector)
    )


def _in_order(first: str) -> Iterable[Font]:
    """Return the fonts in the order in which they are tried for a character."""
    return _fonts_in_order(is_han=is_ideograph(first))


@cache
def _fonts_in_order(*, is_han: bool) -> tuple[Font, ...]:
    fonts = installed_fonts()
    first = (MAIN, *_HAN) if is_han else (MAIN, "Noto Sans")
    others = sorted(fonts.keys() - {*first, *_LAST}, key=_sans_first)
    names = dict.fromkeys((*first, *others, *_LAST))
    return tuple(fonts[name] for name in names if name in fonts)


def _sans_first(family: str) -> tuple[bool, str]:
    return not family.startswith("Noto Sans"), family


def is_ideograph(character: str) -> bool:
    """Say whether a character is an ideograph."""
    return (
        "\u2e80" <= character <= "\u9fff"
        or character >= "\U00020000"
        or ("\uf900" <= character <= "\ufaff")
    )


def is_selector(character: str) -> bool:
    """Say whether a character asks for one of several forms of the ideograph before it."""
    return "\ufe00" <= character <= "\ufe02" or "\U000e0100" <= character <= "\U000e01ef"


def is_unseen(character: str) -> bool:
    """Say whether a character needs no glyph: a joiner, or a selector of emoji or Mongolian."""
    is_mongolian = "\u180b" <= character <= "\u180f"
    return is_mongolian or "\ufe03" <= character <= "\ufe0f" or category(character) in {"Cf", "Cc"}
