"""How a matter changed, the newest first, and the way back."""

from html import escape

import streamlit as st

from core.errors import ServiceError
from core.services.library import LibraryRevision, LibraryUseCases, MatterRecord
from pages.designer.wording import moment
from pages.designer.workshop.bench import bench
from pages.designer.workshop.differences import difference_words
from pages.designer.workspace import Workspace
from pages.shared.state import kept_under


def draw_history(library: LibraryUseCases, record: MatterRecord, workspace: Workspace) -> None:
    """Show every change of a matter with who made it, when and why."""
    code = record.matter.code
    for change in library.revising.history(workspace.session, code):
        with st.container(key=f"past_{change.number}"):
            st.html(_change(change, workspace))
            if change.may_go_back and record.may_change:
                _way_back(library, workspace, code, change.number)


def _change(change: LibraryRevision, workspace: Workspace) -> str:
    came = change.changed_by == "catalogue"
    by = workspace.say("by_catalogue") if came else change.shown_by
    rows = "".join(f"<li>{difference_words(each, workspace)}</li>" for each in change.differences)
    why = change.reason or workspace.say("shop.came")
    return (
        f'<section class="shopbox"><p><b>{escape(why)}</b></p>'
        f"<p>{escape(moment(change.changed_at))} · {escape(by)}</p>"
        f'<ul class="changed">{rows}</ul></section>'
    )


def _way_back(library: LibraryUseCases, workspace: Workspace, code: str, number: int) -> None:
    key = f"shop_back_reason_{code}_{number}"
    with st.popover(workspace.say("shop.go_back"), key=f"go_back_{number}"):
        st.html(f"<p>{escape(workspace.say('shop.go_back_how'))}</p>")
        st.text_input(workspace.say("shop.reason"), key=key)
        st.button(
            workspace.say("shop.go_back_sure"),
            key=f"go_back_sure_{number}",
            on_click=_go_back,
            args=(library, workspace, code, number),
        )


def _go_back(library: LibraryUseCases, workspace: Workspace, code: str, number: int) -> None:
    table = bench()
    table.said, table.trouble = "", None
    reason = str(kept_under(f"shop_back_reason_{code}_{number}") or "")
    try:
        library.revising.go_back(workspace.session, code, number, reason)
    except ServiceError as trouble:
        table.trouble = trouble
    else:
        table.drop(code)
        table.said = workspace.say("shop.went_back")
