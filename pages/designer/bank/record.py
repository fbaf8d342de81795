"""One entry: its attributes, what is changed of it, who uses it, how it came to be so."""

from html import escape

import streamlit as st

from core.services.library import (
    EntryKind,
    EntryRecord,
    LibraryUseCases,
    entry_notice,
    is_deprecated,
)
from pages.designer.bank.addresses import TAB, keep, show_entry
from pages.designer.bank.bench import entry_now
from pages.designer.bank.editing import edit_entry
from pages.designer.bank.options import options_html
from pages.designer.bank.past import draw_entry_history
from pages.designer.bank.submitting import draw_pending_entry
from pages.designer.bank.usage import draw_entry_use
from pages.designer.frame import head
from pages.designer.wording import shown
from pages.designer.workspace import Workspace
from pages.shared.styling import tag

_CONTENT, _OPTIONS, _HISTORY = "content", "options", "history"
_WITH_OPTIONS = (EntryKind.ELEMENTS, EntryKind.MAPPINGS)


def draw_record(library: LibraryUseCases, workspace: Workspace, kind: EntryKind, code: str) -> None:
    """Show an entry."""
    record = library.listing.entry(workspace.session, kind, code)
    _head(record, workspace)
    notice = entry_notice(entry_now(record), record.catalogue, record.today)
    if notice:
        words = workspace.say(f"bank.notice.{notice}_how")
        st.html(f'<p class="warn">{escape(words)}</p>')
    if not record.may_change:
        st.html(f'<p class="warn">{escape(workspace.say("bank.read_only"))}</p>')
    left, right = st.columns([2.9, 1.1], gap="medium")
    with left:
        draw_pending_entry(library, record, workspace)
        _part(library, record, workspace)
    if record.kind is not EntryKind.PAGE_TITLES:  # every form has pages
        with right:
            draw_entry_use(record, workspace)


def _part(library: LibraryUseCases, record: EntryRecord, workspace: Workspace) -> None:
    tab = _tab(record, workspace)
    if tab == _HISTORY:
        draw_entry_history(library, record, workspace)
    elif tab == _OPTIONS:
        st.html(options_html(record, workspace))
    else:
        edit_entry(record, workspace)


def _tab(record: EntryRecord, workspace: Workspace) -> str:
    """Let a part be chosen, and keep in the address which."""
    tabs = [_CONTENT, *([_OPTIONS] if record.kind in _WITH_OPTIONS else []), _HISTORY]
    asked = st.query_params.get(TAB)
    chosen = st.segmented_control(
        workspace.say("shop.tabs"),
        tabs,
        default=asked if asked in tabs else _CONTENT,
        format_func=lambda name: workspace.say(f"bank.tab.{name}"),
        key=f"bank_tab_{record.kind}",
        label_visibility="collapsed",
    )
    keep(TAB, "" if chosen in (None, _CONTENT) else chosen)
    return chosen or _CONTENT


def _head(record: EntryRecord, workspace: Workspace) -> None:
    tags = tag(record.code) + tag(workspace.say(f"bank.list.{record.kind}"))
    if is_deprecated(record.entry):
        tags += tag(workspace.say("bank.deprecated"), "later")
    with head(shown(record.name), tags):
        st.button(
            workspace.say("shop.back"),
            icon=":material/arrow_back:",
            key="bank_back",
            on_click=show_entry,
            args=(record.kind, None),
        )
        for name, neighbour in (("before", record.before), ("after", record.after)):
            st.button(
                workspace.say(f"shop.{name}"),
                key=f"bank_{name}",
                disabled=neighbour is None,
                on_click=show_entry,
                args=(record.kind, neighbour or record.code),
            )
