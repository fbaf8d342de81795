"""How a question is drawn at the size of a kiosk: its words, its answers, and why it is asked."""

from html import escape
from typing import Any

import streamlit as st

from core.catalogue.models import Question
from core.i18n import listed, translate
from pages.shared.styling import plain
from pages.shared.translating import beneath, beside, is_translated, label, line, said


def answer_words(answer: Any, unit: str, locale: str) -> str:
    """Return an answer to a question in words."""
    if isinstance(answer, tuple | list):
        return listed([line(item) for item in answer], locale) or translate(
            "kiosk.none_of_these", locale
        )
    if isinstance(answer, int | float):
        return f"{answer:g} {said(unit)}".strip()
    return line(str(answer))


def option_words(question: Question, answer: Any) -> Any:
    """Return an option in people's words where the question has them; anything else as it is.

    In another language it is the translation of the option.
    """
    if isinstance(answer, str) and is_translated(answer, question.id):
        return said(answer, question.id)
    return question.spoken_options.get(answer, answer) if isinstance(answer, str) else answer


def option_label(question: Question, option: str) -> str:
    """Return an option in people's words, with the office's word under it where it differs."""
    if is_translated(option, question.id):
        return label(option, question.id)
    spoken = option_words(question, option)
    return plain(option) if spoken == option else f"{plain(spoken)} :small[{plain(option)}]"


def draw_question(question: Question, kicker: str, lead: str, locale: str) -> None:
    """Show a question as it is asked aloud, and how the office words it."""
    asked, official = question.asked_aloud, beneath(question.asked_aloud, question.id)
    if question.spoken and not official:
        words = translate("kiosk.question.official", locale, text=question.text)
        official = f'<p class="office">{escape(words)}</p>'
    below = f'<p class="lead">{escape(lead)}</p>' if lead else ""
    st.html(
        f'<div class="page"><p class="kicker">{escape(kicker)}</p>'
        f"<h1>{escape(said(asked, question.id))}</h1>{official}{below}</div>"
    )


def draw_reasons(question: Question, locale: str) -> None:
    """Say what the answer changes, and give an example, side by side."""
    words = {"why": question.reason, "example": question.example, "hint": question.hint}
    notes = "".join(
        f'<p class="why"><b>{escape(translate(f"kiosk.question.{name}", locale))}</b>'
        f"{beside(text, question.id)}</p>"
        for name, text in words.items()
        if text
    )
    if notes:
        st.html(f'<div class="notes">{notes}</div>')
