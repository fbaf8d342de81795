"""Show what was fetched: locked, with its source, and open to objection (law 5)."""

from datetime import datetime
from html import escape

import streamlit as st

from core.cases.models import FetchedRecord
from core.forms.models import MergedField
from core.i18n import translate
from pages.kiosk.visit import Visit
from pages.kiosk.wording import value_words
from pages.shared.styling import icon, tag

_SHOWN_END = 4


def draw_fetched(field: MergedField, here: Visit) -> bool:
    """Show a fetched value with its source; return whether the person objects to it."""
    place = str(field.key)
    record = here.fetched[place]
    value = escape(value_words(record.value, here.locale))
    with st.container(key=f"fetched_{place}"):
        st.html(
            f'<div class="known"><span>{escape(field.label)}</span><b>{value}</b>'
            f'<p class="src">{source_of(record, here.locale)}</p></div>'
        )
        return st.form_submit_button(
            translate("prefilling.contest", here.locale), key=f"contest.{place}",
            icon=":material/flag:",
        )  # fmt: skip


def draw_contested(field: MergedField, here: Visit) -> bool:
    """Show beneath a field what the licence says; return whether that is right after all."""
    place = str(field.key)
    record = here.fetched[place]
    contested = tag(translate("prefilling.contested", here.locale), "later")
    value = value_words(record.value, here.locale)
    kept = translate("prefilling.says", here.locale, licence=record.licence, value=value)
    more = translate("prefilling.contest_more", here.locale)
    st.html(f'<p class="src">{contested} {escape(kept)}</p><p class="src more">{escape(more)}</p>')
    return st.form_submit_button(
        translate("prefilling.uncontest", here.locale), key=f"uncontest.{place}",
        icon=":material/undo:",
    )  # fmt: skip


def source_of(record: FetchedRecord, locale: str) -> str:
    """Return as HTML where a value comes from; on a public screen the end of a number is enough."""
    label = tag(translate("prefilling.tag", locale, licence=record.licence), "ok")
    more = translate(
        "prefilling.tag_more", locale, licence=record.licence,
        number=f"…{record.number[-_SHOWN_END:]}",
        time=f"{datetime.fromisoformat(record.checked_at).astimezone():%Y-%m-%d %H:%M}",
    )  # fmt: skip
    return f'{icon("badge")} {label} <span class="more">{escape(more)}</span>'
