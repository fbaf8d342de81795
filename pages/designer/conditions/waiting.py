"""Who waits for whom: as a list to edit, and as a picture of the same."""

from collections.abc import Callable
from html import escape

import streamlit as st

from core.catalogue.models import Precedence
from core.themes.editing.precedence import (
    add_edge,
    edges_of,
    possible_earlier,
    remove_edge,
    set_edge,
    waiting_for,
)
from pages.designer.conditions.editing import Editing
from pages.shared.state import keep_under, kept_under
from pages.shared.styling import plain


def draw_waiting(editing: Editing, matter: str) -> None:
    """Draw what a matter waits for, and what waits for it."""
    edges, later = edges_of(editing.theme, matter), waiting_for(editing.theme, matter)
    st.html(f"<h3>{escape(editing.say('waiting', n=len(edges)))}</h3>")
    if not edges:
        st.html(f'<p class="muted">{escape(editing.say("waits_for_nobody"))}</p>')
    for at, edge in edges:
        _draw_edge(editing, at, edge)
    _add(editing, matter)
    names = editing.say("comma").join(map(editing.matter, later)) or editing.say("nobody")
    st.html(f"<p>{escape(editing.say('waited_for_by', names=names))}</p>")
    if edges or later:
        st.html(_picture(editing, matter))


def _draw_edge(editing: Editing, at: int, edge: Precedence) -> None:
    key = f"edge_{at}"
    possible = tuple(dict.fromkeys((*edge.after, *possible_earlier(editing.theme, edge.matter))))
    keep_under(f"{key}_after", list(edge.after))
    with st.container(key=key, horizontal=True, vertical_alignment="center"):
        st.multiselect(
            editing.say("waits_for"),
            possible,
            format_func=lambda code: plain(editing.matter(code)),
            key=f"{key}_after",
            label_visibility="collapsed",
            select_all=False,
            on_change=lambda: _set(editing, at, "after", lambda codes: tuple(codes or ())),
        )
        if len(edge.after) > 1:
            _draw_choice(editing, at, "mode", edge.mode)
        _draw_choice(editing, at, "binding", edge.binding)
        st.button(
            editing.say("remove_edge"),
            icon=":material/close:",
            key=f"{key}_remove",
            on_click=lambda: editing.save(remove_edge(at)),
        )


_CHOICES = {"mode": ("all", "any"), "binding": ("hard", "suggested")}


def _draw_choice(editing: Editing, at: int, name: str, value: str) -> None:
    keep_under(f"edge_{at}_{name}", value)
    st.segmented_control(
        editing.say(name),
        _CHOICES[name],
        format_func=lambda choice: editing.say(f"{name}.{choice}"),
        key=f"edge_{at}_{name}",
        label_visibility="collapsed",
        on_change=lambda: _set(editing, at, name, str),
    )


def _set(editing: Editing, at: int, name: str, read: Callable[..., object]) -> None:
    value = kept_under(f"edge_{at}_{name}")
    if value is not None:
        editing.save(set_edge(at, **{name: read(value)}))


def _add(editing: Editing, matter: str) -> None:
    edges = edges_of(editing.theme, matter)
    taken = {code for _, edge in edges for code in edge.after}
    free = [code for code in possible_earlier(editing.theme, matter) if code not in taken]
    keep_under("edge_new", None)
    st.selectbox(
        editing.say("add_edge"),
        free,
        index=None,
        format_func=lambda code: plain(editing.matter(code)),
        placeholder=editing.say("add_edge"),
        key="edge_new",
        label_visibility="collapsed",
        on_change=lambda: _save_new(editing, matter),
    )


def _save_new(editing: Editing, matter: str) -> None:
    earlier = kept_under("edge_new")
    if earlier:
        editing.save(add_edge(Precedence(matter=matter, after=(earlier,))))


def _picture(editing: Editing, matter: str) -> str:
    """Return earlier matters, this matter, later ones; the list says the same to the ear."""
    earlier = "".join(
        f'<li class="{edge.binding}">{_boxes(editing, edge.after, edge.mode)}</li>'
        for _, edge in edges_of(editing.theme, matter)
    )
    later = "".join(
        f"<li><span>{escape(editing.matter(code))}</span></li>"
        for code in waiting_for(editing.theme, matter)
    )
    before = f"<ul>{earlier}</ul><i>→</i>" if earlier else ""
    after = f"<i>→</i><ul>{later}</ul>" if later else ""
    return (
        f'<div class="waits" aria-hidden="true">{before}'
        f"<b>{escape(editing.matter(matter))}</b>{after}</div>"
    )


def _boxes(editing: Editing, codes: tuple[str, ...], mode: str) -> str:
    joint = f"<em>{escape(editing.say(f'picture.{mode}'))}</em>"
    return joint.join(f"<span>{escape(editing.matter(code))}</span>" for code in codes)
