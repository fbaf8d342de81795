"""A matter in force in several ways: each has a condition of its own, and one is enough."""

import streamlit as st

from core.themes.editing.comparing_answers import first_comparison
from core.themes.editing.conditions import add_inclusion, remove_inclusion
from pages.designer.conditions.editing import Editing
from pages.shared.state import keep_under, kept_under

_NEW = "inclusion_new"


def draw_addition(editing: Editing, matter: str, questions: tuple[str, ...]) -> None:
    """Offer another way in which a matter is in force, beginning with a question."""
    keep_under(_NEW, None)
    st.selectbox(
        editing.say("another_way"),
        questions,
        index=None,
        format_func=editing.offered,
        placeholder=editing.say("another_way"),
        key=_NEW,
        label_visibility="collapsed",
        on_change=lambda: _add(editing, matter),
    )


def _add(editing: Editing, matter: str) -> None:
    code = kept_under(_NEW)
    if code:
        catalogue = editing.preview.catalogue
        when = first_comparison(catalogue.question(code))
        editing.save(add_inclusion(matter, when, catalogue), kind="condition")


def draw_removal(editing: Editing, matter: str, place: int) -> None:
    """Offer to remove one of several ways in which a matter is in force."""
    catalogue = editing.preview.catalogue
    st.button(
        editing.say("remove_way", n=place + 1),
        icon=":material/close:",
        key=f"inclusion_remove_{place}",
        on_click=lambda: editing.save(remove_inclusion(matter, place, catalogue), kind="condition"),
    )
