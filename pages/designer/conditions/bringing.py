"""A matter just put in asks which of its rules count in this theme: a dashed card."""

from html import escape

import streamlit as st

from core.themes.editing.bringing import Brought, brought_by, take_over
from pages.designer.conditions.editing import Editing
from pages.shared.state import kept_under
from pages.shared.styling import plain


def draw_brought(editing: Editing) -> None:
    """Ask what the matter put in last shall bring; until then it counts as always in force."""
    matter, catalogue = editing.workspace.put_in, editing.preview.catalogue
    if not matter or all(included.matter != matter for included in editing.theme.matters):
        return
    others = editing.designing.reading.published_themes(editing.workspace.session)
    brought = brought_by(editing.theme, matter, catalogue, others)
    if not brought:
        return
    with st.container(key="brought"):
        words = editing.say("brings", name=editing.matter(matter), n=len(brought))
        st.html(f'<p role="status">{escape(words)}</p>')
        for at, rule in enumerate(brought):
            st.checkbox(
                plain(_brought_sentence(editing, rule)),
                value=rule.is_own,
                key=f"brought_{matter}_{at}",
            )
        with st.container(key="brought_act", horizontal=True):
            st.button(
                editing.say("take_over"),
                icon=":material/check:",
                key="take_over",
                on_click=lambda: _take_over(editing, matter, brought),
            )
            st.button(
                editing.say("take_nothing"), key="take_nothing", on_click=lambda: _done(editing)
            )


def _brought_sentence(editing: Editing, brought: Brought) -> str:
    if brought.when is not None:
        rule = editing.say("brings_when", condition=editing.sentence(brought.when))
    else:
        after = brought.edge.after if brought.edge else ()
        names = editing.say("comma").join(map(editing.matter, after))
        rule = editing.say("brings_edge", names=names)
    if brought.is_own:
        return rule
    return editing.say("brings_from", theme=brought.theme, rule=rule)


def _take_over(editing: Editing, matter: str, brought: tuple[Brought, ...]) -> None:
    chosen = [rule for at, rule in enumerate(brought) if kept_under(f"brought_{matter}_{at}")]
    _done(editing)
    editing.save(take_over(matter, chosen, editing.preview.catalogue))


def _done(editing: Editing) -> None:
    editing.workspace.put_in = ""
