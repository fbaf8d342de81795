"""From raw answers to a situation: what is asked, what counts, what is still open (law 6)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.catalogue.models import Answer, Condition, Question, Theme
from core.situations.conditions import Knowledge, Truth
from core.situations.engines.answer_effects import normalised
from core.situations.engines.compiling import (
    CompiledConditions,
    Conditions,
    InForce,
    Settled,
)
from core.situations.engines.evaluating import evaluate


@dataclass(frozen=True, slots=True)
class Situation:
    """The situation (情形) that some answers describe.

    ``asked`` are the questions whose ``ask_when`` holds, in the designer's order;
    ``next_question`` is the first of them without an answer, and there is none
    exactly when the situation is complete. ``assumed`` are questions that nobody needed to
    ask: whatever their answers, the outcome is the same, so any was taken.
    """

    known: Knowledge
    asked: tuple[str, ...]
    next_question: str | None
    assumed: frozenset[str] = frozenset()

    @property
    def given(self) -> dict[str, Answer]:
        """Return the answers that are known, without those that were only assumed."""
        answers = self.known.answers
        return {code: answer for code, answer in answers.items() if code not in self.assumed}

    @property
    def complete(self) -> bool:
        """Say whether every question that is asked has been answered."""
        return self.next_question is None

    def truth(self, condition: Condition | None) -> Truth:
        """Return whether a condition holds in this situation."""
        return evaluate(condition, self.known)

    def is_certain(self, condition: Condition | None) -> bool:
        """Say whether a condition holds by what was answered, and not by what was assumed."""
        return evaluate(condition, replace(self.known, answers=self.given)) is True


class QuestionPlan:
    """The questions of one theme, and what depends on them, ready for any situation.

    Args:
        theme: Whose questions they are.
        questions: What they can be answered with.
        items: What is in force or not: for each, what has to hold, as conditions of which
            one does.
    """

    def __init__(
        self,
        theme: Theme,
        questions: Mapping[str, Question],
        items: Iterable[Sequence[Conditions]] = (),
    ) -> None:
        self.when_asked: dict[str, list[Condition | None]] = {}
        """For each question the conditions of which one has to hold to ask it."""
        for asked in theme.questions:
            self.when_asked.setdefault(asked.question, []).append(asked.ask_when)
        self.order = tuple(self.when_asked)
        self.compiled = CompiledConditions(self.when_asked, items, theme.fixed_answers, questions)

    def situate(self, answers: Mapping[str, Any]) -> Situation:
        """Return the situation that raw answers describe.

        Answers to questions that are not asked are ignored, whoever sends them;
        ``None`` is no answer; fixed answers win.

        Raises:
            InvalidAnswersError: Listing every answer that its question cannot take.
        """
        return self._situation(self.compiled.settle(answers), answers)

    def situations_after(
        self, answers: Mapping[str, Any], question: str, possible: Iterable[Answer]
    ) -> Iterator[Situation]:
        """Yield the situation after each possible answer to a question."""
        settled = self.compiled.settle(answers)
        for answer in possible:
            changed = {**answers, question: answer}
            yield self._situation(self.compiled.change(settled, changed, question), changed)

    def in_force(self, situation: Situation) -> InForce:
        """Return which items are in force, out or undecided, by what is known."""
        return self.compiled.items_for(self.compiled.known(situation.known))

    def _situation(self, settled: Settled, raw: Mapping[str, Any]) -> Situation:
        truths = dict(self.compiled.asks(settled))
        fixed = self.compiled.fixed
        asked = tuple(name for name in self.order if truths[name] and name not in fixed)
        answered = {name: normalised(raw[name]) for name in asked if raw.get(name) is not None}
        known: dict[str, Answer] = {**fixed, **answered}
        next_question = next((name for name in asked if name not in known), None)
        # When all has been asked, unknown counts as not satisfied: nothing stays open.
        is_open = frozenset(
            name for name in self.order if truths[name] is not False and name not in known
        )
        still_open = frozenset[str]() if next_question is None else is_open
        return Situation(Knowledge(known, still_open), asked, next_question)
