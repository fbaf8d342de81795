"""Find an entry of a list, and begin a new one."""

from dataclasses import dataclass
from html import escape

import streamlit as st

from core.catalogue.models import Part
from core.services.library import EntryKind, LibraryUseCases, ListedEntry
from core.staff.permissions import may
from core.staff.use_cases import UseCase
from pages.designer.bank.addresses import LIST, WORDS, keep, kind_in_address, show_entry, show_list
from pages.designer.bank.making import begin_entry
from pages.designer.frame import head
from pages.designer.wording import shown
from pages.designer.workspace import Workspace
from pages.shared.state import kept_under, remembered
from pages.shared.styling import plain, tag

_COLUMNS = ("name", "about", "used", "state")
_AT_ONCE = 20


@dataclass
class EntriesShown:
    """How many entries of the list are shown, for what is looked for."""

    looked_for: tuple[str, str] = ("", "")
    number: int = _AT_ONCE


def list_entries(library: LibraryUseCases, workspace: Workspace) -> None:
    """Show the lists, the search, and what it finds."""
    with head(workspace.say("nav.bank"), below=workspace.say("bank.below")):
        pass
    kind = _choose_list(workspace)
    words = _looked_for(library, workspace, kind)
    entries = library.listing.entries(workspace.session, kind, words)
    extent = workspace.say("bank.found", n=len(entries), what=workspace.say(f"bank.list.{kind}"))
    if not entries:
        extent = workspace.say("bank.none")
    st.html(f'<p class="{"muted" if entries else "empty"}" role="status">{escape(extent)}</p>')
    _rows(workspace, kind, entries, words)


def _choose_list(workspace: Workspace) -> EntryKind:
    kind = kind_in_address()
    st.segmented_control(
        workspace.say("bank.lists"),
        list(EntryKind),
        default=kind,
        format_func=lambda each: workspace.say(f"bank.list.{each}"),
        key=f"bank_list_{kind}",
        label_visibility="collapsed",
        on_change=lambda: show_list(kept_under(f"bank_list_{kind}") or kind),
    )
    keep(LIST, "" if kind is EntryKind.QUESTIONS else kind.value)
    return kind


def _looked_for(library: LibraryUseCases, workspace: Workspace, kind: EntryKind) -> str:
    with st.container(key="bank_search", horizontal=True, vertical_alignment="bottom"):
        words = st.text_input(
            workspace.say("bank.search"),
            value=st.query_params.get(WORDS, ""),
            key=f"bank_words_{kind}",
            type="search",
            live=True,
            placeholder=workspace.say("bank.search_hint"),
            width=420,
        )
        if may(workspace.person, UseCase.KEEP_ENTRY):
            begin_entry(library, workspace, kind)
    keep(WORDS, words or "")
    return words or ""


def _rows(
    workspace: Workspace, kind: EntryKind, entries: tuple[ListedEntry, ...], words: str
) -> None:
    if not entries:
        return
    shown_now = remembered(EntriesShown)
    if shown_now.looked_for != (kind, words):
        shown_now.looked_for, shown_now.number = (kind, words), _AT_ONCE
    with st.container(key="bank_entries"), st.container(key="themes"):
        heads = "".join(
            f"<span>{escape(workspace.say(f'bank.column.{name}'))}</span>" for name in _COLUMNS
        )
        st.html(f'<div class="row rowhead" aria-hidden="true">{heads}</div>')
        for entry in entries[: shown_now.number]:
            with st.container(key=f"row_{entry.code}", horizontal=True):
                st.html(_row(entry, workspace))
                st.button(
                    workspace.say("shop.open"),
                    key=f"open_{entry.code}",
                    help=plain(shown(entry.name)),
                    on_click=show_entry,
                    args=(kind, entry.code),
                )
    left = len(entries) - shown_now.number
    if left > 0:
        st.button(workspace.say("shop.more", n=left), key="bank_more", on_click=_show_more)


def _show_more() -> None:
    remembered(EntriesShown).number += 5 * _AT_ONCE


def _row(entry: ListedEntry, workspace: Workspace) -> str:
    cells = {
        "name": f"<b>{escape(shown(entry.name))}</b><small>{escape(entry.code)}</small>",
        "about": escape(_about(entry, workspace)),
        "used": escape(workspace.say("bank.used", themes=entry.themes, matters=entry.matters)),
        "state": _state(entry, workspace),
    }
    cells_reported = "".join(
        f'<div><span class="heard">{escape(workspace.say(f"bank.column.{name}"))}</span>'
        f"{cell}</div>"
        for name, cell in cells.items()
    )
    return f'<div class="row">{cells_reported}</div>'


def _state(entry: ListedEntry, workspace: Workspace) -> str:
    """Return as a tag what should be known of an entry before it is used."""
    word = "bank.deprecated" if entry.is_deprecated else f"bank.notice.{entry.notice}"
    return tag(workspace.say(word), "later") if entry.is_deprecated or entry.notice else ""


def _about(entry: ListedEntry, workspace: Workspace) -> str:
    """Say in a few words what an entry is: its options, its type, who stands behind it."""
    for name in ("options", "elements", "rule", "asked_as", "standard", "issuer", "basis", "note"):
        value = getattr(entry.entry, name, None)
        if value:
            comma = workspace.say("sheet.comma")
            words = comma.join(value) if isinstance(value, tuple) else value
            return shown(words if len(words) <= 48 else f"{words[:47]}…")
    if days := _days(entry.entry):
        return days
    unit = getattr(entry.entry, "unit", "")
    return workspace.say("bank.in_unit", unit=unit) if unit else ""


def _days(entry: Part) -> str:
    """Return from when until when a law is in force, as far as that is said."""
    days = [getattr(entry, name, None) or "" for name in ("valid_from", "valid_to")]
    return " – ".join(days) if any(days) else ""
