"""Find one matter, theme or other thing among thousands by whatever people remember of it.

Every word that is typed has to fit somewhere: in the code, the name, a result, a material, a field.
Letters also fit the first sounds of a name (``spjyxk``: 食品经营许可). What fits the name well
stands before what fits further in.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import NamedTuple
from unicodedata import normalize

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Matter, comparisons_in
from core.sounds import initials_of


class Facet(StrEnum):
    """Where in a thing a word fits, the most telling first."""

    CODE = "code"
    NAME = "name"
    RESULT = "result"
    DEPARTMENT = "department"
    SITUATION = "situation"
    MATERIAL = "material"
    FIELD = "field"
    BASIS = "basis"


_NAMING = (Facet.CODE, Facet.NAME)
_MOST_LETTERS = 12
"""Nobody types the first letters of more characters."""


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """A thing that can be found, by its code, and the texts that it can be found by."""

    code: str
    texts: Mapping[Facet, Sequence[str]]


class Hit(NamedTuple):
    """A thing that fits, how well (0 is best), and the text that the last word fits in."""

    rank: int
    code: str
    facet: Facet
    text: str


class SearchIndex:
    """Entries prepared for many searches; made once for each state of the catalogue."""

    def __init__(self, entries: Iterable[SearchEntry]) -> None:
        self._entries = [_Prepared(entry) for entry in entries]
        letters: dict[str, set[str]] = {}
        texts = (lines for entry in self._entries for lines in entry.lines.values())
        for character in set(chain.from_iterable(texts)):
            for letter in initials_of(character):
                letters.setdefault(letter, set()).add(character)
        self._sounding = {
            letter: f"[{''.join(map(re.escape, sorted(characters)))}]"
            for letter, characters in letters.items()
        }

    def find(self, looked_for: str) -> tuple[Hit, ...]:
        """Return what fits every word, the best first; everything in its order for no words."""
        words = [self._word(word) for word in _normal(looked_for).split()]
        hits = (entry.hit(words) for entry in self._entries)
        return tuple(sorted((hit for hit in hits if hit), key=lambda hit: hit.rank))

    def _word(self, word: str) -> "_Word":
        letters = self._sounding.keys()
        sounds = word.isascii() and 1 < len(word) <= _MOST_LETTERS and set(word) <= letters
        if not sounds:
            return _Word(word, None, None)
        pattern = "".join(self._sounding[letter] for letter in word)
        return _Word(word, re.compile(pattern), re.compile(f"\n{pattern}"))


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    sounds: re.Pattern[str] | None
    begins: re.Pattern[str] | None


class _Prepared:
    """An entry whose texts of each facet stand in lines, so that one look goes through them."""

    __slots__ = ("entry", "lines")

    def __init__(self, entry: SearchEntry) -> None:
        self.entry = entry
        self.lines = {
            facet: "\n".join(("", *map(_normal, texts), ""))
            for facet in Facet
            if (texts := entry.texts.get(facet))
        }

    def hit(self, words: Sequence[_Word]) -> Hit | None:
        """Return how all the words fit; nothing if one does not."""
        found = []
        for word in words:
            fit = self._fit(word)
            if fit is None:
                return None
            found.append(fit)
        if not found:
            return Hit(0, self.entry.code, Facet.NAME, "")
        rank, facet, text = max(found, key=lambda fit: fit[0])
        return Hit(sum(fit[0] for fit in found) * len(Facet) + rank, self.entry.code, facet, text)

    def _fit(self, word: _Word) -> tuple[int, Facet, str] | None:
        """Return the best place of a word: its rank, its facet, and the text there."""
        named = [fit for facet in _NAMING if (fit := self._fit_of_name(word, facet))]
        if named:
            return min(named)
        for place, (facet, lines) in enumerate(self.lines.items()):
            at = -1 if facet in _NAMING else _place_in(lines, word)
            if at >= 0:
                return 4 + place, facet, self._text_at(facet, at)
        return None

    def _fit_of_name(self, word: _Word, facet: Facet) -> tuple[int, Facet, str] | None:
        lines = self.lines.get(facet, "")
        if f"\n{word.text}\n" in lines or (word.begins and _is_whole(word.begins, lines)):
            return 0, facet, self.entry.texts[facet][0]
        if f"\n{word.text}" in lines or (word.begins and word.begins.search(lines)):
            return 1, facet, self.entry.texts[facet][0]
        if word.text in lines:
            return 2, facet, self.entry.texts[facet][0]
        if word.sounds and word.sounds.search(lines):
            return 3, facet, self.entry.texts[facet][0]
        return None

    def _text_at(self, facet: Facet, at: int) -> str:
        return self.entry.texts[facet][self.lines[facet].count("\n", 0, at) - 1]


def _place_in(lines: str, word: _Word) -> int:
    """Return where a word stands, or begins by its sounds; below 0 if nowhere."""
    at = lines.find(word.text)
    if at < 0 and word.begins and (found := word.begins.search(lines)):
        return found.start() + 1
    return at


def _is_whole(begins: re.Pattern[str], lines: str) -> bool:
    found = begins.search(lines)
    return found is not None and lines[found.end()] == "\n"


def _normal(text: str) -> str:
    """Return a text as it is compared: full-width signs are half-width, letters are small.

    Examples:
        >>> _normal("食品（新办）ABC")
        '食品(新办)abc'
    """
    return normalize("NFKC", text).casefold().replace("\n", " ")


def matter_entries(catalogue: Catalogue) -> Iterator[SearchEntry]:
    """Yield what every matter can be found by, by code."""
    for code, matter in sorted(catalogue.matters.items()):
        yield SearchEntry(code, _texts_of(matter, catalogue))


def _texts_of(matter: Matter, catalogue: Catalogue) -> dict[Facet, Sequence[str]]:
    entries = [entry for _, _, entry in matter.entries()]
    elements = [entry.element for entry in entries if entry.element]
    found: dict[Facet, Iterable[str]] = {
        Facet.CODE: (matter.code, matter.catalogue_code, matter.implementation_code),
        Facet.NAME: (matter.name, matter.form_name),
        Facet.RESULT: matter.results,
        Facet.DEPARTMENT: (catalogue.department_name(matter.department), matter.department),
        Facet.SITUATION: (*matter.situations, *_asked_by(matter, catalogue)),
        Facet.MATERIAL: (material.name for material in matter.materials),
        Facet.FIELD: (
            *(entry.label for entry in entries),
            *(catalogue.element_name(element) for element in elements),
            *elements,
        ),
        Facet.BASIS: matter.legal_basis,
    }
    return {facet: tuple(filter(None, dict.fromkeys(texts))) for facet, texts in found.items()}


def _asked_by(matter: Matter, catalogue: Catalogue) -> Iterator[str]:
    """Yield the words of the condition for whom a matter is."""
    for comparison in comparisons_in(matter.applies_when):
        yield catalogue.question(comparison.question).text
        values = comparison.value if isinstance(comparison.value, tuple) else (comparison.value,)
        yield from (value for value in values if isinstance(value, str))
