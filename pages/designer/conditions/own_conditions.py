"""What a matter's own fields and materials depend on: read here, changed in the workshop."""

from collections.abc import Callable, Iterator
from html import escape

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from core.catalogue.models import Condition, Matter
from pages.designer.conditions.editing import Editing
from pages.designer.wording import shown

Pages = Callable[[], StreamlitPage | None]


def draw_own_conditions(editing: Editing, code: str, workshop: Pages | None) -> None:
    """List the conditions of a matter's own, and lead to where they are changed."""
    matter = editing.preview.catalogue.matters.get(code)
    rows = tuple(_own_conditions(matter)) if matter else ()
    if not rows:
        return
    with st.expander(editing.say("own", n=len(rows))):
        items = "".join(
            f"<li><b>{escape(shown(name))}</b><small>{escape(editing.told(when))}</small></li>"
            for name, when in rows
        )
        st.html(
            f'<p class="muted">{escape(editing.say("own_why"))}</p>'
            f'<ul class="rows plain">{items}</ul>'
        )
    page = workshop() if workshop else None
    if page is not None:
        st.page_link(page, label=editing.say("to_workshop"), query_params={"matter": code})


def _own_conditions(matter: Matter) -> Iterator[tuple[str, Condition]]:
    for field in matter.fields:
        if field.when is not None:
            yield field.label, field.when
        yield from ((one.label, one.when) for one in field.columns if one.when is not None)
    for material in matter.materials:
        if material.when is not None:
            yield material.name, material.when
