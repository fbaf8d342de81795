"""Answer a few questions, one at a time (一次咨询引导)."""

from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

from core.catalogue.models import Question, QuestionKind
from core.errors import ServiceError
from core.i18n import translate
from core.services.citizens import Consultation, KioskService
from pages.kiosk.consulting import told_of
from pages.kiosk.cursor import Step
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


def page(service: KioskService, here: Visit) -> None:
    """Show one question: the one looked at again, else the next one."""
    told = told_of(service, here)
    place, question = _shown(told, here)
    if question is None:
        _finish(here)
        redraw()
    _tell_refusal(question, here)
    turn = _Turn(service, told, place, question, here)
    if question.kind in _TYPED:
        heading(_kicker(told, place, here), question.text)
        with st.form(f"question.{question.id}", border=False, enter_to_submit=False):
            _ask(question, here)
            _why(question, here)
            bottom_bar(
                translate("kiosk.question.next", here.locale), here.locale, in_form=True,
                on_back=turn.back, on_main=turn.on,
            )  # fmt: skip
    else:
        _touch_one(turn)
    _answered(told, question, here)


@dataclass(frozen=True, slots=True)
class _Turn:
    """How one turns away from a question: with an answer, or without."""

    service: KioskService
    told: Consultation
    place: int
    question: Question
    here: Visit

    def back(self) -> None:
        """Keep what was chosen and turn to the question before, or to the themes."""
        here, question = self.here, self.question
        answer = _chosen(question, here)
        if answer not in (None, []) or question.id in here.answers:
            here.answers[question.id] = answer
        if here.back_to_form and self.told.question is None:
            _finish(here)
            return
        here.hurried = here.back_to_form = False
        if self.place == 0:
            here.go(Step.WELCOME)
        else:
            here.question = self.told.answered[self.place - 1][0].id
            here.go(Step.QUESTIONS)

    def on(self) -> None:
        """Go on with what is chosen."""
        self.answer(_chosen(self.question, self.here))

    def answer(self, answer: Any) -> None:
        """Keep an answer and turn to the next question, unless it cannot be one."""
        here, code = self.here, self.question.id
        if answer is None:
            here.refuse()
            return
        try:
            told_of(self.service, here, {**here.answers, code: answer})
        except ServiceError as refusal:
            here.refuse(refusal)
            return
        here.answers[code] = answer
        later = [said.id for said, _ in self.told.answered[self.place + 1 :]]
        here.question = later[0] if later and not here.hurried else ""
        here.go(Step.QUESTIONS)


def _touch_one(turn: _Turn) -> None:
    """Ask for one of a few answers: a touch on it is the answer, and turns to the next question.

    Whoever reads the page is told beforehand that it does (WCAG 2.2, 3.2.2).
    """
    question, here = turn.question, turn.here
    given = here.answers.get(question.id)
    touch = translate("kiosk.question.touch", here.locale)
    heading(_kicker(turn.told, turn.place, here), question.text, touch)
    with st.container(key=f"answer.{question.id}"):
        for place, option in enumerate(question.options):
            st.button(
                plain(option), key=f"option.{question.id}.{place}", width="stretch",
                type="primary" if option == given else "secondary",
                icon=":material/check:" if option == given else None,
                on_click=turn.answer, args=(option,),
            )  # fmt: skip
    _why(question, here)
    main = translate("kiosk.question.next", here.locale) if given in question.options else ""
    bottom_bar(main, here.locale, on_back=turn.back, on_main=turn.on)


def _tell_refusal(question: Question, here: Visit) -> None:
    if not tell_trouble(here, {question.id: question.text}) and here.checking:
        tell(translate("kiosk.question.unanswered", here.locale))


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


def _ask(question: Question, here: Visit) -> None:
    key, given = f"answer.{question.id}", here.answers.get(question.id)
    if question.kind is QuestionKind.NUMBER:
        unit = translate("kiosk.question.number", here.locale, unit=question.unit)
        with st.container(key="number"):
            ask_number(given, Slot(key, unit, here.locale))
    else:
        several = translate("kiosk.question.several", here.locale)
        tick(question.options, given or (), Slot(key, several, here.locale))


def _chosen(question: Question, here: Visit) -> Any:
    """Return what is chosen, before anything is drawn."""
    key = f"answer.{question.id}"
    if question.kind is QuestionKind.MULTIPLE:
        return ticked(question.options, key)
    return whole(kept_under(key)) if question.kind in _TYPED else here.answers.get(question.id)


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
    shown = others if here.listing else others[-_LATEST:]
    with st.container(key="said"):
        for said, answer in shown:
            words = answer_words(answer, said.unit, here.locale)
            st.button(
                f"{plain(said.text)} **{plain(words)}** "
                f":small[{translate('kiosk.change', here.locale)}]",
                key=f"change.{said.id}", on_click=change_answer, args=(said.id, here),
                width="stretch",
            )  # fmt: skip
    if len(shown) < len(others):
        st.button(
            translate("kiosk.question.all", here.locale, n=len(others)), key="said_all",
            icon=":material/expand_more:", on_click=here.list_all,
        )  # fmt: skip


def change_answer(question: str, here: Visit) -> None:
    """Look at an answered question again; later answers stay."""
    here.question, here.hurried = question, True
    here.go(Step.QUESTIONS)


def _finish(here: Visit) -> None:
    """Everything is answered: go on, or back to where the change was asked for."""
    here.question, here.hurried = "", False
    if here.back_to_form:  # from a page of the form that may itself have come from the review
        here.back_to_form = False
        here.go(Step.FORM)
        return
    here.go(Step.REVIEW if here.back_to_review else Step.GUIDE)
    here.back_to_review = False
