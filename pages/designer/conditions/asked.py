"""The questions that a condition looks at, and the way to when each of them is asked."""

from collections.abc import Iterable

import streamlit as st

from core.catalogue.models import Condition, comparisons_in
from pages.designer.conditions.editing import Editing
from pages.designer.conditions.opening import QUESTION, show_card
from pages.shared.styling import plain


def draw_asked(editing: Editing, whens: Iterable[Condition | None]) -> None:
    """Say of each question when it is asked, and lead to where that is changed."""
    used = dict.fromkeys(
        comparison.question for when in whens for comparison in comparisons_in(when)
    )
    asked = [question for question in editing.theme.questions if question.question in used]
    if not asked:
        return
    with st.expander(editing.say("asked", n=len(asked))):
        for question in asked:
            when = (
                editing.sentence(question.ask_when)
                if question.ask_when
                else editing.say("asked_always")
            )
            text = plain(
                editing.say("asked_when", question=editing.question(question.question), when=when)
            )
            st.button(
                text,
                key=f"asked_{question.question}",
                on_click=show_card,
                args=(QUESTION, question.question),
                type="tertiary",
            )
