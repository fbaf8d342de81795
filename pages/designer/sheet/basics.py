"""What a theme is called, who leads, for whom it is, and what it aims at."""

from html import escape

import streamlit as st

from core.themes.editing.sheet import (
    TARGETS,
    namesakes,
    rename,
    set_audience,
    set_lead,
    set_target,
)
from pages.designer.sheet.editing import Sheet
from pages.designer.wording import shown
from pages.shared.state import keep_under, kept_under
from pages.shared.styling import plain

_MOST = {"working_days": 10_000}


def draw_basics(sheet: Sheet) -> None:
    """Draw name, lead department and audience; each is saved when it is left."""
    _draw_name(sheet)
    departments = sheet.catalogue.departments
    lead = sheet.theme.lead_department
    keep_under("sheet_lead", lead if lead in departments else None)
    st.selectbox(
        sheet.say("lead"),
        list(departments),
        index=None,
        key="sheet_lead",
        placeholder=sheet.say("lead_hint"),
        format_func=lambda code: plain(shown(departments[code].name)),
        on_change=lambda: sheet.save(lambda: set_lead(kept_under("sheet_lead"))),
    )
    keep_under("sheet_audience", sheet.theme.audience)
    st.text_area(
        sheet.say("audience"),
        key="sheet_audience",
        max_chars=500,
        height=96,
        on_change=lambda: sheet.save(lambda: set_audience(kept_under("sheet_audience") or "")),
    )


def _draw_name(sheet: Sheet) -> None:
    keep_under("sheet_name", sheet.theme.name)
    st.text_input(
        sheet.say("name"),
        key="sheet_name",
        max_chars=max(100, len(sheet.theme.name)),
        on_change=lambda: sheet.save(lambda: rename(kept_under("sheet_name") or ""), "rename"),
    )
    listed = sheet.designing.listing.themes(sheet.workspace.session)
    names = {theme.code: theme.name for theme in listed}
    same = namesakes(names, sheet.theme.name, [sheet.theme.code])
    if same:
        told = sheet.say("same_name", codes=sheet.workspace.say("sheet.comma").join(same))
        st.html(f'<p class="warn" role="status">{escape(told)}</p>')


def draw_target(sheet: Sheet) -> None:
    """Draw the figures that the theme aims at, each beside the other."""
    st.html(f'<p class="muted">{escape(sheet.say("target_why"))}</p>')
    with st.container(key="sheet_target", horizontal=True):
        for figure in TARGETS:
            _draw_figure(sheet, figure)


def _draw_figure(sheet: Sheet, figure: str) -> None:
    key = f"sheet_target_{figure}"
    keep_under(key, getattr(sheet.theme.target, figure, None))
    st.number_input(
        sheet.say(f"target.{figure}"),
        min_value=0,
        max_value=_MOST.get(figure, 1_000_000),
        step=1,
        key=key,
        width=170,
        placeholder=sheet.say("no_target"),
        on_change=lambda: sheet.save(lambda: set_target(figure, kept_under(key))),
    )
