"""What was done with a matter so far, as its office wrote it."""

from collections.abc import Iterator, Mapping
from functools import partial
from html import escape

import streamlit as st

from core.i18n import messages_of
from core.services.officers import OfficeUseCases
from core.services.officers.open_task import OpenedTask, TakenStep
from core.services.officers.review_models import said_of_change
from pages.designer.wording import moment
from pages.designer.workspace import Workspace
from pages.shared.handing_over import offer_file

_SAID = (
    "reason",
    "article",
    "authority",
    "words",
    "notice",
    "approved_by",
    "late_reason",
    "order",
    "agreed_by",
)
_NAMED = frozenset({"paused"})


def show_steps(office: OfficeUseCases, task: OpenedTask, workspace: Workspace) -> None:
    """Show every step of the own matter, the last one first, each notice to be printed."""
    if not task.steps:
        return
    with st.expander(workspace.say("desk.steps", n=len(task.steps))):
        for step in reversed(task.steps):
            with st.container(horizontal=True, key=f"step_{step.sequence}"):
                st.html(_row(step, workspace))
                if step.has_notice:
                    made = partial(
                        office.opening.notice_file,
                        workspace.session,
                        task.case.number,
                        task.matter,
                        step.sequence,
                    )
                    offer_file(
                        workspace.say("desk.notice"),
                        made,
                        name=f"{task.case.number}-{task.matter}-{step.sequence}.pdf",
                        media_type="application/pdf",
                        key=f"notice_{step.sequence}",
                    )


def _row(step: TakenStep, workspace: Workspace) -> str:
    said = "；".join(_parts(step, workspace))
    words = escape(workspace.say(f"desk.took.{step.action}"))
    who = _who(step.who, workspace)
    more = f"<p>{escape(said)}</p>" if said else ""
    return (
        f'<div class="step"><b>{words}</b> <small>{escape(moment(step.at))} · {escape(who)}'
        f"</small>{more}</div>"
    )


def _who(name: str, workspace: Workspace) -> str:
    """Say who did it; what the clock, a channel or another system did has a word of its own."""
    key = f"desk.actor.{name.partition(':')[0]}"
    return workspace.say(key) if f"designer.{key}" in messages_of(workspace.locale) else name


def _parts(step: TakenStep, workspace: Workspace) -> Iterator[str]:
    details = step.details
    for name in _SAID:
        if value := details.get(name):
            is_named = name == "reason" and step.action in _NAMED
            yield workspace.say(f"desk.pause.{value}") if is_named else str(value)
    changes = details.get("changes")
    for change in changes if isinstance(changes, list) else ():
        yield from said_of_change(change["before"], change["after"])
    results = details.get("results")
    for result in results if isinstance(results, list) else ():
        yield _result(result)


def _result(result: Mapping[str, object]) -> str:
    return f"{result.get('name', '')} {result.get('number', '')}".strip()
