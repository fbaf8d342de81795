"""Reception: look for a case by number or by identity number, open it, go to the next caller."""

from html import escape

import streamlit as st

from core.errors import ServiceError
from core.services.officers import HelpCalls, OfficeUseCases
from core.services.officers.counter_use_cases import CounterUseCases
from core.services.officers.receive_materials import CounterCase
from pages.designer.frame import head
from pages.designer.reception.case import show_case
from pages.designer.reception.keeping import show_kept_visit
from pages.designer.reception.view import ReceptionView
from pages.designer.wording import moment, shown
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.feedback import errors_shown, tell, words_of
from pages.shared.state import remembered
from pages.shared.styling import icon, plain, tag

CASE = "case"


def page(counter: CounterUseCases, office: OfficeUseCases, calls: HelpCalls) -> None:
    """Show what was looked for, and the case that the address names."""
    workspace = current_workspace()
    with head(workspace.say("nav.reception"), below=workspace.say("reception.below")):
        _next_call(calls, workspace)
    with st.container(key="reception_columns"):
        with st.container(key="reception_list"):
            _search(counter, workspace)
            show_kept_visit(counter, workspace)
        with st.container(key="reception_case"):
            _case(counter, office, workspace)


def _next_call(calls: HelpCalls, workspace: Workspace) -> None:
    """Offer to go to whoever has called for help the longest."""
    with errors_shown(workspace.locale):
        waiting = calls.open_calls(workspace.session)
        words = workspace.say("reception.next", n=len(waiting))
        if not waiting:
            st.html(f'<p class="muted">{escape(workspace.say("reception.nobody"))}</p>')
            return
        first = waiting[0]
        if st.button(words, key="reception_next", icon=":material/campaign:"):
            calls.answer(workspace.session, first.number)
            remembered(ReceptionView).said = workspace.say("reception.going", kiosk=first.kiosk)
            st.rerun()


def _search(counter: CounterUseCases, workspace: Workspace) -> None:
    """Look for a case number that is scanned or typed, or for an identity number."""
    view = remembered(ReceptionView)
    with st.form("reception_find", border=False):
        typed = st.text_input(
            workspace.say("reception.number"), key="reception_number", max_chars=60
        )
        if st.form_submit_button(
            workspace.say("reception.find"), type="primary", key="reception_go"
        ):
            view.turn_to((typed or "").strip())
    if not view.typed:
        return
    try:
        found = counter.receiving.cases_of(workspace.session, view.typed)
    except ServiceError as refused:
        tell(words_of(refused, workspace.locale), [])
        return
    words = workspace.say("reception.found", n=len(found))
    st.html(f'<p class="muted" role="status">{escape(words)}</p>')
    for case in found:
        _line(case, workspace)


def _line(case: CounterCase, workspace: Workspace) -> None:
    is_open = st.query_params.get(CASE) == case.number
    key = f"{'reception_open_' if is_open else 'reception_line_'}{case.number}"
    with st.container(key=key, horizontal=True, vertical_alignment="center"):
        owed = workspace.say("reception.owed", n=len(case.owed)) if case.owed else ""
        st.html(
            f"<p><b>{escape(shown(case.applicant_name))}</b> {tag(owed, 'later') if owed else ''}"
            f"<small>{escape(shown(case.theme_name))} · {escape(case.number)}</small>"
            f"<small>{escape(moment(case.received_at))}</small></p>"
        )
        st.button(
            workspace.say("window.open"),
            key=f"counter_{case.number}",
            help=plain(f"{case.number} {shown(case.applicant_name)}"),
            on_click=_open,
            args=(case.number,),
        )


def _open(number: str) -> None:
    st.query_params[CASE] = number


def _case(counter: CounterUseCases, office: OfficeUseCases, workspace: Workspace) -> None:
    view = remembered(ReceptionView)
    said = view.take_said()
    if said:
        st.html(f'<p class="given" role="status">{icon("check_circle")} {escape(said)}</p>')
    number = st.query_params.get(CASE, "")
    if not number:
        words = escape(workspace.say("reception.choose"))
        st.html(f'<p class="empty" role="status">{icon("move_to_inbox")} {words}</p>')
        return
    try:
        show_case(counter, office, number, workspace)
    except ServiceError as refused:
        tell(words_of(refused, workspace.locale), [])
