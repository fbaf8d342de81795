"""What a page knows already: one box, each value with its source and the way to change it."""

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
    draw_answered,
    draw_fetched,
    draw_following,
    draw_written,
)
from pages.shared.styling import icon


def draw_known(sheet: FormContext, fields: Sequence[MergedField]) -> bool:
    """Show what is known; return whether a value was contested, or a question is turned to."""
    if not fields:
        return False
    title = escape(translate("kiosk.form.known", sheet.visit.locale))
    with st.container(key="known_box"):
        st.html(f"<h2>{icon('lock')} {title}</h2>")
        with st.container(key="known_values"):
            changed = [_draw(sheet, field) for field in fields]  # every value is drawn
    return any(changed)


def _draw(sheet: FormContext, field: MergedField) -> bool:
    visit, place = sheet.visit, str(field.key)
    if visit.draft.is_locked(place):
        if draw_fetched(field, visit):
            visit.change(drafts.contest, place)
            visit.cursor.shown = (visit.cursor.page, place)
            return True
        return False
    if visit.draft.is_written(place):
        return _show_written(sheet, field)
    return _show_following(sheet, place)


def _show_written(sheet: FormContext, field: MergedField) -> bool:
    """Show what names who acts; return whether somebody turns to where they wrote it."""
    visit, place = sheet.visit, str(field.key)
    if draw_written(field, visit.draft.values[place], visit.locale):
        visit.cursor.shown = (visit.cursor.page, place)
        change_acting(visit)
        return True
    return False


def _show_following(sheet: FormContext, place: str) -> bool:
    """Show what follows; return whether somebody turns to the question it follows from."""
    following, visit = sheet.certain[place], sheet.visit
    if following.question not in {question.id for question, _ in sheet.consultation.answered}:
        draw_following(following, place, visit.locale)
        return False
    if draw_answered(following, place, visit.locale):
        visit.cursor.shown = (visit.cursor.page, place)
        change_answer(following.question, visit)
        visit.cursor.back_to_form = True
        return True
    return False
