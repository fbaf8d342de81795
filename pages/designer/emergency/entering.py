"""Begin to enter a form: what the officer wrote on it, then what opens it at the kiosk."""

from datetime import date, datetime, time
from html import escape

import streamlit as st

from core.errors import StatementIncompleteError
from core.services.officers.paper_forms import (
    LONG_AGO_UNSURE,
    EntryCode,
    PaperForms,
    PaperReception,
    SheetScan,
)
from core.working_days import ZONE
from pages.designer.emergency.view import EmergencyView
from pages.designer.wording import moment
from pages.designer.workspace import Workspace
from pages.shared.days import ask_day
from pages.shared.feedback import errors_shown
from pages.shared.state import remembered

_PLACES = ("received_at", "received_by", "why")
_SCANS = ["pdf", "png", "jpg", "jpeg"]


def enter_form(papers: PaperForms, workspace: Workspace) -> None:
    """Ask for number and receipt of a form, or show what opens the one that was begun."""
    say, view = workspace.say, remembered(EmergencyView)
    st.html(f"<h2>{escape(say('emergency.enter'))}</h2>")
    if view.code is not None:
        _show_code(view.code, view, workspace)
        return
    st.html(f'<p class="muted">{escape(say("emergency.enter_why"))}</p>')
    number = st.text_input(
        say("emergency.number"), key=f"emergency_number_{view.done}", max_chars=60
    )
    if view.proposed is None:
        view.proposed = papers.proposed_receipt(workspace.session).astimezone(ZONE)
    reception = _reception(view, view.proposed, workspace)
    scanned = st.file_uploader(
        say("emergency.sheet"),
        type=_SCANS,
        help=say("emergency.sheet_why"),
        key=f"emergency_sheet_{view.done}",
    )
    scan = SheetScan(scanned.name, scanned.getvalue()) if scanned else None
    if not st.button(say("emergency.begin"), key="emergency_begin", type="primary"):
        return
    labels = {place: say(f"emergency.{place}") for place in _PLACES}
    with errors_shown(workspace.locale, labels=labels):
        try:
            view.code = papers.begin_entry(workspace.session, number or "", reception, scan)
        except StatementIncompleteError as refused:
            view.asks_sure = LONG_AGO_UNSURE in {each.rule for each in refused.problems}
            raise
        view.number = number or ""
        st.rerun()


def _reception(view: EmergencyView, proposed: datetime, workspace: Workspace) -> PaperReception:
    say = workspace.say
    day_side, time_side = st.columns(2)
    day = ask_day(
        say("emergency.day"),
        proposed.date(),
        key=f"emergency_day_{view.done}",
        side=day_side,
    )
    at = time_side.time_input(
        say("emergency.time"), value=proposed.time(), step=60, key=f"emergency_time_{view.done}"
    )
    received_by = st.text_input(
        say("emergency.received_by"), key=f"emergency_by_{view.done}", max_chars=60
    )
    why = st.text_input(say("emergency.why"), key=f"emergency_why_{view.done}", max_chars=200)
    received = day if isinstance(day, date) else proposed.date()
    moment_told = datetime.combine(received, at or time(0), ZONE)
    is_sure = view.asks_sure and st.checkbox(
        say("emergency.sure"), key=f"emergency_sure_{view.done}"
    )
    return PaperReception(moment_told, received_by or "", why or "", is_sure)


def _show_code(code: EntryCode, view: EmergencyView, workspace: Workspace) -> None:
    """Show number and code, which open the form at any kiosk of the hall, once."""
    say = workspace.say
    st.html(
        f"<p>{escape(say('emergency.begun', number=view.number))}</p>"
        f'<dl class="entrycode"><dt>{escape(say("emergency.resume_number"))}</dt>'
        f"<dd>{escape(code.number)}</dd><dt>{escape(say('emergency.resume_code'))}</dt>"
        f"<dd>{escape(code.code)}</dd></dl>"
        f'<p class="muted">{escape(say("emergency.begun_how", at=moment(code.expires_at)))}</p>'
    )
    if st.button(say("emergency.next"), key="emergency_next"):
        view.code, view.number, view.done = None, "", view.done + 1
        view.asks_sure, view.proposed = False, None
        st.rerun()
