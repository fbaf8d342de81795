"""Answer a few questions, one at a time (一次咨询引导)."""

from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

from core.catalogue.models import Question, QuestionKind
from core.errors import ServiceError
from core.i18n import translate
from core.services.citizens import CitizenUseCases, Consultation, VisitStep, drafts
from pages.kiosk.consulting import told_of
from pages.kiosk.drawing import redraw
from pages.kiosk.frame import bottom_bar, heading, tell_trouble
from pages.kiosk.theme_presentation import spoken_name
from pages.kiosk.visit import Visit
from pages.kiosk.wording import answer_words
from pages.shared.feedback import tell
from pages.shared.slots import Slot
from pages.shared.state import kept_under
from pages.shared.styling import plain
from pages.shared.widgets import ask_number, tick, ticked, whole

_TYPED = frozenset({QuestionKind.NUMBER, QuestionKind.MULTIPLE})
"""Questions whose answer takes more than one touch."""
_LATEST = 3
"""So many answers are listed unasked: a question is not lost among what is done with."""


def page(service: CitizenUseCases, visit: Visit) -> None:
    """Show one question: the one looked at again, else the next one."""
    told = told_of(service, visit)
    place, question = _shown(told, visit)
    if question is None:
        _finish(visit)
        redraw()
    _tell_refusal(question, visit)
    turn = _Turn(service, told, place, question, visit)
    if question.kind in _TYPED:
        heading(_kicker(told, place, visit), question.text)
        with st.form(f"question.{question.id}", border=False, enter_to_submit=False):
            _ask(question, visit)
            _why(question, visit)
            bottom_bar(
                translate("kiosk.question.next", visit.locale),
                visit.locale,
                in_form=True,
                on_back=turn.back,
                on_main=turn.on,
            )
    else:
        _touch_one(turn)
    _answered(told, question, visit)


@dataclass(frozen=True, slots=True)
class _Turn:
    """How one turns away from a question: with an answer, or without."""

    service: CitizenUseCases
    told: Consultation
    place: int
    question: Question
    visit: Visit

    def back(self) -> None:
        """Keep what was chosen and turn to the question before, or to the themes."""
        visit, question = self.visit, self.question
        answer = _chosen(question, visit)
        if answer not in (None, []) or question.id in visit.draft.answers:
            visit.change(drafts.answer, question.id, answer)
        if visit.cursor.back_to_form and self.told.question is None:
            _finish(visit)
            return
        visit.cursor.hurried = visit.cursor.back_to_form = False
        if self.place == 0:
            visit.go(VisitStep.WELCOME)
        else:
            visit.cursor.question = self.told.answered[self.place - 1][0].id
            visit.go(VisitStep.QUESTIONS)

    def on(self) -> None:
        """Go on with what is chosen."""
        self.answer(_chosen(self.question, self.visit))

    def answer(self, answer: Any) -> None:
        """Keep an answer and turn to the next question, unless it cannot be one."""
        visit, code = self.visit, self.question.id
        if answer is None:
            visit.refuse()
            return
        try:
            told_of(self.service, visit, {**visit.draft.answers, code: answer})
        except ServiceError as refusal:
            visit.refuse(refusal)
            return
        visit.change(drafts.answer, code, answer)
        later = [said.id for said, _ in self.told.answered[self.place + 1 :]]
        visit.cursor.question = later[0] if later and not visit.cursor.hurried else ""
        visit.go(VisitStep.QUESTIONS)


def _touch_one(turn: _Turn) -> None:
    """Ask for one of a few answers: a touch on it is the answer, and turns to the next question.

    Whoever reads the page is told beforehand that it does (WCAG 2.2, 3.2.2).
    """
    question, visit = turn.question, turn.visit
    given = visit.draft.answers.get(question.id)
    touch = translate("kiosk.question.touch", visit.locale)
    heading(_kicker(turn.told, turn.place, visit), question.text, touch)
    with st.container(key=f"answer.{question.id}"):
        for place, option in enumerate(question.options):
            st.button(
                plain(option),
                key=f"option.{question.id}.{place}",
                width="stretch",
                type="primary" if option == given else "secondary",
                icon=":material/check:" if option == given else None,
                on_click=turn.answer,
                args=(option,),
            )
    _why(question, visit)
    main = translate("kiosk.question.next", visit.locale) if given in question.options else ""
    bottom_bar(main, visit.locale, on_back=turn.back, on_main=turn.on)


def _tell_refusal(question: Question, visit: Visit) -> None:
    if not tell_trouble(visit, {question.id: question.text}) and visit.trouble.checking:
        tell(translate("kiosk.question.unanswered", visit.locale))


def _shown(told: Consultation, visit: Visit) -> tuple[int, Question | None]:
    """Return the place and the question to show; places count from 0."""
    for place, (question, _) in enumerate(told.answered):
        if question.id == visit.cursor.question:
            return place, question
    return len(told.answered), told.question


def _kicker(told: Consultation, place: int, visit: Visit) -> str:
    is_new = place == len(told.answered)
    later = 0 if is_new else len(told.answered) - place - 1
    left = later + max(round(told.remaining.expected) - is_new, 0)
    return translate(
        f"kiosk.question.{'kicker' if left else 'kicker_last'}",
        visit.locale,
        theme=spoken_name(visit.draft.theme_code, told.theme_name, visit.locale),
        number=place + 1,
        left=left,
    )


def _ask(question: Question, visit: Visit) -> None:
    key, given = f"answer.{question.id}", visit.draft.answers.get(question.id)
    if question.kind is QuestionKind.NUMBER:
        unit = translate("kiosk.question.number", visit.locale, unit=question.unit)
        with st.container(key="number"):
            ask_number(given, Slot(key, unit, visit.locale))
    else:
        several = translate("kiosk.question.several", visit.locale)
        tick(question.options, given or (), Slot(key, several, visit.locale))


def _chosen(question: Question, visit: Visit) -> Any:
    """Return what is chosen, before anything is drawn."""
    key = f"answer.{question.id}"
    if question.kind is QuestionKind.MULTIPLE:
        return ticked(question.options, key)
    return (
        whole(kept_under(key)) if question.kind in _TYPED else visit.draft.answers.get(question.id)
    )


def _why(question: Question, visit: Visit) -> None:
    if question.explain:
        why = escape(translate("kiosk.question.why", visit.locale))
        st.html(f'<p class="why"><b>{why}</b> {escape(question.explain)}</p>')


def _answered(told: Consultation, question: Question, visit: Visit) -> None:
    """List what was answered, each with a way to change it."""
    others = [pair for pair in told.answered if pair[0].id != question.id]
    if not others:
        return
    st.html(f"<h2>{escape(translate('kiosk.question.answered', visit.locale))}</h2>")
    shown = others if visit.cursor.listing else others[-_LATEST:]
    with st.container(key="said"):
        for said, answer in shown:
            words = answer_words(answer, said.unit, visit.locale)
            st.button(
                f"{plain(said.text)} **{plain(words)}** "
                f":small[{translate('kiosk.change', visit.locale)}]",
                key=f"change.{said.id}",
                on_click=change_answer,
                args=(said.id, visit),
                width="stretch",
            )
    if len(shown) < len(others):
        st.button(
            translate("kiosk.question.all", visit.locale, n=len(others)),
            key="said_all",
            icon=":material/expand_more:",
            on_click=visit.cursor.list_all,
        )


def change_answer(question: str, visit: Visit) -> None:
    """Look at an answered question again; later answers stay."""
    visit.cursor.question, visit.cursor.hurried = question, True
    visit.go(VisitStep.QUESTIONS)


def _finish(visit: Visit) -> None:
    """Everything is answered: go on, or back to where the change was asked for."""
    visit.cursor.question, visit.cursor.hurried = "", False
    if (
        visit.cursor.back_to_form
    ):  # from a page of the form that may itself have come from the review
        visit.cursor.back_to_form = False
        visit.go(VisitStep.FORM)
        return
    visit.go(VisitStep.REVIEW if visit.cursor.back_to_review else VisitStep.GUIDE)
    visit.cursor.back_to_review = False
