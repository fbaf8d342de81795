"""What is not in force any more of what a running case rests on, as its officer is told."""

from collections.abc import Iterator
from html import escape

import streamlit as st

from core.i18n import listed
from core.services.officers.open_task import OpenedTask
from core.services.officers.seen_validity import SeenValidity
from pages.designer.wording import shown
from pages.designer.workspace import Workspace
from pages.shared.styling import icon


def show_validity(task: OpenedTask, workspace: Workspace) -> None:
    """Say since when it is so, and that the case goes on as it was received."""
    if task.validity is None or not task.review.is_undecided:
        return
    title = escape(workspace.say("desk.validity"))
    version = task.case.application.theme_version
    lines = [*_lines(task.validity, workspace), workspace.say("desk.validity.goes_on", n=version)]
    words = "".join(f"<p>{escape(shown(line))}</p>" for line in lines)
    st.html(f'<div class="note warn" role="status"><b>{icon("gavel")} {title}</b>{words}</div>')


def _lines(validity: SeenValidity, workspace: Workspace) -> Iterator[str]:
    stop = validity.stop
    if stop is not None:
        yield workspace.say("desk.validity.stopped", day=stop.day.isoformat())
        if stop.replaced_by:
            names = listed(list(stop.replaced_by), workspace.locale)
            yield workspace.say("desk.validity.instead", names=names)
    for law in validity.repealed:
        yield workspace.say("desk.validity.repealed", name=law.name, day=law.day.isoformat())
        if law.replaced_by:
            yield workspace.say("desk.validity.law_instead", names=law.replaced_by)
