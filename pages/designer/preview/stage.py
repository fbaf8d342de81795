"""The screen of the kiosk: one question at a time, then the guide."""

from html import escape

import streamlit as st

from core.catalogue.models import Question, QuestionKind
from core.i18n import translate
from pages.designer.preview.playing import Play
from pages.designer.wording import shown
from pages.shared.asking import (
    answer_words,
    draw_question,
    draw_reasons,
    option_label,
    option_words,
)
from pages.shared.feedback import tell
from pages.shared.slots import Slot
from pages.shared.state import kept_under
from pages.shared.styling import plain
from pages.shared.translating import said
from pages.shared.widgets import ask_number, least_number, tick, ticked, whole


def draw_stage(play: Play) -> None:
    """Draw what stands on the kiosk now."""
    with st.container(key="stage"):
        question = play.rehearsal.question
        if question is None:
            _draw_guide(play)
        else:
            _draw_question(play, question)
        _draw_answered(play)


def _draw_question(play: Play, question: Question) -> None:
    locale, is_touched = play.workspace.locale, question.kind is QuestionKind.SINGLE
    lead = translate("kiosk.question.touch", locale) if is_touched else ""
    draw_question(question, _kicker(play), lead, locale)
    if is_touched:
        _draw_options(play, question)
    else:
        _draw_typed(play, question)
    draw_reasons(question, locale)


def _kicker(play: Play) -> str:
    rehearsal = play.rehearsal
    left = round(rehearsal.remaining.expected) - 1
    return translate(
        f"kiosk.question.{'kicker' if left > 0 else 'kicker_last'}",
        play.workspace.locale,
        theme=shown(play.opened.name),
        number=len(rehearsal.answered) + 1,
        left=left,
    )


def _draw_options(play: Play, question: Question) -> None:
    with st.container(key=f"stage_answer_{question.id}"):
        for place, option in enumerate(question.options):
            st.button(
                option_label(question, option),
                key=f"stage_option_{question.id}_{place}",
                width="stretch",
                on_click=play.answer,
                args=(question.id, option),
            )


def _draw_typed(play: Play, question: Question) -> None:
    key, locale = f"stage_typed_{question.id}", play.workspace.locale
    with st.form(f"stage_form_{question.id}", border=False):
        if question.kind is QuestionKind.NUMBER:
            unit = translate("kiosk.question.number", locale, unit=said(question.unit))
            ask_number(None, Slot(key, unit, locale), least=least_number(question))
            _tell_missed(question, kept_under(key), locale)
        else:
            tick(question.options, (), Slot(key, _several(locale), locale))
        st.form_submit_button(
            translate("kiosk.question.next", locale),
            key=f"stage_next_{question.id}",
            width="stretch",
            on_click=lambda: _take(play, question, key),
        )


def _tell_missed(question: Question, number: float | None, locale: str) -> None:
    """Say why a number is no answer, as the kiosk says it."""
    missed = None if number is None else question.missed_bound(number)
    if missed:
        params = {"label": shown(question.asked_aloud), "bound": missed[1]}
        tell(translate(f"problem.{missed[0]}", locale, **params))


def _several(locale: str) -> str:
    return translate("kiosk.question.several", locale)


def _take(play: Play, question: Question, key: str) -> None:
    if question.kind is QuestionKind.MULTIPLE:
        play.answer(question.id, tuple(ticked(question.options, key)))
        return
    number = whole(kept_under(key))
    if number is not None and question.missed_bound(number) is None:
        play.answer(question.id, number)


def _draw_guide(play: Play) -> None:
    """Draw the first page after the questions: what is done, by whom, until when."""
    preview = play.rehearsal.preview
    guide, dates = preview.guide, preview.dates
    if guide is None:
        st.html(f'<p class="empty">{escape(play.say("not_ready"))}</p>')
        return
    lead = play.say("until", day=dates.due) if dates else ""
    rows = "".join(
        f"<li><strong>{escape(shown(preview.catalogue.matter_name(code)))}</strong>"
        f"<p>{escape(preview.catalogue.office_name(code))}</p></li>"
        for code in guide.matters
    )
    title = play.say("matters", n=len(guide.matters))
    st.html(
        f'<div class="page"><p class="kicker">{escape(shown(play.opened.name))}</p>'
        f'<h1>{escape(title)}</h1><p class="lead">{escape(lead)}</p></div>'
        f'<ol class="stagelist">{rows}</ol>'
    )
    if guide.form:
        st.button(
            play.say("form.begin"),
            key="stage_next_form",
            icon=":material/edit_document:",
            width="stretch",
            on_click=play.turn_to,
            args=(1,),
        )


def _draw_answered(play: Play) -> None:
    """List what was answered, each with a way to answer it otherwise."""
    answered = play.rehearsal.answered
    if not answered:
        return
    locale = play.workspace.locale
    st.html(f"<h2>{escape(translate('kiosk.question.answered', locale))}</h2>")
    with st.container(key="stage_said"):
        for question, answer in answered:
            words = answer_words(option_words(question, answer), question.unit, locale)
            st.button(
                f"{plain(shown(question.asked_aloud))} **{plain(words)}** "
                f":small[{translate('kiosk.change', locale)}]",
                key=f"stage_change_{question.id}",
                width="stretch",
                on_click=play.take_back,
                args=(question.id,),
            )
