"""A condition as an outline of lines, for groups within groups that the panel does not edit."""

from collections.abc import Callable, Mapping
from html import escape

import streamlit as st

from core.catalogue.models import Condition, Question
from core.themes.editing.condition_texts import (
    TextProblem,
    read_condition_text,
    write_condition_text,
)
from core.themes.editing.sentences import is_deep, read_sentences
from pages.designer.conditions.drawing import ConditionDrawing
from pages.designer.conditions.sentences import EditedCondition
from pages.designer.wording import shown
from pages.shared.state import keep_under, kept_under

_LEAST_HEIGHT, _LINE_HEIGHT = 120, 24


Words = Callable[..., str]
Saves = Callable[[Condition | None], None]


def draw_outline(editing: ConditionDrawing, edited: EditedCondition) -> None:
    """Let a condition be edited as text; it is open where the panel does not edit all of it."""

    def save(condition: Condition | None) -> None:
        edited.save(lambda _: read_sentences(condition))

    key = f"{edited.key}_outline"
    questions = editing.catalogue.questions
    is_open = is_deep(read_sentences(edited.when)) or bool(kept_under(f"{key}_wrong"))
    with st.expander(editing.say("outline.title"), expanded=is_open):
        draw_condition_text(editing.say, key, edited.when, questions=questions, save=save)


def draw_condition_text(
    say: Words,
    key: str,
    when: Condition | None,
    *,
    questions: Mapping[str, Question],
    save: Saves,
) -> None:
    """Let a condition be edited as lines of text.

    Args:
        say: Returns words of the panel.
        key: The key of the text.
        when: The condition as it stands.
        questions: The bank.
        save: Takes the condition that the text says.
    """
    text = write_condition_text(when, questions, (say("outline.any"), say("outline.all")))
    if kept_under(key) is None or kept_under(f"{key}_of") != text:
        keep_under(f"{key}_of", text)
        keep_under(key, text)
        keep_under(f"{key}_wrong", ())
    st.html(f'<p class="muted">{escape(say("outline.how"))}</p>')
    height = max(_LEAST_HEIGHT, _LINE_HEIGHT * (text.count("\n") + 3))
    st.text_area(say("outline.label"), key=key, height=height)
    for problem in kept_under(f"{key}_wrong") or ():
        st.html(f'<p class="err" role="alert">{escape(_problem_sentence(say, problem))}</p>')
    st.button(
        say("outline.save"),
        key=f"{key}_save",
        on_click=lambda: _save(key, when, questions, save),
    )


def _problem_sentence(say: Words, problem: TextProblem) -> str:
    words = shown(problem.words)
    return say(f"outline.wrong.{problem.rule}", line=problem.line, words=words)


def _save(
    key: str, before: Condition | None, questions: Mapping[str, Question], save: Saves
) -> None:
    """Save what the text says, or keep it with what is wrong by line."""
    reading = read_condition_text(str(kept_under(key) or ""), questions, before)
    keep_under(f"{key}_wrong", reading.problems)
    if not reading.problems:
        save(reading.condition)
