"""Which conditions a version of a theme loses: what stays in it and is no longer held to them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import AllOf, Condition, Precedence, Theme, comparisons_in
from core.i18n import translate
from core.themes.composing import conditions_of
from core.themes.condition_words import condition_in_words


class LossKind(StrEnum):
    """What kind of condition is lost; ``losing.<kind>`` says it."""

    WHEN = "when"
    ASK_WHEN = "ask_when"
    QUESTION = "question"
    FIXED_ANSWER = "fixed_answer"
    PRECEDENCE = "precedence"
    BINDING = "binding"


@dataclass(frozen=True, slots=True)
class Loss:
    """One condition of the version before that the next one does not have.

    ``at`` is the matter or question that is held to it no longer; ``other`` the matter that was
    waited for, or the subject that was bound.
    """

    kind: LossKind
    at: str
    condition: Condition | None = None
    other: str = ""

    def words(self, catalogue: Catalogue, locale: str) -> str:
        """Return the loss as a sentence."""
        sentence = condition_in_words(self.condition, catalogue, locale) if self.condition else ""
        names = [_name(code, catalogue) for code in (self.at, self.other)]
        return translate(
            f"losing.{self.kind}", locale, at=names[0], other=names[1], condition=sentence
        )


def losses_between(before: Theme, after: Theme, catalogue: Catalogue) -> tuple[Loss, ...]:
    """Return every condition that is lost, of matters and questions that stay.

    What goes together with a matter is not among them: that the matter goes is told anyway.
    """
    return (
        *_of_matters(before, after),
        *_of_questions(before, after, catalogue),
        *_of_precedence(before, after),
        *_of_bindings(before, after),
    )


def _codes(theme: Theme) -> set[str]:
    return {matter.matter for matter in theme.matters}


def _of_matters(before: Theme, after: Theme) -> Iterator[Loss]:
    for code in dict.fromkeys(
        matter.matter for matter in before.matters if matter.matter in _codes(after)
    ):
        was = [matter.when for matter in before.matters if matter.matter == code]
        becomes = [matter.when for matter in after.matters if matter.matter == code]
        for condition in _lost(was, becomes):
            yield Loss(LossKind.WHEN, code, condition)


def _of_questions(before: Theme, after: Theme, catalogue: Catalogue) -> Iterator[Loss]:
    asked = {asked_question.question: asked_question.ask_when for asked_question in after.questions}
    looked_at = _looked_at(before, _codes(after), catalogue) - asked.keys()
    for question in before.questions:
        for condition in _lost(
            [question.ask_when], [asked.get(question.question, question.ask_when)]
        ):
            yield Loss(LossKind.ASK_WHEN, question.question, condition)
        if question.question in looked_at - after.fixed_answers.keys():
            yield Loss(LossKind.QUESTION, question.question)
    for code in before.fixed_answers:
        if code not in after.fixed_answers and code not in asked:
            yield Loss(LossKind.FIXED_ANSWER, code)


def _looked_at(theme: Theme, staying: set[str], catalogue: Catalogue) -> set[str]:
    """Return the questions that matters turn on which stay."""
    conditions: list[Condition | None] = []
    for matter in theme.matters:
        if matter.matter in staying:
            conditions += [matter.when, *conditions_of(catalogue.matters.get(matter.matter))]
    return {it.question for condition in conditions for it in comparisons_in(condition)}


def _lost(was: Iterable[Condition | None], becomes: Iterable[Condition | None]) -> list[Condition]:
    """Return the parts that have to hold before and need not any more."""
    kept = _parts(becomes)
    return [part for part in _parts(was) if part not in kept]


def _parts(conditions: Iterable[Condition | None]) -> list[Condition]:
    parts: list[Condition] = []
    for condition in conditions:
        if isinstance(condition, AllOf):
            parts += condition.all
        elif condition is not None:
            parts.append(condition)
    return parts


def _of_precedence(before: Theme, after: Theme) -> Iterator[Loss]:
    staying, kept = _codes(after), list(_waits(after.precedence))
    for wait in _waits(before.precedence):
        if {wait.matter, wait.earlier} <= staying and not any(map(wait.is_kept_by, kept)):
            yield Loss(LossKind.PRECEDENCE, wait.matter, other=wait.earlier)


@dataclass(frozen=True, slots=True)
class _Wait:
    """A matter waits for another; surely if nothing else will do instead."""

    matter: str
    earlier: str
    is_hard: bool
    is_sure: bool

    def is_kept_by(self, other: "_Wait") -> bool:
        is_same = (self.matter, self.earlier) == (other.matter, other.earlier)
        return is_same and other.is_hard >= self.is_hard and other.is_sure >= self.is_sure


def _waits(edges: Iterable[Precedence]) -> Iterator[_Wait]:
    for edge in edges:
        is_sure = edge.mode == "all" or len(edge.after) == 1
        for earlier in edge.after:
            yield _Wait(edge.matter, earlier, edge.binding == "hard", is_sure)


def _of_bindings(before: Theme, after: Theme) -> Iterator[Loss]:
    for binding in before.subject_bindings:
        if binding.matter in _codes(after) and binding not in after.subject_bindings:
            yield Loss(LossKind.BINDING, binding.matter, other=binding.subject)


def _name(code: str, catalogue: Catalogue) -> str:
    matter, question = catalogue.matters.get(code), catalogue.questions.get(code)
    if matter:
        return f"{matter.name} ({code})"
    return question.text if question else catalogue.subject_name(code)
