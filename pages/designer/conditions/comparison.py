"""One sentence about the answer to one question, in native widgets."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

from core.catalogue.models import Comparison, Operator, Question, QuestionKind
from core.themes.editing.comparing_answers import (
    first_comparison,
    fits,
    operators_for,
    takes_several,
    with_operator,
)
from pages.designer.conditions.drawing import ConditionDrawing
from pages.designer.wording import shown
from pages.shared.state import keep_under, kept_under
from pages.shared.styling import plain


@dataclass(frozen=True)
class ComparisonLine:
    """A sentence as it is drawn.

    Args:
        editing: The panel.
        key: What its widgets are called by.
        line: What it says.
        questions: What it may look at instead.
        save: Saves what it says instead.
    """

    editing: ConditionDrawing
    key: str
    line: Comparison
    questions: tuple[str, ...]
    save: Callable[[Comparison], None]

    @property
    def question(self) -> Question:
        """Return the question that it looks at."""
        return self.editing.catalogue.question(self.line.question)

    @property
    def value_label(self) -> str:
        """Return what its value is called."""
        return self.editing.say("value_of", question=self.editing.question(self.line.question))

    def save_value(self, value: Any) -> None:
        """Save another value; an empty widget changes nothing."""
        if value is not None:
            changed = Comparison(question=self.line.question, op=self.line.op, value=value)
            self.save(changed)


def draw_comparison(drawn: ComparisonLine) -> None:
    """Draw a sentence; each change is saved at once."""
    _draw_question(drawn)
    draw_answer(drawn)


def draw_answer(drawn: ComparisonLine) -> None:
    """Draw how a sentence compares the answer, and with what."""
    if not fits(drawn.line, drawn.question):
        _draw_fallen_out(drawn)
        return
    _draw_operator(drawn)
    _value_widget(drawn)(drawn, f"{drawn.key}_value")


def _draw_fallen_out(drawn: ComparisonLine) -> None:
    """Show what the question has no more, and let the answer be chosen anew."""
    editing, sentence = drawn.editing, drawn.editing.sentence(drawn.line)
    known = drawn.line.question in editing.catalogue.questions
    words = editing.say("fallen_out" if known else "no_such_question", condition=sentence)
    st.html(f'<p class="deeper" role="status">{escape(words)}</p>')
    if known:
        st.button(
            editing.say("choose_anew"),
            key=f"{drawn.key}_anew",
            on_click=lambda: drawn.save(first_comparison(drawn.question)),
        )


def _draw_question(drawn: ComparisonLine) -> None:
    key, editing = f"{drawn.key}_question", drawn.editing
    keep_under(key, drawn.line.question)
    st.selectbox(
        editing.say("question"),
        tuple(dict.fromkeys((*drawn.questions, drawn.line.question))),
        format_func=editing.offered,
        key=key,
        label_visibility="collapsed",
        on_change=lambda: drawn.save(first_comparison(editing.catalogue.question(kept_under(key)))),
    )


def _draw_operator(drawn: ComparisonLine) -> None:
    key, editing, question = f"{drawn.key}_operator", drawn.editing, drawn.question
    several = "_set" if question.kind is QuestionKind.MULTIPLE else ""
    keep_under(key, drawn.line.op)
    st.selectbox(
        editing.say("operator"),
        operators_for(question),
        format_func=lambda op: editing.say(f"op.{op}{several}"),
        key=key,
        label_visibility="collapsed",
        width=108,
        on_change=lambda: drawn.save(
            with_operator(drawn.line, Operator(kept_under(key)), question)
        ),
    )


def _draw_number(drawn: ComparisonLine, key: str) -> None:
    keep_under(key, float(str(drawn.line.value)))
    st.number_input(
        drawn.value_label,
        key=key,
        format="%.10g",
        step=1.0,
        label_visibility="collapsed",
        width=88,
        on_change=lambda: drawn.save_value(_as_number(kept_under(key))),
    )
    if drawn.question.unit:
        st.html(f"<span>{escape(drawn.question.unit)}</span>", width="content")


def _as_number(value: float | None) -> int | float | None:
    return int(value) if value is not None and value.is_integer() else value


def _draw_option(drawn: ComparisonLine, key: str) -> None:
    keep_under(key, drawn.line.value)
    st.selectbox(
        drawn.value_label,
        drawn.question.options,
        format_func=lambda option: plain(shown(option)),
        key=key,
        label_visibility="collapsed",
        on_change=lambda: drawn.save_value(kept_under(key)),
    )


def _draw_options(drawn: ComparisonLine, key: str) -> None:
    value = drawn.line.value
    keep_under(key, list(value) if isinstance(value, tuple) else [value])
    st.multiselect(
        drawn.value_label,
        drawn.question.options,
        format_func=lambda option: plain(shown(option)),
        key=key,
        label_visibility="collapsed",
        placeholder=drawn.editing.say("no_option"),
        select_all=False,
        on_change=lambda: drawn.save_value(tuple(kept_under(key) or ())),
    )


def _value_widget(drawn: ComparisonLine) -> Callable[[ComparisonLine, str], None]:
    if drawn.question.kind is QuestionKind.NUMBER:
        return _draw_number
    return _draw_options if takes_several(drawn.question, drawn.line.op) else _draw_option
