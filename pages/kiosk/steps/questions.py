"""Answer a few questions, one at a time (一次咨询引导)."""

from html import escape

import streamlit as st

from core.catalogue.models import Question, QuestionKind
from core.i18n import translate
from core.services.citizens import CitizenUseCases, Consultation, VisitStep
from pages.kiosk.drawing import redraw
from pages.kiosk.frame import bottom_bar, keep_beside, tell_trouble
from pages.kiosk.overlays import Helping
from pages.kiosk.steps.look_ups import draw_look_ups, looks_up, offer_look_ups, tell_look_ups
from pages.kiosk.steps.question_turns import TYPED, Turn, finish, turn_of
from pages.kiosk.theme_presentation import spoken_name
from pages.kiosk.visit import Visit
from pages.shared.asking import (
    answer_words,
    draw_question,
    draw_reasons,
    option_label,
    option_words,
)
from pages.shared.feedback import tell
from pages.shared.slots import Slot
from pages.shared.styling import plain
from pages.shared.translating import said
from pages.shared.widgets import ask_number, least_number, tick

_LATEST = 3
"""So many answers are listed unasked: a question is not lost among what is done with."""


def page(service: CitizenUseCases, visit: Visit) -> None:
    """Show one question: the one looked at again, else the next one."""
    turn = turn_of(service, visit)
    if turn is None:
        finish(service, visit)
        redraw()
    if looks_up(turn):
        draw_look_ups(turn)
        return
    _tell_refusal(turn.question, visit)
    tell_look_ups(visit)
    if turn.question.kind in TYPED:
        _type_one(turn)
    else:
        _touch_one(turn)
    _answered(turn.consultation, turn.question, visit)


def _type_one(turn: Turn) -> None:
    """Ask for a number, or for several of the answers; the main button goes on."""
    question, visit = turn.question, turn.visit
    _heading(turn)
    with st.form(f"question.{question.id}", border=False, enter_to_submit=False):
        _ask(question, visit)
        offer_look_ups(turn)
        _offer_help(turn)
        draw_reasons(question, visit.locale)
        keep_beside(visit.locale, turn.keep)
        bottom_bar(
            translate("kiosk.question.next", visit.locale),
            visit.locale,
            in_form=True,
            on_back=turn.back,
            on_main=turn.on,
        )


def _touch_one(turn: Turn) -> None:
    """Ask for one of a few answers: a touch on it is the answer, and turns to the next question.

    Whoever reads the page is told beforehand that it does (WCAG 2.2, 3.2.2).
    """
    question, visit = turn.question, turn.visit
    given = visit.draft.answers.get(question.id)
    _heading(turn, translate("kiosk.question.touch", visit.locale))
    with st.container(key=f"answer.{question.id}"):
        for place, option in enumerate(question.options):
            st.button(
                option_label(question, option),
                key=f"option.{question.id}.{place}",
                width="stretch",
                type="primary" if option == given else "secondary",
                icon=":material/check:" if option == given else None,
                on_click=turn.answer,
                args=(option,),
            )
    offer_look_ups(turn)
    _offer_help(turn)
    draw_reasons(question, visit.locale)
    main = translate("kiosk.question.next", visit.locale) if given in question.options else ""
    bottom_bar(main, visit.locale, on_back=turn.back, on_main=turn.on)


def _heading(turn: Turn, lead: str = "") -> None:
    """Show the question, or first that it was put off and is what is left now."""
    question, locale = turn.question, turn.visit.locale
    record = turn.visit.draft.source_of_answer(question.id)
    if record is not None:
        lead = translate("kiosk.look_up.taken", locale, licence=said(record.licence))
    if turn.is_put_off:
        lead = translate("kiosk.question.put_off", locale)
    draw_question(question, _kicker(turn.consultation, turn.place, turn.visit), lead, locale)


def _tell_refusal(question: Question, visit: Visit) -> None:
    labels = {question.id: said(question.asked_aloud, question.id)}
    if not tell_trouble(visit, labels) and visit.trouble.checking:
        tell(translate("kiosk.question.unanswered", visit.locale))


def _kicker(consultation: Consultation, place: int, visit: Visit) -> str:
    is_new = place == len(consultation.answered)
    later = 0 if is_new else len(consultation.answered) - place - 1
    left = later + max(round(consultation.remaining.expected) - is_new, 0)
    return translate(
        f"kiosk.question.{'kicker' if left else 'kicker_last'}",
        visit.locale,
        theme=spoken_name(visit.draft.theme_code, consultation.theme_name, visit.locale),
        number=place + 1,
        left=left,
    )


def _ask(question: Question, visit: Visit) -> None:
    key, given = f"answer.{question.id}", visit.draft.answers.get(question.id)
    if question.kind is QuestionKind.NUMBER:
        unit = translate("kiosk.question.number", visit.locale, unit=said(question.unit))
        with st.container(key="number"):
            ask_number(given, Slot(key, unit, visit.locale), least=least_number(question))
    else:
        several = translate("kiosk.question.several", visit.locale)
        tick(question.options, given or (), Slot(key, several, visit.locale))


def _offer_help(turn: Turn) -> None:
    """Offer help to whoever does not know, as wide as an answer and unlike one."""
    question, visit = turn.question, turn.visit
    if question.unsure is None:
        return
    way = "ask" if question.unsure.ask else "tell"
    words = translate("kiosk.question.unsure", visit.locale)
    how = translate(f"kiosk.unsure.{way}", visit.locale)
    draw = st.form_submit_button if question.kind in TYPED else st.button
    draw(
        f"{plain(words)} :small[{plain(how)}]",
        key=f"unsure.{question.id}",
        icon=":material/help:",
        width="stretch",
        on_click=visit.cursor.lay,
        args=(Helping(question.id),),
    )


def _answered(consultation: Consultation, question: Question, visit: Visit) -> None:
    """List what was answered, each with a way to change it."""
    others = [pair for pair in consultation.answered if pair[0].id != question.id]
    if not others:
        return
    st.html(f"<h2>{escape(translate('kiosk.question.answered', visit.locale))}</h2>")
    shown = others if visit.cursor.listing else others[-_LATEST:]
    with st.container(key="said"):
        for asked, answer in shown:
            words = answer_words(option_words(asked, answer), asked.unit, visit.locale)
            st.button(
                f"{plain(said(asked.asked_aloud, asked.id))} **{plain(words)}** "
                f":small[{plain(_how_known(asked, visit))}]",
                key=f"change.{asked.id}",
                on_click=change_answer,
                args=(asked.id, visit),
                width="stretch",
            )
    if len(shown) < len(others):
        st.button(
            translate("kiosk.question.all", visit.locale, n=len(others)),
            key="said_all",
            icon=":material/expand_more:",
            on_click=visit.cursor.list_all,
        )


def _how_known(question: Question, visit: Visit) -> str:
    """Return the way to change an answer, after the record that it was taken from."""
    record, change = (
        visit.draft.source_of_answer(question.id),
        translate("kiosk.change", visit.locale),
    )
    if record is None:
        return change
    source = translate("prefilling.tag", visit.locale, licence=said(record.licence))
    return f"{source} · {change}"


def change_answer(question: str, visit: Visit) -> None:
    """Look at an answered question again; later answers stay."""
    visit.cursor.question, visit.cursor.hurried = question, True
    visit.go(VisitStep.QUESTIONS)
