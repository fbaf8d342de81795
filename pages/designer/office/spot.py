"""Put an entry of the form right while the applicant stands there (当场更正)."""

from collections.abc import Callable
from functools import partial
from html import escape

import streamlit as st

from core.services.correctable_entries import SpotField
from core.services.officers.review_models import CorrectingOnSpot
from pages.designer.office.taking import Desk
from pages.designer.office.words import matter_words
from pages.designer.wording import shown
from pages.shared.styling import icon, plain

Asked = tuple[Callable[[], None], str]


def correct_on_spot(desk: Desk) -> Asked:
    """Ask which entry, what is right, why, and who agrees; say on which forms it counts."""
    say = desk.workspace.say
    fields = {it.code: it for it in desk.task.spot_fields}
    place = st.selectbox(
        say("desk.place.entry"),
        list(fields),
        index=None,
        format_func=lambda each: plain(_words(fields[each], desk)),
        key="say_entry",
        placeholder=say("desk.choose"),
    )
    words = escape(say("desk.spot_not_here"))
    st.html(f'<p class="muted">{words}</p>')
    entry = fields[place] if place else None
    value = _ask_for_value(entry, desk) if entry else ""
    reason = st.text_input(say("desk.place.reason"), key="say_spot_reason", max_chars=200)
    agreed, end = st.columns([2, 1])
    name = agreed.text_input(say("desk.place.agreed_by"), key="say_agreed_by", max_chars=80)
    number_end = end.text_input(say("desk.place.number_end"), key="say_number_end", max_chars=4)
    about = (entry.place, entry.row) if entry else ("", 0)
    said = CorrectingOnSpot(
        about[0], value, reason or "", name or "", number_end or "", row=about[1]
    )
    step = partial(desk.office.correcting.correct_on_spot, *desk.about, said)
    return step, say("desk.said.corrected_on_spot")


def _words(field: SpotField, desk: Desk) -> str:
    row = desk.workspace.say("desk.spot_row", row=field.row) if field.row else ""
    return f"{shown(field.label)}{row}：{shown(field.value) or '—'}"


def _ask_for_value(field: SpotField, desk: Desk) -> str:
    label = desk.workspace.say("desk.place.value")
    others = [code for code in field.asked_by if code != desk.task.matter]
    if others:
        names = "、".join(matter_words(desk.task.others[code].name) for code in others)
        words = desk.workspace.say("desk.spot_others", matters=names)
        st.html(f'<p class="note">{icon("info")} {escape(words)}</p>')
    if field.options:
        chosen = st.selectbox(
            label, list(field.options), index=None, format_func=plain, key=f"say_{field.code}"
        )
        return chosen or ""
    return st.text_input(label, field.value, key=f"say_{field.code}", max_chars=500) or ""
