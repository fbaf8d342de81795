"""Answers that choosing the theme has given, and answers that most people give."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape

import streamlit as st

from core.catalogue.models import Answer, Question, QuestionKind
from core.themes.editing.sheet import (
    asked_questions,
    can_answer,
    fix_answer,
    forget_answer,
    idle_answers,
    release_answer,
    set_typical,
)
from pages.designer.sheet.editing import Sheet
from pages.designer.wording import shown
from pages.shared.state import keep_under, kept_under
from pages.shared.styling import plain

Save = Callable[[Answer | None], None]


def draw_fixed(sheet: Sheet) -> None:
    """Draw every fixed answer, and let another question be settled."""
    st.html(f'<p class="muted">{escape(sheet.say("fixed_why"))}</p>')
    for code, answer in sheet.theme.fixed_answers.items():
        if code not in sheet.catalogue.questions:
            _draw_idle(sheet, code)
            continue
        with st.container(key=f"fixed_{code}", horizontal=True, vertical_alignment="bottom"):
            _draw_answer(_fixed_line(sheet, code, f"fix_{code}", answer))
            st.button(
                sheet.say("release"),
                key=f"release_{code}",
                on_click=sheet.save,
                args=(lambda code=code: release_answer(code),),
            )
    _draw_another(sheet)


def _fixed_line(sheet: Sheet, code: str, key: str, answer: Answer | None) -> "AnswerLine":
    question = sheet.question(code)

    def save(chosen: Answer | None) -> None:
        if chosen is None:
            sheet.workspace.refuse()
        else:
            sheet.save(lambda: fix_answer(question, chosen))

    return AnswerLine(sheet, question, key, answer, save)


def _draw_another(sheet: Sheet) -> None:
    free = asked_questions(sheet.theme)
    with st.container(key="fix_another", horizontal=True, vertical_alignment="bottom"):
        code = st.selectbox(
            sheet.say("fix_another"),
            free,
            index=None,
            key=f"fix_which_{len(sheet.theme.fixed_answers)}",
            placeholder=sheet.say("fix_hint"),
            format_func=lambda asked: plain(sheet.asked(asked)),
        )
        if code:
            _draw_answer(_fixed_line(sheet, code, f"fix_new_{code}", None))


def draw_typical(sheet: Sheet) -> None:
    """Draw what most people answer, question by question."""
    st.html(f'<p class="muted">{escape(sheet.say("typical_why"))}</p>')
    codes = asked_questions(sheet.theme)
    if not codes:
        st.html(f'<p class="empty">{escape(sheet.say("no_questions"))}</p>')
    for code in idle_answers(sheet.theme):
        _draw_idle(sheet, code)
    for code in codes:
        answer = sheet.theme.typical_answers.get(code)
        key, save = f"typical_{code}", _typical(sheet, code)
        _draw_answer(AnswerLine(sheet, sheet.question(code), key, answer, save))


def _draw_idle(sheet: Sheet, code: str) -> None:
    """Tell that a stored answer is of no use, and let it be taken out."""
    known = code in sheet.catalogue.questions
    words = (
        sheet.say("not_asked", question=sheet.asked(code))
        if known
        else sheet.say("no_question", code=code)
    )
    with st.container(key=f"idle_{code}", horizontal=True, vertical_alignment="center"):
        st.html(f'<p class="warn" role="status">{escape(words)}</p>')
        st.button(
            sheet.say("take_out"),
            key=f"forget_{code}",
            on_click=sheet.save,
            args=(lambda: forget_answer(code),),
        )


def _typical(sheet: Sheet, code: str) -> Save:
    return lambda answer: sheet.save(lambda: set_typical(sheet.question(code), answer))


@dataclass(frozen=True)
class AnswerLine:
    """A question with its answer as they are drawn, and what saves another answer."""

    sheet: Sheet
    question: Question
    key: str
    answer: Answer | None
    save: Save

    @property
    def label(self) -> str:
        """Return the question for a widget, with its unit where its words have none."""
        text, unit = self.question.text, self.question.unit
        after = self.sheet.say("unit", unit=unit) if unit and unit not in text else ""
        return plain(shown(text) + after)

    @property
    def placeholder(self) -> str:
        """Return what stands where nothing is chosen."""
        return self.sheet.say("no_answer")


def _draw_answer(line: AnswerLine) -> None:
    """Draw an answer in the widget of its question; what it has no more is told."""
    answer = line.answer
    if answer not in (None, ()) and not can_answer(line.question, answer):
        options = answer if isinstance(answer, tuple) else (answer,)
        names = line.sheet.say("comma").join(map(str, options))
        words = line.sheet.say("no_such_answer", answer=names)
        st.html(f'<p class="warn" role="status">{escape(words)}</p>')
        line = replace(line, answer=None)
    _WIDGETS[line.question.kind](line)


def _draw_option(line: AnswerLine) -> None:
    keep_under(line.key, line.answer)
    st.selectbox(
        line.label,
        line.question.options,
        index=None,
        key=line.key,
        placeholder=line.placeholder,
        format_func=lambda option: plain(shown(option)),
        on_change=lambda: line.save(kept_under(line.key)),
    )


def _draw_options(line: AnswerLine) -> None:
    keep_under(line.key, list(line.answer) if isinstance(line.answer, tuple) else [])
    st.multiselect(
        line.label,
        line.question.options,
        key=line.key,
        placeholder=line.placeholder,
        format_func=lambda option: plain(shown(option)),
        select_all=False,
        on_change=lambda: line.save(tuple(kept_under(line.key) or ()) or None),
    )


def _draw_number(line: AnswerLine) -> None:
    keep_under(line.key, None if line.answer is None else float(str(line.answer)))
    st.number_input(
        line.label,
        key=line.key,
        format="%.10g",
        step=1.0,
        placeholder=line.placeholder,
        on_change=lambda: line.save(_number(kept_under(line.key))),
    )


def _number(value: float | None) -> int | float | None:
    return int(value) if value is not None and value.is_integer() else value


_WIDGETS = {
    QuestionKind.SINGLE: _draw_option,
    QuestionKind.MULTIPLE: _draw_options,
    QuestionKind.NUMBER: _draw_number,
}
