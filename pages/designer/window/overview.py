"""Hand over: the cases of which a result waits on the left, the one that is open on the right."""

from html import escape

import streamlit as st

from core.errors import CaseError
from core.services.officers import OfficeUseCases
from core.services.officers.archive_case import ArchiveCase
from core.services.officers.window_models import ReadyCase
from pages.designer.frame import head
from pages.designer.window.handing import show_results
from pages.designer.window.view import WindowView
from pages.designer.window.words import day_words
from pages.designer.wording import shown
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.feedback import errors_shown, tell, words_of
from pages.shared.state import remembered
from pages.shared.styling import icon, plain, tag

CASE, ONLY = "case", "only"
_COMPLETE = "complete"


def page(office: OfficeUseCases, archives: ArchiveCase) -> None:
    """Show what waits, and the case that the address names."""
    workspace = current_workspace()
    with head(workspace.say("nav.window"), below=workspace.say("window.below")):
        pass
    with errors_shown(workspace.locale):
        cases = office.delivering.ready_cases(workspace.session)
        number = st.query_params.get(CASE, "")
        with st.container(key="window_columns"):
            with st.container(key="window_list"):
                _search(workspace)
                _list(cases, number, workspace)
            with st.container(key="window_case"):
                _case(office, archives, number, workspace)


def _search(workspace: Workspace) -> None:
    """Open a case by its number: scanned or typed."""
    typed = st.text_input(
        workspace.say("window.search"),
        key="window_search",
        placeholder=workspace.say("window.search"),
        label_visibility="collapsed",
    )
    view = remembered(WindowView)
    if typed and typed != view.searched:
        view.searched = typed
        st.query_params[CASE] = typed.strip()
        st.rerun()


def _list(cases: tuple[ReadyCase, ...], number: str, workspace: Workspace) -> None:
    complete = [case for case in cases if case.is_complete]
    is_only = st.segmented_control(
        workspace.say("window.which"),
        ["", _COMPLETE],
        default=_COMPLETE if st.query_params.get(ONLY) == _COMPLETE else "",
        format_func=lambda only: workspace.say(
            "window.complete" if only else "window.all", n=len(complete if only else cases)
        ),
        key="window_only",
        label_visibility="collapsed",
    )
    _keep(ONLY, is_only or "")
    listed = complete if is_only else cases
    if not listed:
        st.html(f'<p class="empty" role="status">{escape(workspace.say("window.none"))}</p>')
    for case in listed:
        _row(case, is_open=case.number == number, workspace=workspace)


def _row(case: ReadyCase, *, is_open: bool, workspace: Workspace) -> None:
    with st.container(
        key=f"{'ready_open_' if is_open else 'ready_'}{case.number}",
        horizontal=True,
        vertical_alignment="center",
    ):
        done = case.total - case.open
        words = workspace.say("window.ready", n=done, total=case.total)
        due = workspace.say("window.due", day=day_words(case.due, workspace)) if case.due else ""
        unassessed = ""
        if case.unassessed:
            unassessed = tag(workspace.say("window.unassessed", n=case.unassessed), "bad")
        st.html(
            f"<p><b>{escape(shown(case.applicant_name))}</b> "
            f"{tag(words, 'ok' if case.is_complete else 'later')}"
            f"<small>{escape(case.theme_name)} · {escape(case.number)}</small>"
            f"<small>{escape(due)}</small>{unassessed}</p>"
        )
        st.button(
            workspace.say("window.open"),
            key=f"open_{case.number}",
            help=plain(f"{case.number} {shown(case.applicant_name)}"),
            on_click=_keep,
            args=(CASE, case.number),
        )


def _case(office: OfficeUseCases, archives: ArchiveCase, number: str, workspace: Workspace) -> None:
    """Show the results of a case; a number that is none leads back to the list."""
    if not number:
        words = escape(workspace.say("window.choose"))
        st.html(f'<p class="empty" role="status">{icon("inventory_2")} {words}</p>')
        return
    try:
        show_results(office, archives, number, workspace)
    except CaseError as refused:
        tell(words_of(refused, workspace.locale), [])
        st.button(workspace.say("window.back"), key="window_back", on_click=_keep, args=(CASE, ""))


def _keep(name: str, value: str) -> None:
    """Keep something in the address, or take it out where there is nothing to keep."""
    if value:
        st.query_params[name] = value
    else:
        st.query_params.pop(name, None)
