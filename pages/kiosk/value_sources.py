"""Show where values come from: what was fetched is locked, and open to objection (law 5)."""

from datetime import datetime
from html import escape

import streamlit as st

from core.cases.models import FetchedRecord
from core.forms.models import MergedField
from core.i18n import translate
from core.working_days import ZONE
from pages.kiosk.visit import Visit
from pages.kiosk.wording import masked_number
from pages.shared.known_values import ValueShown, value_html, value_words
from pages.shared.styling import icon, tag
from pages.shared.translating import said

_WAYS = {
    "contest": ("prefilling.contest", "flag"),
    "answered": ("prefilling.change_answer", "undo"),
    "written": ("kiosk.change", "edit"),
}


def fetched_value(field: MergedField, visit: Visit) -> ValueShown:
    """Return a fetched value with its source."""
    record = visit.draft.fetched[str(field.key)]
    value = value_html(record.value, visit.locale)
    return ValueShown(field.label, value, source_of(record, visit.locale))


def written_value(field: MergedField, visit: Visit) -> ValueShown:
    """Return what was filled in before the form; a number only as far as others may see it."""
    value = str(visit.draft.values[str(field.key)])
    shown = masked_number(value) if field.type.kind.identifies else value
    words = escape(translate("kiosk.who.acting.written", visit.locale))
    return ValueShown(field.label, value_html(shown, visit.locale), f"{icon('person')} {words}")


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
