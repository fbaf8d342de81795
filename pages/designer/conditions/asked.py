"""The questions that a condition looks at, and the way to when each of them is asked."""

from collections.abc import Iterable

import streamlit as st

from core.catalogue.models import Condition, comparisons_in
from pages.designer.conditions.editing import Editing
from pages.designer.conditions.opening import QUESTION, show_card
from pages.shared.styling import plain


def draw_asked(editing: Editing, whens: Iterable[Condition | None]) -> None:
    """Say of each question when it is asked, and lead to where that is changed."""
    used = dict.fromkeys(one.question for when in whens for one in comparisons_in(when))
    asked = [one for one in editing.theme.questions if one.question in used]
    if not asked:
        return
    with st.expander(editing.say("asked", n=len(asked))):
        for one in asked:
            when = editing.told(one.ask_when) if one.ask_when else editing.say("asked_always")
            text = plain(
                editing.say("asked_when", question=editing.question(one.question), when=when)
            )
            st.button(
                text,
                key=f"asked_{one.question}",
                on_click=show_card,
                args=(QUESTION, one.question),
                type="tertiary",
            )
