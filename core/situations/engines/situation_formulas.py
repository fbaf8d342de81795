"""Every complete situation as formulas: what is asked, and which conditions hold.

In a complete situation everything that is asked has been answered, and a condition on what
is not asked does not hold (law 6). Answers to all questions are variables, whether they are
asked or not; being asked follows from them. So a model of the formulas is one situation,
and the same formulas say what *would* hold if somebody were asked after all.
"""

from collections.abc import Iterable
from copy import copy

from core.catalogue.models import Answer, Comparison, Condition
from core.situations.engines.answer_formulas import answers_to
from core.situations.engines.asked_questions import AskedQuestions
from core.situations.engines.encoding import Encoder
from core.situations.engines.formulas import FALSE, Example, Formula, Formulas


class SituationFormulas:
    """All complete situations of some questions, as formulas.

    Args:
        asked: The questions.
        formulas: Where the formulas are written.
    """

    def __init__(self, asked: AskedQuestions, formulas: Formulas) -> None:
        self.questions = asked
        self.formulas = formulas
        self._answers = {
            code: answers_to(asked.question(code), asked.compared[code], formulas)
            for code in asked.when
        }
        self._encoder = Encoder(formulas, asked.when, asked.fixed, self._satisfying)
        self._demand_answers(asked.when)

    def _satisfying(self, comparison: Comparison) -> Formula:
        answers = self._answers.get(comparison.question)
        return answers.satisfying(comparison) if answers else FALSE

    def _demand_answers(self, questions: Iterable[str]) -> None:
        """Whoever is asked something with nothing to choose from never gets on."""
        for code in questions:
            if self._answers[code] is None:
                self.formulas.demand(-self.asked(code))

    def asked(self, question: str) -> Formula:
        """Return the formula for a question's being asked."""
        return self._encoder.asked(question)

    def holds(self, condition: Condition | None) -> Formula:
        """Return the formula for a condition's holding."""
        return self._encoder.holds(condition)

    def all_groups(self, groups: Iterable[Iterable[Condition | None]]) -> Formula:
        """Return the formula for one condition of each group holding."""
        return self._encoder.all_groups(groups)

    def would_hold(self, condition: Condition | None) -> Formula:
        """Return the formula for a condition's holding if every question were answered."""
        return self._encoder.would_hold(condition)

    def but_for(self, question: str) -> "SituationFormulas":
        """Return the situations with all the same answers, but perhaps another one to this."""
        other = copy(self)
        code, compared = self.questions.question(question), self.questions.compared[question]
        other._answers = {**self._answers, question: answers_to(code, compared, self.formulas)}
        later = self.questions.looked_at_by[question]
        other._encoder = self._encoder.but_for(other._satisfying, later)
        other._demand_answers(later)
        return other

    def answers_given(self, example: Example) -> dict[str, Answer]:
        """Return what is answered in an example, to the questions that are asked in it."""
        return {
            code: answers.read(example)
            for code, answers in self._answers.items()
            if answers is not None and example[self.asked(code)]
        }

    def equal(self, question: str, answer: Answer) -> tuple[Formula, ...]:
        """Return the formulas that are true together where this would be the answer."""
        answers = self._answers.get(question)
        return tuple(answers.equal_to(answer)) if answers else ()
