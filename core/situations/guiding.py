"""From raw answers to a situation: what is asked, what counts, what is still open (law 6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.catalogue.models import (
    Answer,
    Condition,
    Question,
    QuestionKind,
    Theme,
)
from core.errors import InvalidAnswersError, Problem
from core.situations.conditions import Knowledge, Truth, disjunction, evaluate


@dataclass(frozen=True, slots=True)
class Situation:
    """The situation (情形) that some answers describe.

    ``asked`` are the questions whose ``ask_when`` holds, in the designer's order;
    ``next_question`` is the first of them without an answer, and there is none
    exactly when the situation is complete.
    """

    known: Knowledge
    asked: tuple[str, ...]
    next_question: str | None

    @property
    def complete(self) -> bool:
        """Say whether every question that is asked has been answered."""
        return self.next_question is None

    def truth(self, condition: Condition | None) -> Truth:
        """Return whether a condition holds in this situation."""
        return evaluate(condition, self.known)


class QuestionPlan:
    """The questions of one theme, ready to be asked in any situation."""

    def __init__(self, theme: Theme, questions: Mapping[str, Question]) -> None:
        self._fixed = dict(theme.fixed_answers)
        self._questions = questions
        self._conditions: dict[str, list[Condition | None]] = {}
        for asked in theme.questions:
            self._conditions.setdefault(asked.question, []).append(asked.ask_when)
        self.order = tuple(self._conditions)

    def situate(self, answers: Mapping[str, Any]) -> Situation:
        """Return the situation that raw answers describe.

        Answers to questions that are not asked are ignored, whoever sends them;
        ``None`` is no answer; fixed answers win.

        Raises:
            InvalidAnswersError: Listing every answer that its question cannot take.
        """
        return _Settling(self._conditions, self._fixed, self._questions, answers).situation()


class _Settling:
    """Decides question by question, in rounds until nothing more can be decided.

    In a lawful theme one round is enough (law 7); in one that is still being designed a
    condition may look at any other question, and those that only wait for each other
    stay unknown and are never asked.
    """

    def __init__(
        self,
        conditions: Mapping[str, list[Condition | None]],
        fixed: Mapping[str, Answer],
        questions: Mapping[str, Question],
        answers: Mapping[str, Any],
    ) -> None:
        self._conditions = conditions
        self._questions = questions
        self._raw = answers
        self._known: dict[str, Answer] = dict(fixed)
        self._open = {question for question in conditions if question not in fixed}
        self._asked: set[str] = set()
        self._problems: list[Problem] = []

    def situation(self) -> Situation:
        knowledge = Knowledge(self._known, self._open)
        left = [question for question in self._conditions if question in self._open]
        while undecided := [q for q in left if not self._decides(q, knowledge)]:
            if len(undecided) == len(left):
                break
            left = undecided
        if self._problems:
            raise InvalidAnswersError(tuple(self._problems))
        asked = tuple(q for q in self._conditions if q in self._asked)
        unanswered = next((q for q in asked if q not in self._known), None)
        # When all has been asked, unknown counts as not satisfied: nothing stays open.
        still_open = frozenset() if unanswered is None else frozenset(self._open)
        return Situation(Knowledge(self._known, still_open), asked, unanswered)

    def _decides(self, question: str, knowledge: Knowledge) -> bool:
        """Decide whether a question is asked, if that can be said by now."""
        truth = disjunction(evaluate(when, knowledge) for when in self._conditions[question])
        if truth is None:
            return False
        if truth:
            self._asked.add(question)
            self._take_answer(question)
        else:
            self._open.discard(question)
        return True

    def _take_answer(self, question: str) -> None:
        raw = self._raw.get(question)
        if raw is None:
            return
        answer = _normalised(raw)
        problem = _problem_with(question, answer, self._questions.get(question))
        if problem:
            self._problems.append(problem)
        else:
            self._known[question] = answer
            self._open.discard(question)


def _is_answer(answer: Any) -> bool:
    parts = answer if isinstance(answer, tuple) else (answer,)
    return all(isinstance(part, str) or _is_finite(part) for part in parts)


def _normalised(raw: Any) -> Any:
    return tuple(raw) if isinstance(raw, list | tuple | set | frozenset) else raw


def _problem_with(place: str, answer: Any, question: Question | None) -> Problem | None:
    """Return what is wrong with an answer; a question that nobody declared takes any."""
    if question is None:
        return None if _is_answer(answer) else Problem(place, "not-an-answer", _of(answer))
    if question.kind is QuestionKind.NUMBER:
        return None if _is_finite(answer) else Problem(place, "number-expected", _of(answer))
    if question.kind is QuestionKind.SINGLE:
        if isinstance(answer, str) and answer in question.options:
            return None
        return _not_an_option(place, answer, question)
    if not isinstance(answer, tuple):
        return Problem(place, "list-expected", _of(answer))
    wrong = [part for part in answer if part not in question.options]
    return _not_an_option(place, wrong[0], question) if wrong else None


def _is_finite(answer: Any) -> bool:
    is_number = isinstance(answer, int | float) and not isinstance(answer, bool)
    return is_number and abs(answer) < float("inf")


def _not_an_option(place: str, answer: Any, question: Question) -> Problem:
    return Problem(place, "not-an-option", (*_of(answer), ("options", "、".join(question.options))))


def _of(answer: Any) -> tuple[tuple[str, str], ...]:
    return (("given", str(answer)[:60]),)
