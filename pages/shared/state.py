"""What one session remembers. No other module touches ``st.session_state``.

:mod:`pages.shared.forgetting` removes from behind it what cannot be reached through it.

What people give is kept in objects of our own, never in the state of a widget: a
widget forgets as soon as its page is not drawn.
"""

from typing import Any, TypeVar

import streamlit as st

Memory = TypeVar("Memory")

SEAT = "training_seat"
"""Where it is kept in which training room a session is; nothing of a person stands there."""


def remembered(kind: type[Memory]) -> Memory:
    """Return the session's one object of a class, making it when it is first asked for."""
    key = _key_of(kind)
    if key not in st.session_state:
        st.session_state[key] = kind()
    memory: Memory = st.session_state[key]
    return memory


def remember(memory: object) -> None:
    """Put an object in the place of the session's one object of its class."""
    st.session_state[_key_of(type(memory))] = memory


def forget_everything() -> None:
    """Forget the whole session: the next person must see nothing of this one.

    In which training room the session is stays: nobody walks out of it into the hall.
    """
    for key in list(st.session_state):
        if key != SEAT:
            del st.session_state[key]


def kept_under(key: str) -> Any:
    """Return what a widget, a component or a library keeps under its own key, or nothing."""
    return st.session_state.get(key)


def keep_under(key: str, value: object) -> None:
    """Put something under a key that a library or a widget looks at."""
    st.session_state[key] = value


def _key_of(kind: type) -> str:
    return f"remembered.{kind.__module__}.{kind.__qualname__}"
