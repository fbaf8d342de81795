"""How an entry changed, the newest first, and the way back."""

from html import escape

import streamlit as st

from core.errors import ServiceError
from core.services.library import EntryRecord, LibraryRevision, LibraryUseCases
from pages.designer.bank.bench import entry_bench
from pages.designer.bank.differences import entry_difference_in_words
from pages.designer.wording import moment
from pages.designer.workspace import Workspace
from pages.shared.state import kept_under


def draw_entry_history(library: LibraryUseCases, record: EntryRecord, workspace: Workspace) -> None:
    """Show every change of an entry with who made it, when and why."""
    history = library.keeping.entry_history(workspace.session, record.kind, record.code)
    for revision in history:
        with st.container(key=f"past_{revision.number}"):
            st.html(_revision(revision, record, workspace))
            if revision.may_go_back and record.may_change:
                _way_back(library, record, workspace, revision.number)


def _revision(revision: LibraryRevision, record: EntryRecord, workspace: Workspace) -> str:
    came = revision.changed_by == "catalogue"
    by = workspace.say("by_catalogue") if came else revision.shown_by
    rows = "".join(
        f"<li>{entry_difference_in_words(difference, record.catalogue, workspace)}</li>"
        for difference in revision.differences
    )
    why = revision.reason or workspace.say("shop.came")
    return (
        f'<section class="shopbox"><p><b>{escape(why)}</b></p>'
        f"<p>{escape(moment(revision.changed_at))} · {escape(by)}</p>"
        f'<ul class="changed">{rows}</ul></section>'
    )


def _way_back(
    library: LibraryUseCases, record: EntryRecord, workspace: Workspace, number: int
) -> None:
    key = f"bank_back_reason_{record.code}_{number}"
    with st.popover(workspace.say("shop.go_back"), key=f"go_back_{number}"):
        st.html(f"<p>{escape(workspace.say('bank.go_back_how'))}</p>")
        st.text_input(workspace.say("shop.reason"), key=key)
        st.button(
            workspace.say("shop.go_back_sure"),
            key=f"go_back_sure_{number}",
            on_click=_go_back,
            args=(library, record, workspace, number),
        )


def _go_back(
    library: LibraryUseCases, record: EntryRecord, workspace: Workspace, number: int
) -> None:
    table = entry_bench()
    table.said, table.trouble = "", None
    reason = str(kept_under(f"bank_back_reason_{record.code}_{number}") or "")
    try:
        library.keeping.restore_entry(
            workspace.session, record.kind, record.code, number=number, reason=reason
        )
    except ServiceError as trouble:
        table.trouble = trouble
    else:
        table.drop(table.key(record.entry))
        table.said = workspace.say("shop.went_back")
