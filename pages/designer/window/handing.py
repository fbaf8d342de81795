"""Hand the results of one case over: check them, know who it is, give them."""

from functools import partial
from html import escape

import streamlit as st

from core.agents.models import CaseAct
from core.i18n import listed
from core.services.officers import OfficeUseCases
from core.services.officers.archive_case import ArchiveCase
from core.services.officers.window_models import (
    MatterResult,
    ReadyResults,
)
from pages.designer.represented import show_represented
from pages.designer.window.archiving import offer_package
from pages.designer.window.sending_back import ask_to_send_back
from pages.designer.window.statement import ask_for_signature, ask_for_statement, place_labels
from pages.designer.window.view import WindowView
from pages.designer.window.words import result_rows
from pages.designer.wording import shown
from pages.designer.workspace import Workspace
from pages.shared.feedback import errors_shown
from pages.shared.handing_over import offer_file
from pages.shared.state import remembered
from pages.shared.styling import icon, plain, tag


def show_results(
    office: OfficeUseCases, archives: ArchiveCase, number: str, workspace: Workspace
) -> None:
    """Show every result of a case, and hand over those that were checked."""
    found = office.delivering.results(workspace.session, number)
    _title(found, workspace)
    said = remembered(WindowView).take_said()
    if said:
        st.html(f'<p class="given" role="status">{icon("check_circle")} {escape(said)}</p>')
    st.html(result_rows(found.results, workspace))
    if found.unassessed:
        names = listed([shown(name) for name in found.unassessed], workspace.locale)
        words = escape(workspace.say("window.fee_unsaid", names=names))
        st.html(f'<p class="note warn" role="status">{icon("payments")} {words}</p>')
    if not found.ready:
        st.html(f'<p class="muted" role="status">{escape(workspace.say("window.nothing"))}</p>')
        if any(result.delivered_on for result in found.results):
            _offer_list(office, found, (), workspace)
        offer_package(archives, found, workspace)
        return
    show_represented(found.agents, workspace, act=CaseAct.COLLECT)
    checked = _check(found.ready, number, workspace)
    statement = ask_for_statement(found, number, workspace)
    drawn = ask_for_signature(statement, checked, number, workspace)
    if not _is_given(office, found, checked, workspace):
        ask_to_send_back(office, found, checked, workspace)
        return
    with errors_shown(workspace.locale, labels=place_labels(workspace)):
        matters = [result.matter for result in checked]
        office.delivering.deliver(workspace.session, found.number, matters, statement, drawn=drawn)
        remembered(WindowView).said = workspace.say("window.given", n=len(matters))
        st.rerun()


def _title(found: ReadyResults, workspace: Workspace) -> None:
    waiting = sum(result.decided_on is None for result in found.results)
    words = workspace.say("window.waiting", n=waiting) if waiting else workspace.say("window.whole")
    st.html(
        f"<h2>{escape(shown(found.applicant_name))} {tag(words, 'later' if waiting else 'ok')}</h2>"
        f'<p class="muted">{escape(found.theme_name)} · {escape(found.number)}</p>'
    )


def _check(
    ready: tuple[MatterResult, ...], number: str, workspace: Workspace
) -> tuple[MatterResult, ...]:
    """Return what was looked at and lies here; each is ticked by itself."""
    st.html(f"<h3>{escape(workspace.say('window.step.check'))}</h3>")
    return tuple(
        result
        for result in ready
        if st.checkbox(
            plain(result.words),
            key=f"checked_{number}_{result.matter}",
        )
    )


def _is_given(
    office: OfficeUseCases,
    found: ReadyResults,
    checked: tuple[MatterResult, ...],
    workspace: Workspace,
) -> bool:
    """Offer to hand over what was checked; what was not stays here and is said."""
    left = len(found.ready) - len(checked)
    words = workspace.say("window.left", n=left) if left else workspace.say("window.all_checked")
    with st.container(horizontal=True, vertical_alignment="center", key="window_give"):
        given = st.button(
            workspace.say("window.give", n=len(checked)),
            type="primary",
            icon=":material/volunteer_activism:",
            key="window_hand_over",
            disabled=not checked,
        )
        if st.button(
            workspace.say("window.send_back.open"),
            icon=":material/undo:",
            key="window_send_back",
            disabled=not checked,
        ):
            remembered(WindowView).is_sending_back = True
        if checked:
            _offer_list(office, found, checked, workspace)
        st.html(f'<p class="muted" role="status">{escape(words)}</p>')
    return given


def _offer_list(
    office: OfficeUseCases,
    found: ReadyResults,
    checked: tuple[MatterResult, ...],
    workspace: Workspace,
) -> None:
    """Offer the list of what is handed over, with a line to sign on."""
    made = partial(
        office.delivering.results_file,
        workspace.session,
        found.number,
        [result.matter for result in checked],
        locale=workspace.locale,
    )
    offer_file(
        workspace.say("window.list"),
        made,
        name=f"{found.number}-{workspace.say('window.list.file')}.pdf",
        media_type="application/pdf",
        key="window_list_file",
    )
