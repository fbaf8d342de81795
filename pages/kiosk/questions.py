"""Answer a few questions, one at a time (一次咨询引导)."""

from html import escape
from typing import Any

import streamlit as st

from core.catalogue.models import Question, QuestionKind
from core.i18n import translate
from core.services.kiosk import Consultation, KioskService
from pages.kiosk.frame import bottom_bar, heading
from pages.kiosk.themes_shown import spoken_name
from pages.kiosk.visit import Step, Visit
from pages.kiosk.wording import answer_words
from pages.shared.feedback import errors_told, tell
from pages.shared.slots import Slot
from pages.shared.styling import plain
from pages.shared.widgets import ask_number, tick


def page(service: KioskService, here: Visit) -> None:
    """Show one question: the one looked at again, else the next one."""
    told = service.consult(here.theme, here.version, here.answers)
    place, question = _shown(told, here)
    if question is None:
        _finish(here)
        return
    if here.checking:
        tell(translate("kiosk.question.unanswered", here.locale))
    heading(_kicker(told, place, here), question.text)
    with st.form(f"question.{question.id}", border=False, enter_to_submit=False):
        answer = _ask(question, here)
        _why(question, here)
        pressed = bottom_bar(
            translate("kiosk.question.next", here.locale), here.locale, in_form=True
        )
    _answered(told, question, here)
    if pressed.back:
        _go_back(told, place, answer, here)
    if pressed.main:
        _go_on(service, told, answer, here)


def _shown(told: Consultation, here: Visit) -> tuple[int, Question | None]:
    """Return the place and the question to show; places count from 0."""
    for place, (question, _) in enumerate(told.answered):
        if question.id == here.question:
            return place, question
    return len(told.answered), told.question


def _kicker(told: Consultation, place: int, here: Visit) -> str:
    is_new = place == len(told.answered)
    later = 0 if is_new else len(told.answered) - place - 1
    left = later + max(round(told.remaining.expected) - is_new, 0)
    return translate(
        f"kiosk.question.{'kicker' if left else 'kicker_last'}", here.locale,
        theme=spoken_name(here.theme, told.theme_name, here.locale), number=place + 1, left=left,
    )  # fmt: skip


def _ask(question: Question, here: Visit) -> Any:
    key, given = f"answer.{question.id}", here.answers.get(question.id)
    if question.kind is QuestionKind.NUMBER:
        unit = translate("kiosk.question.number", here.locale, unit=question.unit)
        with st.container(key="number"):
            return ask_number(given, Slot(key, unit, here.locale))
    if question.kind is QuestionKind.MULTIPLE:
        several = translate("kiosk.question.several", here.locale)
        return tick(question.options, given or (), Slot(key, several, here.locale))
    with st.container(key="answer"):
        return st.radio(
            plain(question.text), question.options, key=key, format_func=plain,
            index=question.options.index(given) if given in question.options else None,
            label_visibility="collapsed",
        )  # fmt: skip


def _why(question: Question, here: Visit) -> None:
    if question.explain:
        why = escape(translate("kiosk.question.why", here.locale))
        st.html(f'<p class="why"><b>{why}</b> {escape(question.explain)}</p>')


def _answered(told: Consultation, question: Question, here: Visit) -> None:
    """List what was answered, each with a way to change it."""
    others = [pair for pair in told.answered if pair[0].id != question.id]
    if not others:
        return
    st.html(f"<h2>{escape(translate('kiosk.question.answered', here.locale))}</h2>")
    with st.container(key="said"):
        for said, answer in others:
            with st.container(key=f"said.{said.id}", horizontal=True, vertical_alignment="center"):
                words = answer_words(answer, said.unit, here.locale)
                st.html(f"<p><span>{escape(said.text)}</span><b>{escape(words)}</b></p>")
                st.button(
                    translate("kiosk.change", here.locale), key=f"change.{said.id}",
                    on_click=change_answer, args=(said.id, here),
                )  # fmt: skip


def change_answer(question: str, here: Visit) -> None:
    """Look at an answered question again; later answers stay."""
    here.question, here.hurried = question, True
    here.go(Step.QUESTIONS)


def _go_back(told: Consultation, place: int, answer: Any, here: Visit) -> None:
    """Keep what was chosen and turn to the question before, or to the themes."""
    code = _code_at(told, place)
    if answer not in (None, []) or code in here.answers:
        _keep(code, answer, here)
    here.hurried = False
    if place == 0:
        here.go(Step.WELCOME)
    else:
        here.question = told.answered[place - 1][0].id
        here.go(Step.QUESTIONS)
    st.rerun()


def _go_on(service: KioskService, told: Consultation, answer: Any, here: Visit) -> None:
    place, question = _shown(told, here)
    if question is None or answer is None:
        here.refuse()
        st.rerun()
    with errors_told(here.locale, {question.id: question.text}):
        service.consult(here.theme, here.version, {**here.answers, question.id: answer})
        _keep(question.id, answer, here)
        later = [said.id for said, _ in told.answered[place + 1 :]]
        here.question = later[0] if later and not here.hurried else ""
        here.go(Step.QUESTIONS)
        st.rerun()


def _code_at(told: Consultation, place: int) -> str:
    if place < len(told.answered):
        return told.answered[place][0].id
    return told.question.id if told.question else ""


def _keep(code: str, answer: Any, here: Visit) -> None:
    here.answers[code] = answer


def _finish(here: Visit) -> None:
    """Everything is answered: go on, or back to where the change was asked for."""
    here.question, here.hurried = "", False
    here.go(Step.REVIEW if here.back_to_review else Step.GUIDE)
    here.back_to_review = False
    st.rerun()
