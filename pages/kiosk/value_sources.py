"""Show where values come from: what was fetched is locked, and open to objection (law 5)."""

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


def draw_fetched(field: MergedField, visit: Visit) -> bool:
    """Show a fetched value with its source; return whether the person objects to it."""
    place = str(field.key)
    record = visit.draft.fetched[place]
    value = _as_html(record.value, visit.locale)
    with st.container(key=f"fetched_{place}", horizontal=True, vertical_alignment="center"):
        _show(field.label, value, source_of(record, visit.locale))
        return st.form_submit_button(
            translate("prefilling.contest", visit.locale),
            key=f"contest.{place}",
            icon=":material/flag:",
        )


def draw_following(value: FollowingValue, place: str, locale: str) -> None:
    """Show a value that nobody fills in, as it follows from another one."""
    with st.container(key=f"fetched_{place}", horizontal=True, vertical_alignment="center"):
        source = f"{icon('calculate')} {escape(why_of(value, locale))}"
        _show(value.label, _as_html(value.value, locale), source)
        st.html(f'<span class="locked">{icon("lock")}</span>', width="content")


def draw_answered(value: FollowingValue, place: str, locale: str) -> bool:
    """Show what follows from an answer; return whether the person turns to the question."""
    with st.container(key=f"fetched_{place}", horizontal=True, vertical_alignment="center"):
        source = f"{icon('history')} {escape(why_of(value, locale))}"
        _show(value.label, _as_html(value.value, locale), source)
        return st.form_submit_button(
            translate("prefilling.change_answer", locale),
            key=f"answered.{place}",
            icon=":material/undo:",
        )


def draw_written(field: MergedField, value: Any, locale: str) -> bool:
    """Show what was filled in before the form; return whether the person writes it otherwise."""
    place = str(field.key)
    said_so = masked_number(str(value)) if field.type.kind.identifies else str(value)
    with st.container(key=f"fetched_{place}", horizontal=True, vertical_alignment="center"):
        words = escape(translate("kiosk.who.acting.written", locale))
        _show(field.label, _as_html(said_so, locale), f"{icon('person')} {words}")
        return st.form_submit_button(
            translate("kiosk.change", locale), key=f"written.{place}", icon=":material/edit:"
        )


def _show(label: str, value: str, source: str) -> None:
    """Show a value and its source, both as HTML."""
    st.html(
        f'<div class="known"><span>{beside(label)}</span><b>{value}</b>'
        f'<p class="src">{source}</p></div>'
    )


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
