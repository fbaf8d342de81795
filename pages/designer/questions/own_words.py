"""Say a question in words of the theme's own; what is empty is said as in the bank."""

from functools import partial
from html import escape

import streamlit as st

from core.catalogue.models import Question
from core.themes.editing.questions import OWN_WORDS, set_own_words
from pages.designer.conditions.editing import Editing
from pages.shared.state import keep_under, kept_under


def draw_own_words(editing: Editing, code: str) -> None:
    """Draw the words that a theme may say in its own way; each change is a step."""
    catalogue = editing.preview.catalogue
    if code not in catalogue.questions:
        return
    question, workspace = catalogue.questions[code], editing.workspace
    asked = next(asked for asked in editing.theme.questions if asked.question == code)
    with st.expander(workspace.say("questions.words"), key="own_words"):
        st.html(f'<p class="muted">{escape(workspace.say("questions.words_why"))}</p>')
        for name in OWN_WORDS:
            key = f"own_{code}_{name}"
            said = getattr(asked, name) if name in asked.model_fields_set else ""
            keep_under(key, said)
            st.text_area(
                workspace.say(f"bank.attribute.{name}"),
                key=key,
                placeholder=getattr(question, name) or None,
                height=80,
                on_change=partial(_take, editing, question, name, key),
            )


def _take(editing: Editing, question: Question, name: str, key: str) -> None:
    editing.save(set_own_words(question, name, str(kept_under(key) or "")))
