"""The steps of a draft (改动记录): who changed what and when, and the way back to each."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from html import escape

import streamlit as st

from core.i18n import listed
from core.services.designers import DesigningUseCases
from core.services.designers.edit_theme import (
    OpenTheme,
    Step,
    go_to_step,
    redo_step,
    undo_step,
)
from core.services.staff.keep_accounts import KeepAccounts
from pages.designer.wording import moment, shown, who
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.feedback import errors_shown
from pages.shared.styling import tag

ASKING = "steps"
"""The name of the dialog."""


def draw_step_buttons(
    designing: DesigningUseCases, workspace: Workspace, opened: OpenTheme
) -> None:
    """Offer to take a step back, to do it again, and to look through all of them."""
    for name, steps, take in (
        ("undo", opened.past, undo_step),
        ("redo", opened.future, redo_step),
    ):
        st.button(
            workspace.say(f"board.{name}"),
            icon=f":material/{name}:",
            key=name,
            disabled=not steps,
            on_click=take_step,
            args=(designing, workspace, take),
        )
    st.button(
        workspace.say("steps.title"),
        icon=":material/manage_history:",
        key="steps",
        on_click=workspace.ask,
        args=(ASKING,),
    )


def take_step(
    designing: DesigningUseCases, workspace: Workspace, take: Callable[..., OpenTheme]
) -> None:
    """Save the open theme as it was at another step."""
    if workspace.theme is None:
        return
    with workspace.refusing():
        workspace.lay_out(take(designing, workspace.session, workspace.theme))


def ask_which_step(
    designing: DesigningUseCases, accounts: KeepAccounts, workspace: Workspace, opened: OpenTheme
) -> None:
    """List the steps in a dialog, the newest first, each with the way back to it."""

    @st.dialog(workspace.say("steps.title"), width="large", on_dismiss=workspace.ask)
    def ask() -> None:
        with errors_shown(workspace.locale):
            names = accounts.names(workspace.session)
            called = _names_of_codes(designing, workspace)
            st.html(f'<p class="muted">{escape(workspace.say(_how(opened)))}</p>')
            newest = _number_of_newest(opened)
            for step in reversed(opened.steps):
                with st.container(key=f"step_{step.number}", horizontal=True):
                    st.html(_row(step, newest, names, called))
                    if step.number != newest:
                        _way_to(designing, step)

    ask()


def _how(opened: OpenTheme) -> str:
    return "steps.how" if opened.steps else "steps.none"


def _number_of_newest(opened: OpenTheme) -> int:
    return max((step.number for step in opened.steps if not step.undone), default=0)


def _way_to(designing: DesigningUseCases, step: Step) -> None:
    workspace = current_workspace()
    words = "steps.again" if step.undone else "steps.back"
    st.button(
        workspace.say(words, time=moment(step.saved_at)),
        key=f"to_step_{step.number}",
        on_click=_go_to,
        args=(designing, step.number),
    )


def _go_to(designing: DesigningUseCases, number: int) -> None:
    workspace = current_workspace()
    workspace.ask()
    take_step(designing, workspace, partial(go_to_step, number=number))


def _row(step: Step, newest: int, names: Mapping[str, str], called: Mapping[str, str]) -> str:
    workspace = current_workspace()
    mark = ""
    if step.number == newest:
        mark = tag(workspace.say("steps.now"), "ok")
    elif step.undone:
        mark = tag(workspace.say("steps.undone"))
    by = who(step.saved_by, names, workspace)
    lines = "".join(f"<li>{escape(line)}</li>" for line in _changes(step, called, workspace))
    return (
        f'<div class="step"><p><b>{escape(workspace.say(f"step.{step.kind}"))}</b> {mark}</p>'
        f"<small>{escape(moment(step.saved_at))} · {escape(by)}</small><ul>{lines}</ul></div>"
    )


def _changes(step: Step, called: Mapping[str, str], workspace: Workspace) -> Iterator[str]:
    """Yield a line for each part: what came, what went, or that it is another."""
    for part in step.changes:
        name = workspace.say(f"part.{part.part}")
        for word, codes in (("added", part.added), ("removed", part.removed)):
            if codes:
                names = listed([called.get(code, code) for code in codes], workspace.locale)
                yield workspace.say(f"steps.{word}", part=name, names=names)
        if not part.added and not part.removed:
            yield workspace.say("steps.changed", part=name)


def _names_of_codes(designing: DesigningUseCases, workspace: Workspace) -> Mapping[str, str]:
    """Return what people call matters and questions."""
    catalogue = designing.reading.catalogue(workspace.session)
    matters = {code: shown(matter.name) for code, matter in catalogue.matters.items()}
    return matters | {
        code: f"“{shown(question.text)}”" for code, question in catalogue.questions.items()
    }
