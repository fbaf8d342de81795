"""Keys for lists: up and down from line to line, Enter opens it, "/" goes to the search box."""

from dataclasses import dataclass
from html import escape

import streamlit as st

from pages.shared.components import script_of

_SCRIPT = "list_keys"


@dataclass(frozen=True, slots=True)
class KeyedList:
    """Which containers the keys go through: the list, its lines, and the search box.

    ``name`` is the key of the list; with ``lines`` and ``search`` the keys of the others begin. A
    line has one button, which opens it.
    """

    name: str
    lines: str
    search: str


def go_by_keys(known: KeyedList, words: str) -> None:
    """Let a list be gone through by keys, and say which they are."""
    keys = st.components.v2.component(_SCRIPT, js=script_of(_SCRIPT))
    with st.container(key=f"unseen_keys_{known.name}"):
        data = {
            "list": known.name,
            "line": f"[class*=st-key-{known.lines}]",
            "search": known.search,
        }
        keys(data=data, key=f"{_SCRIPT}.{known.name}")
    st.html(f'<p class="muted bykeys">{escape(words)}</p>')
