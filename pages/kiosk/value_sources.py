"""Show where values come from: what was fetched is locked, and open to objection (law 5)."""

from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from typing import Any

import streamlit as st

from core.cases.models import FetchedRecord
from core.forms.models import MergedField
from core.i18n import translate
from core.services.citizens import FollowingValue
from core.working_days import ZONE
from pages.kiosk.visit import Visit
from pages.kiosk.wording import masked_number, value_words
from pages.shared.styling import icon, tag
from pages.shared.translating import beside, line, said

_WAYS = {
    "contest": ("prefilling.contest", "flag"),
    "answered": ("prefilling.change_answer", "undo"),
    "written": ("kiosk.change", "edit"),
}


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


def fetched_value(field: MergedField, visit: Visit) -> ValueShown:
    """Return a fetched value with its source."""
    record = visit.draft.fetched[str(field.key)]
    value = _as_html(record.value, visit.locale)
    return ValueShown(field.label, value, source_of(record, visit.locale))


def written_value(field: MergedField, visit: Visit) -> ValueShown:
    """Return what was filled in before the form; a number only as far as others may see it."""
    value = str(visit.draft.values[str(field.key)])
    shown = masked_number(value) if field.type.kind.identifies else value
    words = escape(translate("kiosk.who.acting.written", visit.locale))
    return ValueShown(field.label, _as_html(shown, visit.locale), f"{icon('person')} {words}")


def following_value(value: FollowingValue, locale: str) -> ValueShown:
    """Return what follows from another value, or from an answer."""
    sign = icon("history" if value.question else "calculate")
    source = f"{sign} {escape(why_of(value, locale))}"
    return ValueShown(value.label, _as_html(value.value, locale), source)


def draw_changeable(known: ValueShown, place: str, way: str, locale: str) -> bool:
    """Show a value with the way to change it; return whether the person takes it.

    ``way`` is *contest* for what was fetched, *answered* for what follows from an answer and
    *written* for what was filled in before the form.
    """
    words, sign = _WAYS[way]
    with st.container(key=f"fetched_{place}", horizontal=True, vertical_alignment="center"):
        known.show()
        return st.form_submit_button(
            translate(words, locale), key=f"{way}.{place}", icon=f":material/{sign}:"
        )


def draw_locked(known: ValueShown, place: str) -> None:
    """Show a value that nobody changes."""
    with st.container(key=f"fetched_{place}", horizontal=True, vertical_alignment="center"):
        known.show()
        st.html(f'<span class="locked">{icon("lock")}</span>', width="content")


def _as_html(value: Any, locale: str) -> str:
    words = value_words(value, locale)
    return beside(value) if isinstance(value, str) and words == line(value) else escape(words)


def draw_contested(field: MergedField, visit: Visit) -> bool:
    """Show beneath a field what the licence says; return whether that is right after all."""
    place = str(field.key)
    record = visit.draft.fetched[place]
    more = translate("prefilling.contest_more", visit.locale)
    st.html(
        f'<p class="src">{objection_to(record, visit.locale)}</p>'
        f'<p class="src more">{escape(more)}</p>'
    )
    return st.form_submit_button(
        translate("prefilling.uncontest", visit.locale),
        key=f"uncontest.{place}",
        icon=":material/undo:",
    )


def source_of(record: FetchedRecord, locale: str) -> str:
    """Return as HTML where a value comes from; on a public screen the end of a number is enough."""
    label = escape(translate("prefilling.tag", locale, licence=said(record.licence)))
    more = translate(
        "prefilling.tag_more",
        locale,
        number=f"…{record.number_end}",
        time=f"{datetime.fromisoformat(record.checked_at).astimezone(ZONE):%Y-%m-%d %H:%M}",
    )
    return f'{icon("badge")} {label} <span class="more">{escape(more)}</span>'


def objection_to(record: FetchedRecord, locale: str) -> str:
    """Return as HTML that a value is contested, and what the licence says instead."""
    contested = tag(translate("prefilling.contested", locale), "later")
    value = value_words(record.value, locale)
    words = translate("prefilling.says", locale, licence=said(record.licence), value=value)
    return f"{contested} {escape(words)}"


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
