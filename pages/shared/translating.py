"""Say what the catalogue says in the language of the reader, with the Chinese wording beside.

What is kept, sent and printed for offices stays Chinese: a translation is help for reading.
"""

import re
from collections.abc import Callable
from functools import partial
from html import escape

import streamlit as st

from core.catalogue.models import CatalogueWords
from core.i18n import DEFAULT_LOCALE, translate
from pages.shared.state import remember, remembered
from pages.shared.styling import plain

_ORIGINAL = DEFAULT_LOCALE
_TAIL = re.compile(r"(?: \(\d+(?:/\d+)?\))*$")
"""What is added to a label or a title: which of several it is."""


def translate_with(words_of: Callable[[str], CatalogueWords], locale: str) -> None:
    """Say what the catalogue says in a language, from this page of the session on."""
    if spoken().locale != locale:
        remember(words_of(locale))


def spoken() -> CatalogueWords:
    """Return the words with which this session translates."""
    return remembered(CatalogueWords)


def said(text: str, code: str = "", *, words: CatalogueWords | None = None) -> str:
    """Return what a wording of the catalogue is called; ``code`` is whose wording it is."""
    tail = _tail_of(text)
    return (words or spoken()).of(text.removesuffix(tail), code) + tail


def beside(text: str, code: str = "") -> str:
    """Return a wording as HTML: its translation, and the Chinese wording smaller beside it."""
    words = escape(said(text, code))
    if not is_translated(text, code):
        return words
    wording = escape(text.removesuffix(_tail_of(text)))
    return f'{words} <span class="zh" lang="{_ORIGINAL}">{wording}</span>'


def beneath(text: str, code: str = "") -> str:
    """Return the Chinese wording as a paragraph of HTML, where another one leads."""
    if not is_translated(text, code):
        return ""
    return f'<p class="zh" lang="{_ORIGINAL}">{escape(text.removesuffix(_tail_of(text)))}</p>'


def label(text: str, code: str = "", *, words: CatalogueWords | None = None) -> str:
    """Return a wording as the label of a widget, with the Chinese wording smaller beside it."""
    translated = said(text, code, words=words)
    if translated == text:
        return plain(text)
    return f"{plain(translated)} :small[{plain(text.removesuffix(_tail_of(text)))}]"


def line(text: str, code: str = "", *, words: CatalogueWords | None = None) -> str:
    """Return a wording for where nothing can be smaller, such as an entry of a list."""
    translated = said(text, code, words=words)
    return f"{translated} {text}" if translated != text else text


def as_label() -> Callable[[str], str]:
    """Return :func:`label` in the language of this page, for a widget that calls it later."""
    return partial(label, words=spoken())


def in_line() -> Callable[[str], str]:
    """Return :func:`line` in the language of this page, for a widget that calls it later."""
    return partial(line, words=spoken())


def is_translated(text: str, code: str = "") -> bool:
    """Say whether a wording is shown in other words than its own."""
    return said(text, code) != text


def tell_translated(locale: str) -> None:
    """Say once a page that the Chinese wording counts, and whether a machine translated it."""
    words = spoken()
    if words.is_empty:
        return
    key = "confirmed" if words.is_confirmed else "machine_made"
    original = escape(translate("translated.counts", _ORIGINAL))
    st.html(
        f'<p class="src translated">{escape(translate(f"translated.{key}", locale))} '
        f'<span class="zh" lang="{_ORIGINAL}">{original}</span></p>'
    )


def _tail_of(text: str) -> str:
    found = _TAIL.search(text)
    return found[0] if found else ""
