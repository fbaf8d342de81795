"""One late matter: what was done about it so far, and what may be done now."""

from html import escape
from typing import Any

import streamlit as st

from core.i18n import translate
from core.services.officers.supervise_tasks import (
    CLOCK_NAME,
    SuperviseTasks,
    SupervisionThread,
)
from pages.designer.frame import head
from pages.designer.supervision import addresses
from pages.designer.supervision.acting import SupervisionForms, SupervisionView
from pages.designer.supervision.drawing import late_tags
from pages.designer.wording import moment, shown
from pages.designer.workspace import Workspace
from pages.shared.state import remembered


def show_thread(
    supervising: SuperviseTasks, number: str, matter: str, workspace: Workspace
) -> None:
    """Show one matter with everything that was said about it.

    Raises:
        CaseNotFoundError: If it is out of reach.
    """
    found, view = supervising.thread(workspace.session, number, matter), remembered(SupervisionView)
    line = found.line
    below = f"{line.department_name} · {line.theme_name} · {line.task.case_number}"
    with head(shown(line.matter_name), below=shown(below)):
        st.button(
            workspace.say("supervision.back"), key="late_back", on_click=addresses.open_matter
        )
    view.tell_once(workspace)
    st.html(f'<p class="latetags">{late_tags(line, found.today, workspace)}</p>')
    st.html(_said(found, workspace))
    SupervisionForms(supervising, line, view, workspace).draw()


def _said(found: SupervisionThread, workspace: Workspace) -> str:
    title = f"<h2>{escape(workspace.say('supervision.said'))}</h2>"
    if not found.events:
        none = escape(workspace.say("supervision.nothing_said"))
        return f'<section class="latethread">{title}<p class="muted">{none}</p></section>'
    items = "".join(_entry(event, found, workspace) for event in found.events)
    return f'<section class="latethread">{title}<ol class="thread">{items}</ol></section>'


def _entry(event: Any, found: SupervisionThread, workspace: Workspace) -> str:
    who = (
        workspace.say("supervision.clock")
        if event.actor == CLOCK_NAME
        else found.members.get(event.actor, event.actor)
    )
    what = translate(f"supervision.step.{event.action}", workspace.locale)
    details, lines = event.details, []
    if superior := details.get("superior"):
        lines.append(workspace.say("supervision.to_superior", superior=superior))
    lines.append(details.get("words", ""))
    if until := details.get("until"):
        lines.append(translate("supervision.until", workspace.locale, day=until))
    said = "".join(f"<p>{escape(shown(words))}</p>" for words in lines if words)
    by = escape(f"{moment(event.at)} · {what} · {shown(who)}")
    return f"<li><small>{by}</small>{said}</li>"
