"""The offices' own texts for documents (范本), filled in with what the form says.

A text is one file in ``assets/document_texts``, called as its document. Values of the form
stand in braces: ``{per.name@principal}``. A folder called as a language holds translations,
paragraph by paragraph: help for reading, as the Chinese text is the one that is signed.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

TEXTS_DIR = Path(__file__).parents[2] / "assets" / "document_texts"
_PLACE = re.compile(r"\{([\w.]+@[\w.:-]+)\}")
_BLANK = "＿＿＿＿"


@cache
def text_for(document: str) -> str:
    """Return the text of a document as the offices wrote it; nothing if there is none."""
    file = TEXTS_DIR / f"{document}.txt"
    return file.read_text("utf-8").strip() if file.is_file() else ""


@cache
def translated_texts(document: str) -> Mapping[str, str]:
    """Return what the text of a document says in other languages, by language."""
    files = {path.parent.name: path for path in sorted(TEXTS_DIR.glob(f"*/{document}.txt"))}
    return {locale: path.read_text("utf-8").strip() for locale, path in files.items()}


def side_by_side(text: str, translation: str) -> list[tuple[str, str]]:
    r"""Return the paragraphs of a text, each with its translation; without one, with nothing.

    Examples:
        >>> side_by_side("声明\n\n我同意。", "Statement\n\nI agree.")
        [('声明', 'Statement'), ('我同意。', 'I agree.')]
        >>> side_by_side("声明", "")
        [('声明', '')]
    """
    paragraphs, translated = _paragraphs(text), _paragraphs(translation)
    if len(translated) != len(paragraphs):
        translated = [""] * len(paragraphs)
    return list(zip(paragraphs, translated, strict=True))


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n") if part.strip()]


def filled_in(text: str, value_at: Callable[[str], Any]) -> str:
    """Return a text with values in their places, and blanks where nothing is known.

    Examples:
        >>> values = {"per.name@buyer": "王五", "per.name@heir": ["甲", "乙"]}
        >>> filled_in("{per.name@buyer}：{per.name@heir}，{per.id_no@buyer}", values.get)
        '王五：甲、乙，＿＿＿＿'
    """
    return _PLACE.sub(lambda found: _words(value_at(found[1])) or _BLANK, text)


def _words(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "、".join(filter(None, map(_words, value)))
    return "" if value is None or isinstance(value, bool) else str(value).strip()
