"""A list of parts in an attribute, each changed where it stands, taken out, or added."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

from core.catalogue.models import Part
from core.services.library import with_value
from pages.designer.bank.drawn import DrawnAttribute, stripped
from pages.designer.conditions.outline import draw_condition_text
from pages.designer.wording import shown
from pages.shared.state import kept_under
from pages.shared.styling import plain


@dataclass(frozen=True)
class DrawnPart:
    """One part of a list as it is drawn: which place it has, and what it says now."""

    drawn: DrawnAttribute
    place: int
    part: Part

    def key(self, name: str) -> str:
        """Return the key of a widget of it."""
        return self.drawn.key(f"_{self.place}_{name}")

    def say(self, name: str) -> str:
        """Return what one of its values is called."""
        return self.drawn.workspace.say(f"bank.part.{name}")

    def save(self, name: str, value: Any) -> None:
        """Put another value of the part on the bench."""
        parts = list(self.drawn.value)
        if self.place < len(parts):
            parts[self.place] = with_value(parts[self.place], name, value)
            self.drawn.save(tuple(parts))

    def take_out(self) -> None:
        """Put the list without the part on the bench."""
        parts = tuple(self.drawn.value)
        self.drawn.save((*parts[: self.place], *parts[self.place + 1 :]))


def draw_parts(
    drawn: DrawnAttribute, title: Callable[[Any], str], draw: Callable[[DrawnPart], None]
) -> None:
    """Draw each part of a list under its title, with the way to take it out."""
    for place, part in enumerate(drawn.value):
        own = DrawnPart(drawn, place, part)
        with st.container(border=True, key=own.key("part")):
            st.html(f"<b>{escape(shown(title(part)))}</b>")
            draw(own)
            st.button(
                drawn.workspace.say("bank.part.take_out"),
                icon=":material/delete:",
                key=own.key("take_out"),
                on_click=own.take_out,
            )


def draw_text(own: DrawnPart, name: str) -> None:
    """Let a text of a part be written."""
    key, is_needed = own.key(name), type(own.part).model_fields[name].is_required()

    def take() -> None:
        words = stripped(kept_under(key))
        if words or not is_needed:
            own.save(name, words)

    st.text_input(own.say(name), getattr(own.part, name), key=key, on_change=take, width=480)
    if is_needed and kept_under(key) == "":
        missing = own.drawn.workspace.say("bank.missing", name=own.say(name))
        st.html(f'<p class="fielderr" role="alert">{escape(missing)}</p>')


def draw_choice(
    own: DrawnPart, name: str, options: list[str], named: Callable[[str], str] = shown
) -> None:
    """Let a value of a part be chosen; what it may be without can be cleared."""
    key, value = own.key(name), getattr(own.part, name)
    offered = list(dict.fromkeys((*options, *([value] if value else []))))

    def take() -> None:
        chosen = kept_under(key)
        if chosen or type(own.part).model_fields[name].default is None:
            own.save(name, chosen)

    st.selectbox(
        own.say(name),
        offered,
        index=offered.index(value) if value else None,
        format_func=lambda code: plain(named(code)),
        placeholder=own.drawn.workspace.say("shop.unsaid"),
        key=key,
        on_change=take,
        width=480,
    )


def draw_when(own: DrawnPart) -> None:
    """Let the condition be written under which a part holds."""
    st.html(f"<p><b>{escape(own.say('when'))}</b></p>")
    draw_condition_text(
        lambda key, **params: own.drawn.workspace.say(f"conditions.{key}", **params),
        own.key("when"),
        getattr(own.part, "when", None),
        questions=own.drawn.record.catalogue.questions,
        save=lambda condition: own.save("when", condition),
    )
