"""Every complete situation of a theme as formulas: what is asked, and which conditions hold.

In a complete situation everything that is asked has been answered, and a condition on what
is not asked does not hold (law 6). Answers to all questions are variables, whether they are
asked or not; being asked follows from them. So a model of the formulas is one situation,
and the same formulas say what *would* hold if somebody were asked after all.
"""

from collections.abc import Callable, Iterable, Mapping, Set
from copy import copy
from functools import cached_property

from core.catalogue.models import (
    AllOf,
    Answer,
    Comparison,
    Condition,
    Question,
    QuestionKind,
    Theme,
    comparisons_in,
)
from core.situations.answering import values_compared
from core.situations.conditions import satisfies
from core.situations.engines.answer_formulas import answers_to
from core.situations.engines.formulas import FALSE, TRUE, Example, Formula, Formulas

_OTHER = "–"
"""An answer that nobody compares with, to a question that nobody declared."""


class AskedQuestions:
    """The questions of a theme: when each is asked, and what conditions compare it with.

    Fixed answers are known, so their questions are not asked.
    """

    def __init__(
        self, theme: Theme, questions: Mapping[str, Question], outcomes: Iterable[Condition | None]
    ) -> None:
        self.fixed = dict(theme.fixed_answers)
        self.when: dict[str, list[Condition | None]] = {}
        for one in theme.questions:
            if one.question not in self.fixed:
                self.when.setdefault(one.question, []).append(one.ask_when)
        self.compared: dict[str, list[Comparison]] = {code: [] for code in self.when}
        conditions = [*outcomes, *(one.ask_when for one in theme.questions)]
        for comparison in dict.fromkeys(one for c in conditions for one in comparisons_in(c)):
            self.compared.setdefault(comparison.question, []).append(comparison)
        self._declared = questions

    def question(self, code: str) -> Question:
        """Return a question; one that nobody declared can be answered as it is compared."""
        if code in self._declared:
            return self._declared[code]
        values = [value for one in self.compared[code] for value in values_compared(one)]
        texts = [value for value in values if isinstance(value, str)]
        if values and not texts:
            return Question(id=code, text=code, kind=QuestionKind.NUMBER)
        return Question(id=code, text=code, kind=QuestionKind.SINGLE, options=(*texts, _OTHER))

    @cached_property
    def looked_at_by(self) -> Mapping[str, Set[str]]:
        """Return, for each question, those whose being asked turns on it, through others too."""
        direct: dict[str, set[str]] = {code: set() for code in self.when}
        for code, whens in self.when.items():
            for one in (one for when in whens for one in comparisons_in(when)):
                if one.question in direct:
                    direct[one.question].add(code)
        return {code: _reached_from(code, direct) for code in direct}


def _reached_from(start: str, edges: Mapping[str, Set[str]]) -> frozenset[str]:
    reached: set[str] = set()
    left = [start]
    while left:
        further = edges[left.pop()] - reached
        reached |= further
        left += further
    return frozenset(reached)


class Situations:
    """All complete situations of a theme, as formulas.

    Args:
        asked: The theme's questions.
        formulas: Where the formulas are written.
    """

    def __init__(self, asked: AskedQuestions, formulas: Formulas) -> None:
        self.questions = asked
        self.formulas = formulas
        self._answers = {
            code: answers_to(asked.question(code), asked.compared[code], formulas)
            for code in asked.when
        }
        self.encoded: dict[Condition, Formula] = {}
        """Every condition asked about so far, with the formula for its holding."""
        self._asked: dict[str, Formula] = {}
        self._settle(self.questions.when)

    # --- Questions

    def asked(self, question: str) -> Formula:
        """Return the formula for a question's being asked."""
        return self._asked.get(question, FALSE)

    def _settle(self, among: Iterable[str]) -> None:
        """Settle which of some questions are asked in rounds, as the kiosk does.

        In a lawful theme each question looks only at earlier ones, so that the second round
        finds what the first did. Questions that only wait for each other are never asked.
        """
        questions = [code for code in self.questions.when if code in set(among)]
        self._asked |= dict.fromkeys(questions, FALSE)
        for _ in questions:
            before = dict(self._asked)
            for code in questions:
                self._asked[code] = self.formulas.any_of(
                    self._written(when, self._compared) for when in self.questions.when[code]
                )
            if self._asked == before:
                break
        for code in questions:
            if self._answers[code] is None:  # nothing to choose from: who is asked never gets on
                self.formulas.demand(-self._asked[code])

    def but_for(self, question: str) -> "Situations":
        """Return the situations with all the same answers, but perhaps another one to this."""
        other = copy(self)
        code, compared = self.questions.question(question), self.questions.compared[question]
        other._answers = {**self._answers, question: answers_to(code, compared, self.formulas)}
        other._asked, other.encoded = dict(self._asked), {}
        other._settle(self.questions.looked_at_by[question])
        return other

    def answers_given(self, example: Example) -> dict[str, Answer]:
        """Return what is answered in an example, to the questions that are asked in it."""
        return {
            code: answers.read(example)
            for code, answers in self._answers.items()
            if answers is not None and example[self._asked[code]]
        }

    def equal(self, question: str, answer: Answer) -> tuple[Formula, ...]:
        """Return the formulas that are true together where this would be the answer."""
        answers = self._answers.get(question)
        return tuple(answers.equal_to(answer)) if answers else ()

    # --- Conditions

    def holds(self, condition: Condition | None) -> Formula:
        """Return the formula for a condition's holding."""
        if condition is None:
            return TRUE
        formula = self.encoded.get(condition)
        if formula is None:
            formula = self.encoded[condition] = self._written(condition, self._compared)
        return formula

    def would_hold(self, condition: Condition | None) -> Formula:
        """Return the formula for a condition's holding if every question were answered."""
        return self._written(condition, self._would_compare)

    def _written(
        self, condition: Condition | None, compared: Callable[[Comparison], Formula]
    ) -> Formula:
        if condition is None:
            return TRUE
        if isinstance(condition, Comparison):
            return compared(condition)
        if isinstance(condition, AllOf):
            return self.formulas.all_of(self._written(part, compared) for part in condition.all)
        return self.formulas.any_of(self._written(part, compared) for part in condition.any)

    def _compared(self, comparison: Comparison) -> Formula:
        known = comparison.question in self.questions.fixed
        is_asked = TRUE if known else self.asked(comparison.question)
        return self.formulas.all_of((is_asked, self._would_compare(comparison)))

    def _would_compare(self, comparison: Comparison) -> Formula:
        fixed = self.questions.fixed.get(comparison.question)
        if fixed is not None:
            return TRUE if satisfies(fixed, comparison) else FALSE
        answers = self._answers.get(comparison.question)
        return answers.satisfying(comparison) if answers else FALSE
