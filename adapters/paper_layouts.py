"""What a paper is printed with beside its content: words of a language, and what is worked out."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from typing import Any

from adapters.system import local
from adapters.typesetting import mark_of, missing_in
from core.i18n import say_day, translate
from core.receipts.models import MissingGlyph

Text = tuple[str, str]
"""The name of a place on a paper, and what stands there."""
_MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class PaperVoice:
    """The language of a paper; ``is_demo`` says that it is printed by a demo."""

    locale: str
    is_demo: bool = True

    def say(self, key: str, **params: object) -> str:
        """Return a message in the language of the paper."""
        return translate(key, self.locale, **params)

    def page_of(self) -> str:
        """Return as CSS which page of how many this is.

        Examples:
            >>> PaperVoice("zh-CN").page_of()
            '"第 " counter(page) " 页，共 " counter(pages) " 页"'
        """
        words = self.say("paper.page_of", page='" counter(page) "', pages='" counter(pages) "')
        return f'"{words}"'

    def day(self, day: date) -> str:
        """Return a day with its year and day of the week."""
        weekday = self.say(f"kiosk.weekday.{day.isoweekday()}")
        said = self.plain_day(day)
        return self.say("paper.day", day=said, weekday=weekday)

    def plain_day(self, day: date) -> str:
        """Return a day with its year."""
        return say_day(day, self.locale, with_year=True)

    def tell_missing(self, missing: tuple[MissingGlyph, ...]) -> str:
        """Tell what is printed by its code, and where; nothing if every character is there."""
        if not missing:
            return ""
        places = [f"{glyph.place} {mark_of(glyph.character)}" for glyph in missing[:_MOST_NAMED]]
        return self.say("paper.missing", count=len(missing), places="；".join(places))


def texts_in(content: Any, voice: PaperVoice | None = None) -> Iterator[Text]:
    """Yield every text in the content of a paper; without a better name it names itself.

    Examples:
        >>> list(texts_in(("甲", [1, "乙"])))
        [('甲', '甲'), ('乙', '乙')]
    """
    if isinstance(content, str):
        yield content, content
    elif isinstance(content, list | tuple):
        for part in content:
            yield from texts_in(part)
    elif is_dataclass(content):
        for field in fields(content):
            yield from texts_in(getattr(content, field.name))


def nothing_else(content: Any, voice: PaperVoice) -> Mapping[str, Any]:
    """Return that a template needs nothing beside the content."""
    return {}


@dataclass(frozen=True, slots=True)
class PaperLayout:
    """What a template needs that its content does not say.

    ``context`` returns more names for the template; ``texts`` yields what stands on the paper
    and where, so that characters which no font has are told.
    """

    context: Callable[[Any, PaperVoice], Mapping[str, Any]] = nothing_else
    texts: Callable[[Any, PaperVoice], Iterator[Text]] = texts_in


def missing_on(content: Any, voice: PaperVoice, layout: PaperLayout) -> tuple[MissingGlyph, ...]:
    """Return the characters of a paper that no font has, and where they stand (law 19)."""
    found = (
        MissingGlyph(place, character)
        for place, text in layout.texts(content, voice)
        for character in missing_in(text)
    )
    return tuple(dict.fromkeys(found))


def moment(at: datetime) -> str:
    """Return day and time as they are here."""
    return f"{local(at):%Y-%m-%d %H:%M}"
