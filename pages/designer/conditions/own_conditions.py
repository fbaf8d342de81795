"""What a matter's own fields and materials depend on: declared in the library, for every theme."""

from collections.abc import Callable
from html import escape

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from core.catalogue.models import Condition, Matter
from core.themes.editing.decided_parts import (
    DecidedPart,
    conditional_parts,
    own_parts,
    whole_condition,
)
from core.themes.editing.sentences import read_sentences
from pages.designer.conditions.editing import Editing
from pages.designer.conditions.sentences import Edit, EditedCondition
from pages.designer.conditions.stated import draw_condition, draw_share
from pages.designer.wording import shown
from pages.designer.workshop.submitting import draw_pending
from pages.shared.state import kept_under
from pages.shared.styling import plain

Pages = Callable[[], StreamlitPage | None]
_CHOSEN = "own_part"


def draw_own_conditions(
    editing: Editing, code: str, questions: tuple[str, ...], workshop: Pages | None
) -> None:
    """List the conditions of a matter's own, and let one be changed by whoever may.

    Args:
        editing: The panel.
        code: The matter.
        questions: What its conditions may look at: what the theme asks or fixes.
        workshop: The page of the workshop, for whoever may go there.
    """
    matter = editing.preview.catalogue.matters.get(code)
    if matter is None:
        return
    rows = conditional_parts(matter)
    if rows:
        with st.expander(editing.say("own", n=len(rows))):
            st.html(_listed(editing, rows))
    if editing.library is not None:
        _choose(editing, matter, questions)
        draw_pending(editing.library, matter, editing.sentence, editing.workspace)
    page = workshop() if workshop else None
    if page is not None:
        st.page_link(page, label=editing.say("to_workshop"), query_params={"matter": code})


def _listed(editing: Editing, rows: tuple[DecidedPart, ...]) -> str:
    items = "".join(
        f"<li><b>{escape(shown(part.name))}</b><small>{escape(editing.sentence(part.when))}</small></li>"
        for part in rows
        if part.when is not None
    )
    why = escape(editing.say("own_why"))
    return f'<p class="muted">{why}</p><ul class="rows plain">{items}</ul>'


def _choose(editing: Editing, matter: Matter, questions: tuple[str, ...]) -> None:
    """Let a field or material be chosen; those with a condition stand first."""
    parts = {part.own: part for part in own_parts(matter)}
    offered = sorted(parts, key=lambda own: parts[own].when is None)
    if kept_under(f"{_CHOSEN}_{matter.code}") not in (None, *offered):
        return
    chosen = st.selectbox(
        editing.say("own_choose"),
        offered,
        index=None,
        format_func=lambda own: plain(f"{parts[own].part} {shown(parts[own].name)}"),
        placeholder=editing.say("own_choose"),
        key=f"{_CHOSEN}_{matter.code}",
        label_visibility="collapsed",
    )
    if chosen is not None:
        _draw_part(editing, parts[chosen], questions)


def _draw_part(editing: Editing, part: DecidedPart, questions: tuple[str, ...]) -> None:
    def save(edit: Edit) -> None:
        def changed(when: Condition | None) -> Condition | None:
            return edit(read_sentences(when)).condition()

        editing.declare(part.matter, part.own, changed)

    with st.container(key="own_condition"):
        draw_share(editing, f"share_of_{part.kind}", (whole_condition(part, editing.theme),))
        key = f"own_{part.own.replace(':', '_')}"
        draw_condition(editing, part.kind, EditedCondition(key, part.when, save, questions))
