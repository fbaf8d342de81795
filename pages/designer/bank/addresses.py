"""What the address of the bank says: a reload and a sent link show the same."""

import streamlit as st

from core.services.library import EntryKind

LIST, ENTRY, TAB, WORDS = "list", "entry", "tab", "q"


def kind_in_address() -> EntryKind:
    """Return the list that the address names; questions, if it names none."""
    named = st.query_params.get(LIST, "")
    return EntryKind(named) if named in set(EntryKind) else EntryKind.QUESTIONS


def show_list(kind: EntryKind) -> None:
    """Show a list from its beginning."""
    st.query_params[LIST] = kind.value
    for name in (ENTRY, TAB, WORDS):
        st.query_params.pop(name, None)


def show_entry(kind: EntryKind, code: str | None) -> None:
    """Show an entry, or its list again; what was looked for stays."""
    st.query_params[LIST] = kind.value
    if code:
        st.query_params[ENTRY] = code
    else:
        st.query_params.pop(ENTRY, None)


def keep(name: str, value: str) -> None:
    """Keep something in the address, or take it out where there is nothing to keep."""
    if value:
        st.query_params[name] = value
    else:
        st.query_params.pop(name, None)
