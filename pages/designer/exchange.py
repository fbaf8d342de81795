"""Messages to and from departments' own systems that did not arrive, for supervisors."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from core.i18n import messages_of
from core.services.officers.exchange_messages import ExchangeMessages, ExchangePage, problem_words
from pages.designer.frame import head
from pages.designer.wording import moment
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.feedback import errors_shown
from pages.shared.state import remembered

_DEAD = ("department", "case", "matter", "kind", "at", "attempts", "reason")
_UNKNOWN = "—"
"""Stands where a message could not be understood."""
_REFUSED = ("department", "case", "matter", "kind", "at", "reason")


@dataclass
class ExchangeView:
    """What came of the last press."""

    said: str = ""


def page(exchange: ExchangeMessages) -> None:
    """Show what did not arrive and why, and have it sent anew."""
    workspace = current_workspace()
    with errors_shown(workspace.locale):
        view = remembered(ExchangeView)
        with head(workspace.say("nav.exchange"), below=workspace.say("exchange.below")):
            pass
        found = exchange.messages(workspace.session)
        if view.said:
            st.html(f'<p role="status">{escape(view.said)}</p>')
        _waiting(found, workspace)
        _dead(exchange, found, view, workspace)
        _refused(found, workspace)


def _waiting(found: ExchangePage, workspace: Workspace) -> None:
    for count in found.counts:
        name = found.departments.get(count.department, count.department)
        params = {"department": name, "pending": count.pending, "dead": count.dead}
        st.html(f"<p>{escape(workspace.say('exchange.waiting', **params))}</p>")
    if not (found.dead or found.refused):
        st.html(f'<p class="empty" role="status">{escape(workspace.say("exchange.none"))}</p>')


def _dead(
    exchange: ExchangeMessages, found: ExchangePage, view: ExchangeView, workspace: Workspace
) -> None:
    if not found.dead:
        return
    st.html(f"<h2>{escape(workspace.say('exchange.dead', n=len(found.dead)))}</h2>")
    rows = [
        (
            *_about(found, message.department, message.case_number, message.matter),
            _kind(message.kind, workspace),
            moment(message.created_at),
            workspace.say("exchange.attempts", n=message.attempts),
            _reason(message.last_error, workspace),
        )
        for message in found.dead
    ]
    st.html(_table(_DEAD, rows, workspace))
    by_department: dict[str, list[str]] = {}
    for message in found.dead:
        by_department.setdefault(message.department, []).append(message.id)
    every = [message.id for message in found.dead]
    label = workspace.say("exchange.resend", n=len(every))
    _resending("all", label, every, exchange=exchange, view=view)
    for code, ids in by_department.items() if len(by_department) > 1 else ():
        name = found.departments.get(code, code)
        label = workspace.say("exchange.resend_department", department=name, n=len(ids))
        _resending(code, label, ids, exchange=exchange, view=view)


def _resending(
    key: str, label: str, ids: Collection[str], *, exchange: ExchangeMessages, view: ExchangeView
) -> None:
    if st.button(label, key=f"resend_{key}", type="primary" if key == "all" else "secondary"):
        workspace = current_workspace()
        number = exchange.resend(workspace.session, ids)
        view.said = workspace.say("exchange.resent", n=number)
        st.rerun()


def _refused(found: ExchangePage, workspace: Workspace) -> None:
    if not found.refused:
        return
    st.html(f"<h2>{escape(workspace.say('exchange.refused', n=len(found.refused)))}</h2>")
    st.html(f"<p>{escape(workspace.say('exchange.refused_below'))}</p>")
    rows = [
        (
            *_about(found, message.department, message.case_number, message.matter),
            _kind(message.action, workspace),
            moment(message.at),
            problem_words(message.problem, workspace.locale),
        )
        for message in found.refused
    ]
    st.html(_table(_REFUSED, rows, workspace))


def _about(found: ExchangePage, department: str, case: str, matter: str) -> tuple[str, str, str]:
    name = found.departments.get(department, department)
    return name, case or _UNKNOWN, found.matters.get(matter, matter) or _UNKNOWN


def _kind(action: str, workspace: Workspace) -> str:
    known = messages_of(workspace.locale)
    step = known.get(f"designer.desk.took.{action}", action or _UNKNOWN)
    return known.get(f"monitoring.step.{action}", step)


def _reason(reason: str, workspace: Workspace) -> str:
    ours = f"outbox.reason.{reason}"
    theirs = f"error.infrastructure.department_system_{reason}"
    known = messages_of(workspace.locale)
    return known.get(ours) or known.get(theirs, reason)


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]], workspace: Workspace) -> str:
    heads = "".join(
        f'<th scope="col">{escape(workspace.say(f"exchange.column.{name}"))}</th>'
        for name in columns
    )
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return (
        f'<div class="deptform exchange"><table><thead><tr>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )
