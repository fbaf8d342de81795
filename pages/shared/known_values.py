"""Show values that nobody fills in, with where they come from (law 5)."""

import re
from dataclasses import dataclass, field
from html import escape
from typing import Any

import streamlit as st

from core.i18n import listed, translate
from core.services.citizens import FollowingValue, digest_in
from pages.shared.styling import icon
from pages.shared.translating import beside, line, said

_MOMENT = re.compile(r"^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)$")


@dataclass(frozen=True, slots=True)
class ValueShown:
    """A value that nobody fills in, as it is shown: value and source are HTML."""

    label: str
    value: str = field(repr=False)
    source: str

    def show(self) -> None:
        """Show the value and where it comes from."""
        st.html(
            f'<div class="known"><span>{beside(self.label)}</span><b>{self.value}</b>'
            f'<p class="src">{self.source}</p></div>'
        )


def following_value(value: FollowingValue, locale: str) -> ValueShown:
    """Return what follows from another value, or from an answer."""
    sign = icon("history" if value.question else "calculate")
    source = f"{sign} {escape(why_of(value, locale))}"
    return ValueShown(value.label, value_html(value.value, locale), source)


def value_words(value: Any, locale: str) -> str:
    """Return a value of the form in words; nothing is said of what was not given.

    Examples:
        >>> value_words("2026-11-20T10:30", "zh-CN")
        '2026-11-20 10:30'
    """
    if isinstance(value, bool):
        return translate("kiosk.field.yes" if value else "kiosk.field.no", locale)
    if isinstance(value, tuple | list):
        return listed([value_words(item, locale) for item in value], locale)
    if digest_in(value):
        return translate("kiosk.photo.given", locale)
    return "" if value is None else line(_MOMENT.sub(r"\1 \2", str(value)))


def value_html(value: Any, locale: str) -> str:
    """Return a value as HTML, with its translation where there is one."""
    words = value_words(value, locale)
    return beside(value) if isinstance(value, str) and words == line(value) else escape(words)


def why_of(value: FollowingValue, locale: str) -> str:
    """Return from what a value follows, and by which standard."""
    if value.by_clock:
        return translate("prefilling.from_clock", locale)
    if value.by_theme:
        key = "prefilling.from_theme_by" if value.basis else "prefilling.from_theme"
        return translate(key, locale, basis=value.basis)
    if not value.source:
        return translate("prefilling.from_answer", locale)
    key = "prefilling.from_field_by" if value.basis else "prefilling.from_field"
    return translate(key, locale, label=said(value.source), basis=value.basis)
