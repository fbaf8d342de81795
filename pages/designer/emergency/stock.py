"""What was printed: which forms are open, being entered, used, voided; voiding one."""

from html import escape

import streamlit as st

from core.services.officers.paper_forms import (
    FormStock,
    PaperForms,
    PaperFormState,
    StockedForm,
)
from pages.designer.emergency.view import EmergencyView
from pages.designer.wording import moment, shown
from pages.designer.workspace import Workspace
from pages.shared.feedback import errors_shown
from pages.shared.state import kept_under, remembered

_COLUMNS = ("number", "theme", "printed", "state", "by")


def show_stock(papers: PaperForms, workspace: Workspace) -> None:
    """Show the forms, all or those that stand somewhere, and let one be voided."""
    say = workspace.say
    st.html(f"<h2>{escape(say('emergency.stock'))}</h2>")
    with errors_shown(workspace.locale):
        state = kept_under("emergency_state")
        stock = papers.stock(workspace.session, PaperFormState(state) if state else None)
        _choose(stock, workspace)
        if not stock.forms:
            words = escape(say("emergency.nothing"))
            st.html(f'<p class="empty" role="status">{words}</p>')
            return
        st.html(_table(stock, workspace))
        _void(papers, stock, workspace)


def _choose(stock: FormStock, workspace: Workspace) -> None:
    st.segmented_control(
        workspace.say("emergency.state"),
        [state.value for state in PaperFormState],
        format_func=lambda state: workspace.say(
            f"emergency.state.{state}.n", n=stock.counts[PaperFormState(state)]
        ),
        key="emergency_state",
    )


def _table(stock: FormStock, workspace: Workspace) -> str:
    heads = "".join(
        f'<th scope="col">{escape(workspace.say(f"emergency.column.{name}"))}</th>'
        for name in _COLUMNS
    )
    rows = "".join(_row(stocked, workspace) for stocked in stock.forms)
    return (
        f'<div class="deptform emergencyforms" tabindex="0"><table><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(stocked: StockedForm, workspace: Workspace) -> str:
    form, say = stocked.form, workspace.say
    theme = say("emergency.version", theme=shown(stocked.theme_name), version=form.theme_version)
    is_old = stocked.is_outdated and form.is_left
    old = f"<small>{escape(say('emergency.outdated'))}</small>" if is_old else ""
    printed = f"{moment(form.printed_at)} · {stocked.printed_by}"
    return (
        f"<tr><td>{escape(form.number)}</td><td>{escape(theme)}{old}</td>"
        f"<td>{escape(printed)}</td><td>{escape(say(f'emergency.state.{form.state}'))}</td>"
        f"<td>{escape(_what_became(stocked, workspace))}</td></tr>"
    )


def _what_became(stocked: StockedForm, workspace: Workspace) -> str:
    form = stocked.form
    if form.entry is not None:
        return f"{moment(form.entry.begun_at)} · {stocked.begun_by}"
    if form.ended_at is None:
        return ""
    ended = f"{moment(form.ended_at)} · {stocked.ended_by}"
    return f"{ended} · {form.reason}" if form.reason else ended


def _void(papers: PaperForms, stock: FormStock, workspace: Workspace) -> None:
    say, view = workspace.say, remembered(EmergencyView)
    left = [stocked.form.number for stocked in stock.forms if stocked.form.is_left]
    if not left:
        return
    with st.expander(say("emergency.void")), st.form(f"emergency_void_{view.done}", border=False):
        number = st.selectbox(say("emergency.number"), left, key=f"emergency_lost_{view.done}")
        reason = st.text_input(
            say("emergency.reason"), key=f"emergency_reason_{view.done}", max_chars=200
        )
        pressed = st.form_submit_button(say("emergency.void_go"), key="emergency_void_go")
    if pressed and number:
        with errors_shown(workspace.locale, labels={"reason": say("emergency.reason")}):
            papers.void(workspace.session, number, reason or "")
            view.said, view.done = say("emergency.voided", number=number), view.done + 1
            st.rerun()
