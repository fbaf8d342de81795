"""What a supervisor or the clock said about a matter (督办), in the list and on its page."""

from dataclasses import replace
from html import escape

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from core.i18n import translate
from core.services.officers.open_task import OpenedTask
from core.services.officers.review_models import SupervisionMark
from pages.designer.supervision.addresses import CASE, MATTER
from pages.designer.supervision.drawing import mark_tags
from pages.designer.wording import moment, shown
from pages.designer.workspace import Workspace
from pages.shared.styling import icon


def show_supervision(task: OpenedTask, late: StreamlitPage | None, workspace: Workspace) -> None:
    """Show the last step, its words and the report that is owed, and lead to where it is given."""
    seen = task.supervision
    if seen is None:
        return
    who = seen.who or workspace.say("supervision.clock")
    step = translate(f"supervision.step.{seen.action}", workspace.locale)
    by = " · ".join((moment(seen.at), step, shown(who)))
    words = f"<p>{escape(shown(seen.words))}</p>" if seen.words else ""
    owed = mark_tags(replace(seen.mark, urged=None), workspace)
    title = escape(workspace.say("nav.supervision"))
    with st.container(key="task_supervision"):
        st.html(
            f'<div class="note warn" role="status"><b>{icon("campaign")} {title}</b> '
            f"{owed}<p><small>{escape(by)}</small></p>{words}</div>"
        )
        if late is not None:
            key = "report" if seen.mark.report_by else "look"
            address = {CASE: task.case.number, MATTER: task.matter}
            st.page_link(late, label=workspace.say(f"desk.urged.{key}"), query_params=address)


def tags_of(mark: SupervisionMark | None, workspace: Workspace) -> str:
    """Return what is shown of a mark as HTML, an icon and a word each; nothing without one."""
    return mark_tags(mark, workspace) if mark else ""
