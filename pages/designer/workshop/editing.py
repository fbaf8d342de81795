"""Change the attributes of a matter where they stand: each by its own widget, in a popover."""

from collections.abc import Callable
from functools import partial
from html import escape
from typing import Any

import streamlit as st

from core.catalogue.models import Matter
from core.services.library import LISTS, with_attribute
from pages.designer.wording import shown
from pages.designer.workshop.attributes import ATTRIBUTES, WIDE, attribute_in_words
from pages.designer.workshop.bench import bench
from pages.designer.workspace import Workspace
from pages.shared.state import kept_under

_IN_A_ROW = 4
_DERIVED = "signing"
"""How many signatures there are follows from the materials."""
_MOST_DAYS, _MOST_VISITS = 10_000, 1_000


def edit_attributes(matter: Matter, workspace: Workspace) -> None:
    """Show every attribute with what is changed of it, and let it be changed."""
    narrow = [name for name in ATTRIBUTES if name not in WIDE]
    with st.container(key="attributes"):
        for at in range(0, len(narrow), _IN_A_ROW):
            row = narrow[at : at + _IN_A_ROW]
            for column, name in zip(st.columns(_IN_A_ROW), row, strict=False):
                with column:
                    _cell(matter, name, workspace)
        for name in WIDE:
            _cell(matter, name, workspace)


def _cell(matter: Matter, name: str, workspace: Workspace) -> None:
    now = bench().now(matter)
    title = workspace.say(f"shop.attribute.{name}")
    with st.container(key=f"attr_{name}", horizontal=True, vertical_alignment="center"):
        st.html(
            f'<div class="attribute"><span>{escape(title)}</span>'
            f"<b>{_was(matter, now, name, workspace)}"
            f"{escape(shown(attribute_in_words(now, name, workspace)))}</b></div>"
        )
        if name == _DERIVED:
            return
        with st.popover(
            workspace.say("shop.edit", name=title),
            icon=":material/edit:",
            key=f"edit_{name}",
            width="content",
        ):
            _widgets(matter, name, workspace)


def _was(matter: Matter, now: Matter, name: str, workspace: Workspace) -> str:
    """Return what an attribute was, struck through, where it is changed."""
    before, after = (attribute_in_words(each, name, workspace) for each in (matter, now))
    if before == after:
        return ""
    heard = escape(workspace.say("shop.was"))
    return f'<span class="heard">{heard}</span><s>{escape(shown(before))}</s> '


def _widgets(matter: Matter, name: str, workspace: Workspace) -> None:
    _WIDGETS.get(name, _text)(matter, name, workspace)
    if name == "kind":
        _processing(matter, "processing", workspace)


def _given(matter: Matter, name: str) -> tuple[str, Callable[[], None]]:
    """Return the key of a widget, and what takes its value."""
    key = f"shop_{matter.code}_{name}_{bench().round}"
    return key, partial(_take, matter, name, key)


def _take(matter: Matter, name: str, key: str) -> None:
    value: Any = kept_under(key)
    bench().change(matter, lambda now: with_attribute(now, name, value))


def _text(matter: Matter, name: str, workspace: Workspace) -> None:
    key, take = _given(matter, name)
    label = workspace.say(f"shop.attribute.{name}")
    value = getattr(bench().now(matter), name)
    if name in LISTS:
        label = workspace.say("shop.one_a_line", name=label)
        st.text_area(label, "\n".join(value), key=key, on_change=take, width=480)
    else:
        st.text_input(label, value, key=key, on_change=take, width=320)


def _number(matter: Matter, name: str, workspace: Workspace) -> None:
    key, take = _given(matter, name)
    st.number_input(
        workspace.say("shop.in_days", name=workspace.say(f"shop.attribute.{name}"))
        if name.endswith("_days")
        else workspace.say(f"shop.attribute.{name}"),
        min_value=0,
        max_value=_MOST_DAYS if name.endswith("_days") else _MOST_VISITS,
        value=getattr(bench().now(matter), name),
        step=1,
        key=key,
        on_change=take,
    )


def _switch(matter: Matter, name: str, workspace: Workspace) -> None:
    key, take = _given(matter, name)
    label = workspace.say("shop.offered")
    st.toggle(label, getattr(bench().now(matter), name), key=key, on_change=take)


def _processing(matter: Matter, name: str, workspace: Workspace) -> None:
    key, take = _given(matter, name)
    ways = ["immediate", "committed"]
    st.radio(
        workspace.say("shop.attribute.processing"),
        ways,
        index=ways.index(bench().now(matter).processing),
        format_func=lambda way: workspace.say(f"shop.processing.{way}"),
        key=key,
        on_change=take,
    )


_WIDGETS: dict[str, Callable[[Matter, str, Workspace], None]] = {
    "statutory_days": _number,
    "committed_days": _number,
    "onsite_visits": _number,
    "informed_commitment": _switch,
}
