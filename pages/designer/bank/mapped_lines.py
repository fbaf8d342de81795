"""Lines of arrows in a part of a list: read when they are left, with what is wrong told by line."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import streamlit as st

from pages.designer.bank.part_lists import DrawnPart
from pages.designer.wording import shown
from pages.shared.state import keep_under, kept_under

LineReading = Callable[[str], tuple[Mapping[str, Any], tuple[str, ...]]]


def draw_lines(own: DrawnPart, name: str, text: str, read: LineReading) -> None:
    """Let a value be written in lines; a line that says nothing is told, and nothing is taken."""
    key = own.key(name)

    def take() -> None:
        said, wrong = read(str(kept_under(key) or ""))
        keep_under(f"{key}_wrong", wrong)
        if not wrong:
            own.save(name, dict(said))

    st.text_area(own.say(name), text, key=key, on_change=take, width=480)
    for line in kept_under(f"{key}_wrong") or ():
        words = own.drawn.workspace.say("bank.part.wrong_line", line=shown(line))
        st.html(f'<p class="fielderr" role="alert">{escape(words)}</p>')
