"""From when until when matters and laws are valid, and which laws something rests on.

The day is always an argument: what is valid today may not be when a theme is served.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple, Protocol

from core.catalogue.findings import Finding, Severity
from core.catalogue.models import Law, Matter, Theme
from core.catalogue.references import Path

MATTER_NOT_VALID, BASIS_REPEALED = "matter-not-valid", "basis-repealed"
DATED_RULES = frozenset({MATTER_NOT_VALID, BASIS_REPEALED})
"""The rules whose findings depend on a day, not only on what is declared."""

_TITLE = re.compile(r"《([^《》]+)》")
_FROM_ARTICLE = re.compile(r"第[〇零一二三四五六七八九十百千0-9]+[条章款项].*$", re.DOTALL)
_PART = re.compile(r"[；;，,、\n]")
_STATE = "中华人民共和国"
_LETTERS = str.maketrans("（）〈〉", "()<>", " \u3000")


class Dated(Protocol):
    """What is valid from a day to a day, both included; without one there is no limit."""

    @property
    def valid_from(self) -> str | None:
        """Return the first day, as it is written."""

    @property
    def valid_to(self) -> str | None:
        """Return the last day."""


def is_over(dated: Dated, on: date) -> bool:
    """Say whether something was valid for the last time before a day.

    Examples:
        >>> law = Law(name="旧办法", valid_to="2026-11-30")
        >>> is_over(law, date(2026, 11, 30)), is_over(law, date(2026, 12, 1))
        (False, True)
    """
    return dated.valid_to is not None and dated.valid_to < on.isoformat()


def is_to_come(dated: Dated, on: date) -> bool:
    """Say whether something is valid only after a day."""
    return dated.valid_from is not None and dated.valid_from > on.isoformat()


def is_valid(dated: Dated, on: date) -> bool:
    """Say whether something is valid on a day."""
    return not is_over(dated, on) and not is_to_come(dated, on)


def cited_laws(text: str) -> tuple[str, ...]:
    """Return what a basis cites: every title in 《》, or the words before the article.

    Examples:
        >>> cited_laws("《食品安全法》第三十五条；《中华人民共和国行政许可法》")
        ('食品安全法', '行政许可法')
        >>> cited_laws("消防法第十五条、第十六条，药品管理法第五十条"), cited_laws("")
        (('消防法', '药品管理法'), ())
    """
    titles = _TITLE.findall(text) or [_FROM_ARTICLE.sub("", part) for part in _PART.split(text)]
    return tuple(dict.fromkeys(filter(None, map(_plain, titles))))


def _plain(title: str) -> str:
    """Return a title as it is compared; the name of the state is often left out.

    Examples:
        >>> _plain(" 中华人民共和国食品安全法 "), _plain("办法（试行）")
        ('食品安全法', '办法(试行)')
    """
    plain = title.translate(_LETTERS).strip("。；;，,、")
    return plain.removeprefix(_STATE) or plain


class RestingOn(NamedTuple):
    """A law that a matter rests on, and where in it: ``place`` is empty for the matter itself."""

    law: Law
    place: str
    path: Path


class LawIndex:
    """Finds the laws that are cited, under any of their names."""

    def __init__(self, laws: Iterable[Law]) -> None:
        self._by_name: dict[str, Law] = {}
        for law in laws:
            for name in (law.name, *law.also):
                for plain in cited_laws(name):
                    self._by_name.setdefault(plain, law)

    def of(self, text: str) -> tuple[Law, ...]:
        """Return the known laws that a basis cites."""
        return tuple(law for law in self.cited(text) if law is not None)

    def cited(self, text: str) -> tuple[Law | None, ...]:
        """Return every law that a basis cites; nothing for one that is not known."""
        return tuple(self._by_name.get(name) for name in cited_laws(text))

    def under(self, matter: Matter) -> Iterator[RestingOn]:
        """Yield what a matter and its materials rest on, each law once a place."""
        for number, text in enumerate(matter.legal_basis):
            for law in self.of(text):
                yield RestingOn(law, "", ("legal_basis", number))
        for number, material in enumerate(matter.materials):
            for law in self.of(material.basis):
                yield RestingOn(law, material.id, ("materials", number, "basis"))


def themes_by_matter(themes: Iterable[Theme]) -> dict[str, list[str]]:
    """Return the codes of the themes that have a matter, by its code."""
    found: dict[str, list[str]] = {}
    for theme in themes:
        for code in dict.fromkeys(included.matter for included in theme.matters):
            found.setdefault(code, []).append(theme.code)
    return found


def matters_not_valid(
    theme: Theme, matters: Mapping[str, Matter], on: date
) -> Iterator[tuple[Path, Finding]]:
    """Yield the matters that a theme would hand to people on a day on which they are not valid."""
    for number, included in enumerate(theme.matters):
        matter = matters.get(included.matter)
        if matter is not None and not is_valid(matter, on):
            yield ("matters", number), _not_valid(theme, matter, on)


def _not_valid(theme: Theme, matter: Matter, on: date) -> Finding:
    ended = is_over(matter, on)
    variant = "to-come" if not ended else "replaced" if matter.replaced_by else ""
    params = {
        "matter": f"{matter.code}「{matter.name}」",
        "day": (matter.valid_to if ended else matter.valid_from) or "",
        "on": on.isoformat(),
        "replaced_by": list(matter.replaced_by),
    }
    at = f"{theme.code}.{matter.code}"
    return Finding(
        MATTER_NOT_VALID, Severity.ERROR, at, params=tuple(params.items()), variant=variant
    )


def bases_repealed(
    matter: Matter, laws: LawIndex, on: date, themes: Iterable[str]
) -> Iterator[tuple[Path, Finding]]:
    """Yield where a matter rests on a law that is not in force on a day, with the themes it has."""
    named = list(themes)
    for law, place, path in laws.under(matter):
        if not is_valid(law, on):
            yield path, _repealed(law, f"{matter.code}.{place}".rstrip("."), on, named)


def _repealed(law: Law, at: str, on: date, themes: list[str]) -> Finding:
    ended = is_over(law, on)
    ways = ("replaced" if law.replaced_by else "gone", "used" if themes else "unused")
    params = {
        "law": f"《{law.name.strip('《》')}》",
        "day": (law.valid_to if ended else law.valid_from) or "",
        "on": on.isoformat(),
        "replaced_by": law.replaced_by,
        "themes": themes,
    }
    variant = "-".join(ways) if ended else "to-come"
    return Finding(
        BASIS_REPEALED, Severity.WARNING, at, params=tuple(params.items()), variant=variant
    )
