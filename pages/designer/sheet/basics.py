"""What a theme is called, who leads, for whom it is, and what it aims at."""

from collections.abc import Callable
from html import escape

import streamlit as st

from core.themes.editing.figures import TARGETS, set_baseline, set_peer, set_target, set_words
from core.themes.editing.sheet import (
    namesakes,
    rename,
    set_audience,
    set_lead,
)
from pages.designer.creating import AUDIENCES
from pages.designer.sheet.editing import Change, Sheet
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
    _draw_kind(sheet)
    keep_under("sheet_audience", sheet.theme.audience)
    st.text_area(
        sheet.say("audience"),
        key="sheet_audience",
        max_chars=500,
        height=96,
        on_change=lambda: sheet.save(lambda: set_audience(kept_under("sheet_audience") or "")),
    )
    for part in ("source", "note"):
        _draw_words(sheet, part)


def _draw_kind(sheet: Sheet) -> None:
    """Let be said for whom a theme is at all: under that word the kiosk lists it."""
    kind = sheet.theme.audience_kind
    keep_under("sheet_audience_kind", kind or None)
    st.segmented_control(
        sheet.say("audience_kind"),
        list(dict.fromkeys((*AUDIENCES, *filter(None, (kind,))))),
        format_func=lambda each: (
            sheet.workspace.say(f"new.audience_{AUDIENCES[each]}") if each in AUDIENCES else each
        ),
        key="sheet_audience_kind",
        on_change=lambda: _take_kind(sheet),
    )


def _take_kind(sheet: Sheet) -> None:
    kind = kept_under("sheet_audience_kind")
    if kind:
        sheet.save(lambda: set_words("audience_kind", kind))
    else:
        sheet.workspace.refuse()


def _draw_words(sheet: Sheet, part: str) -> None:
    key = f"sheet_{part}"
    keep_under(key, getattr(sheet.theme, part))
    st.text_area(
        sheet.say(part),
        key=key,
        height=80,
        on_change=lambda: sheet.save(lambda: set_words(part, kept_under(key) or "")),
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
        words = sheet.say("same_name", codes=sheet.workspace.say("sheet.comma").join(same))
        st.html(f'<p class="warn" role="status">{escape(words)}</p>')


def draw_target(sheet: Sheet) -> None:
    """Draw what the theme aims at, how it was before, and what another place published."""
    for part, change in (("target", set_target), ("baseline", set_baseline)):
        st.html(f'<p class="muted">{escape(sheet.say(f"{part}_why"))}</p>')
        with st.container(key=f"sheet_{part}", horizontal=True):
            for figure in TARGETS:
                _draw_figure(sheet, part, figure, change)
    peer = sheet.theme.peer_reference
    with st.container(key="sheet_peer", horizontal=True):
        for name in ("value", "source"):
            keep_under(f"sheet_peer_{name}", getattr(peer, name, ""))
            st.text_input(
                sheet.say(f"peer_{name}"),
                key=f"sheet_peer_{name}",
                on_change=lambda: sheet.save(
                    lambda: set_peer(
                        kept_under("sheet_peer_value") or "", kept_under("sheet_peer_source") or ""
                    )
                ),
            )


def _draw_figure(
    sheet: Sheet, part: str, figure: str, change: Callable[[str, int | None], Change]
) -> None:
    key = f"sheet_{part}_{figure}"
    keep_under(key, getattr(getattr(sheet.theme, part), figure, None))
    st.number_input(
        sheet.say(f"target.{figure}"),
        min_value=0,
        max_value=_MOST.get(figure, 1_000_000),
        step=1,
        key=key,
        width=170,
        placeholder=sheet.say(f"no_{part}"),
        on_change=lambda: sheet.save(lambda: change(figure, kept_under(key))),
    )
