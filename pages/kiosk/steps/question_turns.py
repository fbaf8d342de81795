"""Turn from one question to the next, or back."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from core.catalogue.models import Question, QuestionKind
from core.errors import ServiceError
from core.services.citizens import CitizenUseCases, Consultation, VisitStep, drafts
from pages.kiosk.consulting import persons_of, told_of
from pages.kiosk.visit import Visit
from pages.shared.state import kept_under
from pages.shared.widgets import ticked, whole

TYPED = frozenset({QuestionKind.NUMBER, QuestionKind.MULTIPLE})
"""Questions whose answer takes more than one touch."""


@dataclass(frozen=True, slots=True)
class Turn:
    """How one turns away from a question: with an answer, or without. Places count from 0."""

    service: CitizenUseCases
    consultation: Consultation
    place: int
    question: Question
    visit: Visit

    @property
    def is_put_off(self) -> bool:
        """Say whether the question was put off, and is what is left now."""
        return self.question.id in self.visit.cursor.later and not self.is_answered

    @property
    def may_be_put_off(self) -> bool:
        """Say whether something else can be asked meanwhile."""
        return not self.is_answered and self._without().question != self.question

    @property
    def is_answered(self) -> bool:
        """Say whether the question was answered before."""
        return self.question.id in self.visit.draft.answers

    def _without(self) -> Consultation:
        draft, later = self.visit.draft, {*self.visit.cursor.later, self.question.id}
        consult = self.service.consulting.consult
        return consult(draft.theme_code, draft.theme_version, draft.answers, later=later)

    def back(self) -> None:
        """Keep what was chosen and turn to the question before, or to the themes."""
        visit, question = self.visit, self.question
        answer = chosen(question, visit)
        if answer not in (None, []) or question.id in visit.draft.answers:
            visit.change(drafts.answer, question.id, answer)
        if visit.cursor.back_to_form and self.consultation.question is None:
            finish(self.service, visit)
            return
        visit.cursor.hurried = visit.cursor.back_to_form = False
        if self.place == 0:
            visit.go(VisitStep.WELCOME)
        else:
            visit.cursor.question = self.consultation.answered[self.place - 1][0].id
            visit.go(VisitStep.QUESTIONS)

    def keep(self) -> None:
        """Keep what was chosen, if it can be an answer, and stay with the question."""
        visit, code = self.visit, self.question.id
        answer = chosen(self.question, visit)
        if answer in (None, []):
            return
        with suppress(ServiceError):  # going on tells what is wrong with it
            told_of(self.service, visit, {**visit.draft.answers, code: answer})
            visit.change(drafts.answer, code, answer)
            visit.cursor.question = code

    def on(self) -> None:
        """Go on with what is chosen."""
        self.answer(chosen(self.question, self.visit))

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
        visit.licences.looked_up = ()
        self._turn_on()

    def put_off(self) -> None:
        """Leave the question open and ask others first; nothing is taken for an answer."""
        self.visit.cursor.ask_later(self.question.id)
        self._turn_on()

    def _turn_on(self) -> None:
        visit = self.visit
        later = [said.id for said, _ in self.consultation.answered[self.place + 1 :]]
        visit.cursor.question = later[0] if later and not visit.cursor.hurried else ""
        visit.go(VisitStep.QUESTIONS)


def turn_of(service: CitizenUseCases, visit: Visit) -> Turn | None:
    """Return the turn at the question to show: the one looked at again, else the next one."""
    consultation = _consulted_with_found(service, visit)
    for place, (question, _) in enumerate(consultation.answered):
        if question.id == visit.cursor.question:
            return Turn(service, consultation, place, question, visit)
    if consultation.question is None:
        return None
    return Turn(service, consultation, len(consultation.answered), consultation.question, visit)


def _consulted_with_found(service: CitizenUseCases, visit: Visit) -> Consultation:
    """Answer what records say, question by question, as far as it is asked; then tell the rest."""
    consultation = told_of(service, visit)
    while consultation.question is not None:
        record = service.consulting.find.known(
            visit.draft, consultation.guide, consultation.question
        )
        if record is None:
            break
        visit.change(drafts.take_found, consultation.question.id, record)
        consultation = told_of(service, visit)
    return consultation


def chosen(question: Question, visit: Visit) -> Any:
    """Return what is chosen, before anything is drawn."""
    key = f"answer.{question.id}"
    if question.kind is QuestionKind.MULTIPLE:
        return ticked(question.options, key)
    return (
        whole(kept_under(key)) if question.kind in TYPED else visit.draft.answers.get(question.id)
    )


def finish(service: CitizenUseCases, visit: Visit) -> None:
    """Everything is answered: go on, or back to where the change was asked for.

    Where that was after the form was begun, other answers may have made it open who is who.
    """
    cursor = visit.cursor
    cursor.question, cursor.hurried = "", False
    came_back = cursor.back_to_form or cursor.back_to_review
    if came_back and visit.draft.says_who_is_who and persons_of(service, visit).missing:
        cursor.back_to_form = False
        visit.go(VisitStep.WHO)
        return
    if cursor.back_to_form:  # from a page of the form that may itself have come from the review
        cursor.back_to_form = False
        visit.go(VisitStep.FORM)
        return
    visit.go(VisitStep.REVIEW if cursor.back_to_review else VisitStep.GUIDE)
    cursor.back_to_review = False
