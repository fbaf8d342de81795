"""The panel of one card: what is true now in words, then the sentences that say so."""

from html import escape

import streamlit as st

from core.catalogue.models import Condition, Theme
from core.themes.editing.conditions import (
    earlier_questions,
    inclusions,
    set_ask_when,
    set_matter_when,
)
from core.themes.editing.sentences import read_sentences
from pages.designer.conditions.asked import draw_asked
from pages.designer.conditions.editing import Editing
from pages.designer.conditions.inclusions import draw_addition, draw_removal
from pages.designer.conditions.opening import (
    MATTER,
    PANEL,
    OpenCard,
    close_card,
    guide_focus,
)
from pages.designer.conditions.own_conditions import Pages, draw_own_conditions
from pages.designer.conditions.sentences import Edit, EditedCondition
from pages.designer.conditions.stated import draw_condition, draw_share
from pages.designer.conditions.waiting import draw_waiting


def draw_panel(editing: Editing, card: OpenCard, *, workshop: Pages | None = None) -> None:
    """Draw the conditions of a matter or a question, to be edited."""
    with st.container(key=PANEL):
        guide_focus(card, lambda: close_card(editing.workspace))
        if card.kind == MATTER:
            _draw_matter(editing, card.code, workshop)
        else:
            _draw_question(editing, card.code)


def _draw_head(editing: Editing, title: str, below: str) -> None:
    with st.container(key="panel_head", horizontal=True, vertical_alignment="top"):
        st.html(f'<h2>{escape(title)}</h2><p class="muted">{escape(below)}</p>')
        st.button(
            editing.say("close"),
            icon=":material/close:",
            key="panel_close",
            on_click=close_card,
            args=(editing.workspace,),
        )


def _draw_matter(editing: Editing, code: str, workshop: Pages | None) -> None:
    matter = editing.preview.catalogue.matters.get(code)
    department = editing.preview.catalogue.department_name(matter.department) if matter else ""
    _draw_head(editing, editing.matter(code), " · ".join(filter(None, (code, department))))
    whens = tuple(inclusion.when for inclusion in inclusions(editing.theme, code))
    draw_share(editing, "share_of_matter", whens)
    for place, when in enumerate(whens):
        if place:
            st.html(f'<p class="andalso"><b>{escape(editing.say("or_else"))}</b></p>')
        draw_condition(editing, "matter", _edited_matter(editing, code, place, when))
        if len(whens) > 1:
            draw_removal(editing, code, place)
    if None not in whens:
        draw_addition(editing, code, _questions_of_theme(editing))
    draw_asked(editing, whens)
    draw_waiting(editing, code)
    draw_own_conditions(editing, code, _known_questions(editing), workshop)


def _edited_matter(
    editing: Editing, code: str, place: int, when: Condition | None
) -> EditedCondition:
    def save(edit: Edit) -> None:
        def changed(theme: Theme) -> Theme:
            now = inclusions(theme, code)[place].when
            condition = edit(read_sentences(now)).condition()
            return set_matter_when(code, place, condition, editing.preview.catalogue)(theme)

        editing.save(changed, kind="condition")

    return EditedCondition(f"when_{place}", when, save, _questions_of_theme(editing))


def _known_questions(editing: Editing) -> tuple[str, ...]:
    asked = (question.question for question in editing.theme.questions)
    return tuple(dict.fromkeys((*asked, *editing.theme.fixed_answers)))


def _questions_of_theme(editing: Editing) -> tuple[str, ...]:
    known = _known_questions(editing)
    return _offered(editing, known, known)


def _draw_question(editing: Editing, code: str) -> None:
    _draw_head(editing, editing.question(code), editing.say("question_below", code=code))
    asked = next(question for question in editing.theme.questions if question.question == code)
    draw_share(editing, "share_of_question", (asked.ask_when,))

    def save(edit: Edit) -> None:
        def changed(theme: Theme) -> Theme:
            now = next(
                question.ask_when for question in theme.questions if question.question == code
            )
            condition = edit(read_sentences(now)).condition()
            return set_ask_when(code, condition, editing.preview.catalogue)(theme)

        editing.save(changed, kind="condition")

    every = tuple(question.question for question in editing.theme.questions)
    questions = _offered(editing, earlier_questions(editing.theme, code), every)
    edited = EditedCondition("ask_when", asked.ask_when, save, questions)
    draw_condition(editing, "question", edited)
    draw_asked(editing, (asked.ask_when,))


def _offered(editing: Editing, own: tuple[str, ...], every: tuple[str, ...]) -> tuple[str, ...]:
    """Return the theme's questions first, then those of the bank that have answers to choose."""
    bank = (
        question.id
        for question in editing.preview.catalogue.questions.values()
        if question.id not in every
        and not question.deprecated
        and (question.options or question.kind == "number")
    )
    return tuple(dict.fromkeys((*own, *bank)))
