"""A condition as an outline of lines, for groups within groups that the panel does not edit."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from core.themes.editing.condition_texts import (
    TextProblem,
    read_condition_text,
    write_condition_text,
)
from core.themes.editing.sentences import is_deep, read_sentences
from pages.designer.conditions.editing import Editing
from pages.designer.conditions.sentences import EditedCondition
from pages.designer.wording import shown
from pages.shared.state import keep_under, kept_under

_LEAST_HEIGHT, _LINE_HEIGHT = 120, 24


def draw_outline(editing: Editing, edited: EditedCondition) -> None:
    """Let a condition be edited as text; it is open where the panel does not edit all of it."""
    heads = (editing.say("outline.any"), editing.say("outline.all"))
    text = write_condition_text(edited.when, editing.preview.catalogue.questions, heads)
    key = f"{edited.key}_outline"
    if kept_under(key) is None or kept_under(f"{key}_of") != text:
        keep_under(f"{key}_of", text)
        keep_under(key, text)
        keep_under(f"{key}_wrong", ())
    problems = kept_under(f"{key}_wrong")
    is_open = is_deep(read_sentences(edited.when)) or bool(problems)
    with st.expander(editing.say("outline.title"), expanded=is_open):
        st.html(f'<p class="muted">{escape(editing.say("outline.how"))}</p>')
        height = max(_LEAST_HEIGHT, _LINE_HEIGHT * (text.count("\n") + 3))
        st.text_area(editing.say("outline.label"), key=key, height=height)
        _tell_problems(editing, problems)
        st.button(
            editing.say("outline.save"),
            key=f"{key}_save",
            on_click=_save,
            args=(editing, edited, key),
        )


def _tell_problems(editing: Editing, problems: Iterable[TextProblem]) -> None:
    for problem in problems:
        words = shown(problem.words)
        fault_words = editing.say(f"outline.wrong.{problem.rule}", line=problem.line, words=words)
        st.html(f'<p class="err" role="alert">{escape(fault_words)}</p>')


def _save(editing: Editing, edited: EditedCondition, key: str) -> None:
    """Save what the text says, or keep it with what is wrong by line."""
    text = str(kept_under(key) or "")
    reading = read_condition_text(text, editing.preview.catalogue.questions, edited.when)
    keep_under(f"{key}_wrong", reading.problems)
    if not reading.problems:
        edited.save(lambda _: read_sentences(reading.condition))
