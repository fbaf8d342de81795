"""What the catalogue is called in another language, looked up by its Chinese wording.

A wording is translated as it stands: once the catalogue says something else, the words for what
it said before are not shown for it. Published versions never change and carry no translations;
what is looked up is always the translation of the library (law 9).
"""

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import (
    TRANSLATED_KINDS,
    CatalogueWords,
    NeverOne,
    Part,
    Translation,
    short_name,
)
from core.i18n import LOCALES, words_under

_SHOWN = frozenset(
    {
        "name",
        "text",
        "criteria",
        "explain",
        "spoken",
        "asked_as",
        "why",
        "example",
        "hint",
        "say",
        "leave",
        "not_most",
        "unit",
        "label",
        "section",
        "note",
        "options",
        "acceptance_conditions",
        "results",
    }
)
"""Attributes that an applicant reads, wherever in a part of the catalogue they stand."""
_INSIDE = frozenset(
    {
        "fields",
        "columns",
        "materials",
        "exemption",
        "unsure",
        "ask",
        "questions",
        "never",
        "charge",
        "amount",
    }
)
"""Attributes that hold further parts with such words."""
_UNREAD = frozenset({("departments", "note"), ("matters", "note"), ("themes", "note")})
"""Notes of those who keep the catalogue, by kind: no applicant sees them."""
_NAMING = ("id", "question", "subject")
_TITLES = "paging."
"""Keys of the titles of pages that no form has."""


def parts_of(kind: str, part: BaseModel) -> Iterator[tuple[str, str]]:
    """Yield every wording of a part of the catalogue that people read, by its place in it.

    Examples:
        >>> from core.catalogue.models import Question
        >>> asked = Question(id="by", text="谁来办？", kind="single", options=("本人", "代理"))
        >>> list(parts_of("questions", asked))
        [('text', '谁来办？'), ('options.本人', '本人'), ('options.代理', '代理')]
    """
    for path, text in _walk(part, ""):
        if (kind, path) not in _UNREAD:
            yield path, text


def _walk(part: BaseModel, path: str) -> Iterator[tuple[str, str]]:
    for name in type(part).model_fields:
        value = getattr(part, name)
        if name in _SHOWN or (name == "basis" and isinstance(part, NeverOne)):
            yield from _words_in(value, f"{path}{name}")
        elif name in _INSIDE and value:
            for place, inner in _parts_in(value):
                yield from _walk(inner, f"{path}{name}.{place}")


def _words_in(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str) and value:
        yield path, value
    elif isinstance(value, tuple):
        yield from ((f"{path}.{text}", text) for text in value if isinstance(text, str))


def _parts_in(value: object) -> Iterator[tuple[str, BaseModel]]:
    if isinstance(value, BaseModel):
        yield "", value
    elif isinstance(value, tuple):
        for number, inner in enumerate(value, start=1):
            code = next((c for n in _NAMING if (c := getattr(inner, n, ""))), number)
            if isinstance(inner, BaseModel):
                yield f"{code}.", inner


def declared(catalogue: Catalogue, kind: str) -> Mapping[str, Part]:
    """Return what is translated by code, of one kind."""
    parts: Mapping[str, Part] = getattr(catalogue, kind)
    return parts


def missing_in(translation: Translation, catalogue: Catalogue) -> list[str]:
    """Return the Chinese wordings of a catalogue that have no translation, each once."""
    words = words_from(translation, catalogue)
    wanted = (
        text
        for kind in TRANSLATED_KINDS
        for part in declared(catalogue, kind).values()
        for _, text in parts_of(kind, part)
    )
    return [text for text in dict.fromkeys(wanted) if not words.has(text)]


def words_of(catalogue: Catalogue, locale: str) -> CatalogueWords:
    """Return what a catalogue is called in a language; in one without translations, as it is."""
    translation = catalogue.translations.get(locale)
    return words_from(translation, catalogue) if translation else CatalogueWords(locale)


def words_from(translation: Translation, catalogue: Catalogue) -> CatalogueWords:
    """Return the words of a translation by the wording that they stand for in a catalogue."""
    under_codes = dict(_translated(translation, catalogue))
    wordings: dict[str, str] = {}
    for (_, text), words in under_codes.items():
        wordings.setdefault(text, words)
    wordings |= titles_in(translation.locale) | translation.wordings
    for text, words in list(wordings.items()):
        wordings.setdefault(short_name(text), short_name(words))
    return CatalogueWords(
        locale=translation.locale,
        is_confirmed=translation.is_confirmed,
        wordings=wordings,
        under_codes=under_codes,
    )


def titles_in(locale: str) -> dict[str, str]:
    """Return the titles of pages that the program has in the language of the catalogue.

    Examples:
        >>> titles_in("en")["承诺与签名"]
        'Promises and signatures'
    """
    said = words_under(_TITLES, locale) if locale in LOCALES else {}
    return {text: said[key] for key, text in words_under(_TITLES).items() if key in said}


def _translated(
    translation: Translation, catalogue: Catalogue
) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield code and Chinese wording, and the words for it."""
    for kind in TRANSLATED_KINDS:
        for code, part in declared(catalogue, kind).items():
            if words := translation.words_of(kind, code):
                for path, text in parts_of(kind, part):
                    if path in words:
                        yield (code, text), words[path]
