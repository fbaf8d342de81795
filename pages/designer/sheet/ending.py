"""When versions take effect, and until when a theme is offered."""

from datetime import date, timedelta
from html import escape

import streamlit as st

from core.services.designers.keep_terms import ArchivePlan, LifeToday
from pages.designer.sheet.editing import Sheet
from pages.designer.wording import shown
from pages.shared.days import ask_day
from pages.shared.state import kept_under
from pages.shared.styling import plain

_GRACE = timedelta(days=30)
"""So long is proposed: whoever has begun finds the papers that are left."""


def days_in_words(sheet: Sheet, known: LifeToday, number: int, newest: int) -> str:
    """Say from which day until which a version is used, as far as that was said."""
    life = known.life
    start, end = life.starts.get(number), life.last_day_of(number, newest)
    key = {(True, True): "from_to", (True, False): "from", (False, True): "to"}.get(
        (start is not None, end is not None)
    )
    return sheet.say(f"days.{key}", start=start, end=end) if key else ""


def draw_rescheduling(sheet: Sheet, known: LifeToday, number: int) -> None:
    """Let a version that is not in effect yet take effect on another day."""
    start, today = known.life.starts.get(number), known.today
    if start is None or start <= today:
        return
    key = f"start_of_{number}"
    ask_day(
        sheet.say("first_day", number=number),
        start,
        key=key,
        width=220,
        on_change=lambda: _reschedule(sheet, number, kept_under(key)),
    )


def _reschedule(sheet: Sheet, number: int, day: date | None) -> None:
    workspace, code = sheet.workspace, sheet.theme.code
    with workspace.refusing():
        if day is not None:
            sheet.designing.publishing.reschedule(workspace.session, code, number, day)


def draw_ending(sheet: Sheet, known: LifeToday) -> None:
    """Let a theme that is published be archived, or one that is archived be opened again."""
    archived = known.life.archived
    if archived is None:
        _ask_to_archive(sheet, known.today)
        return
    names = _others(sheet)
    words = sheet.say(
        "archived",
        day=archived.day,
        grace=archived.grace_until or archived.day,
    )
    if archived.replaced_by:
        name = names.get(archived.replaced_by, archived.replaced_by)
        words += sheet.say("archived_instead", name=shown(name))
    st.html(f'<p class="warn" role="status">{escape(words)}</p>')
    st.button(sheet.say("reopen"), key="reopen", on_click=_reopen, args=(sheet,))


def _reopen(sheet: Sheet) -> None:
    with sheet.workspace.refusing():
        sheet.designing.publishing.reopen(sheet.workspace.session, sheet.theme.code)


def _ask_to_archive(sheet: Sheet, today: date) -> None:
    """Ask for the days and what replaces it; what that means stands above the button."""
    names = _others(sheet)
    with st.popover(sheet.say("archive_ask"), key="archive_ask", icon=":material/archive:"):
        st.html(f"<p>{escape(sheet.say('archive_means'))}</p>")
        with st.form("archive", border=False):
            ask_day(sheet.say("archive_last"), today, key="archive_last")
            ask_day(sheet.say("archive_grace"), today + _GRACE, key="archive_grace")
            st.selectbox(
                sheet.say("archive_instead"),
                list(names),
                index=None,
                key="archive_instead",
                placeholder=sheet.say("archive_nothing"),
                format_func=lambda code: plain(f"{code}  {shown(names[code])}"),
            )
            st.form_submit_button(
                sheet.say("archive"), key="archive_go", on_click=_archive, args=(sheet, today)
            )


def _archive(sheet: Sheet, today: date) -> None:
    workspace = sheet.workspace
    last = kept_under("archive_last") or today
    plan = ArchivePlan(
        last, kept_under("archive_grace") or last, kept_under("archive_instead") or ""
    )
    with workspace.refusing():
        sheet.designing.publishing.archive(workspace.session, sheet.theme.code, plan)


def _others(sheet: Sheet) -> dict[str, str]:
    themes = sheet.designing.listing.themes(sheet.workspace.session)
    return {
        theme.code: theme.name
        for theme in themes
        if theme.published and theme.code != sheet.theme.code
    }
