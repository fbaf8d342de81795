"""What a page knows already: one box, each value with its source and the way to change it.

Where everything is within low reach, the box is only read, and one button below leads to the ways.
"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from core.forms.models import MergedField
from core.i18n import translate
from core.services.citizens import drafts
from pages.kiosk.steps.fields import FormContext
from pages.kiosk.steps.questions import change_answer
from pages.kiosk.steps.who_turns import change_acting
from pages.kiosk.value_sources import (
    draw_changeable,
    draw_locked,
    fetched_value,
    written_value,
)
from pages.shared.known_values import ValueShown, following_value
from pages.shared.styling import icon


def draw_known(sheet: FormContext, fields: Sequence[MergedField]) -> bool:
    """Show what is known; return whether a value was contested, or a question is turned to."""
    if not fields:
        return False
    with st.container(key="known_box"):
        _title(sheet)
        with st.container(key="known_values"):
            changed = [_draw(sheet, field) for field in fields]  # every value is drawn
    return any(changed)


def read_known(sheet: FormContext, fields: Sequence[MergedField]) -> None:
    """Show what is known to be read, out of reach."""
    if not fields:
        return
    with st.container(key="known_box"):
        _title(sheet)
        with st.container(key="known_values"):
            for field in fields:
                _known_value(sheet, field).show()


def draw_known_within_reach(sheet: FormContext, fields: Sequence[MergedField]) -> bool:
    """Offer to change what is known above; return as :func:`draw_known` does."""
    cursor, changeable = sheet.visit.cursor, [f for f in fields if _way_to_change(sheet, f)]
    if not changeable:
        return False
    if cursor.changing_known:
        with st.container(key="known_values_low"):
            changed = [_draw(sheet, field) for field in changeable]  # every value is drawn
        return any(changed)
    words = translate("kiosk.form.change_known", sheet.visit.locale)
    st.form_submit_button(
        words,
        key="change_known",
        icon=":material/edit:",
        width="stretch",
        on_click=cursor.change_known,
    )
    return False


def _title(sheet: FormContext) -> None:
    title = escape(translate("kiosk.form.known", sheet.visit.locale))
    st.html(f"<h2>{icon('lock')} {title}</h2>")


def _known_value(sheet: FormContext, field: MergedField) -> ValueShown:
    visit, place = sheet.visit, str(field.key)
    if visit.draft.is_locked(place):
        return fetched_value(field, visit)
    if visit.draft.is_written(place):
        return written_value(field, visit)
    return following_value(sheet.certain[place], visit.locale)


def _way_to_change(sheet: FormContext, field: MergedField) -> str:
    """Return how a known value is changed; nothing where nobody changes it."""
    draft, place = sheet.visit.draft, str(field.key)
    if draft.is_locked(place):
        return "contest"
    if draft.is_written(place):
        return "written"
    answered = {question.id for question, _ in sheet.consultation.answered}
    return "answered" if sheet.certain[place].question in answered else ""


def _draw(sheet: FormContext, field: MergedField) -> bool:
    visit, place = sheet.visit, str(field.key)
    known, way = _known_value(sheet, field), _way_to_change(sheet, field)
    if not way:
        draw_locked(known, place)
        return False
    if not draw_changeable(known, place, way, visit.locale):
        return False
    visit.cursor.shown = (visit.cursor.page, place)
    if way == "contest":
        visit.change(drafts.contest, place)
    elif way == "written":
        change_acting(visit)
    else:
        change_answer(sheet.certain[place].question, visit)
        visit.cursor.back_to_form = True
    return True
