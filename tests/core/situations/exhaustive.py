"""Asking, worked out by trying everything: slow, and plain enough to be believed."""

from functools import cache


class Exhaustive:
    """All ways of asking the questions of one small theme.

    What is in force, and with it the outcome, is only ever read from complete situations.
    """

    def __init__(self, plan, *, items=None):
        self._plan = plan
        self._wanted = -1 if items is None else sum(1 << item for item in items)
        self._classes_of = plan.forecast.classes_of
        self.outcomes = cache(self._outcomes)
        self.fewest = cache(self._fewest)

    def answers_to(self, question):
        """Return (answer, share) for each class of answers."""
        return [
            (answer_class.answer, answer_class.share) for answer_class in self._classes_of(question)
        ]

    def _outcomes(self, answers):
        """Return every outcome that some answers may still have."""
        situation = self._plan.situate(dict(answers))
        if situation.complete:
            return frozenset({self._plan.in_force(situation).certain & self._wanted})
        further = (
            self.outcomes(answers | {(situation.next_question, answer)})
            for answer, _ in self.answers_to(situation.next_question)
        )
        return frozenset().union(*further)

    def _fewest(self, answers):
        """Return how many questions the best way of asking needs on average."""
        if len(self.outcomes(answers)) == 1:
            return 0.0
        situation = self._plan.situate(dict(answers))
        return min(
            1
            + sum(
                share * self.fewest(answers | {(q, answer)}) for answer, share in self.answers_to(q)
            )
            for q in situation.asked
            if q not in situation.known.answers
        )

    def walk(self, forecast, answers=frozenset()):
        """Return (expected, longest) by following what a forecast says to ask."""
        question = forecast.ahead(self._plan.situate(dict(answers))).question
        if question is None:
            return 0.0, 0
        expected, longest = 0.0, 0
        for answer, share in self.answers_to(question):
            further = self.walk(forecast, answers | {(question, answer)})
            expected += share * further[0]
            longest = max(longest, further[1])
        return 1 + expected, 1 + longest

    def makes_a_difference(self, question, answers):
        """Say whether two answers to a question, all others alike, come to different things."""
        if len(self.outcomes(answers)) == 1:
            return False
        others = [q for q in self._plan.questions.order if q not in {question, *dict(answers)}]
        return any(
            len({self._outcome({**dict(answers), **rest, question: answer}) for answer in mine}) > 1
            for mine in [[answer for answer, _ in self.answers_to(question)]]
            for rest in self._combinations(others)
        )

    def _outcome(self, answers):
        situation = self._plan.situate(answers)
        assert situation.complete
        return self._plan.in_force(situation).certain & self._wanted

    def _combinations(self, questions):
        if not questions:
            return [{}]
        first, *others = questions
        rest = self._combinations(others)
        classes = self.answers_to(first)
        if not classes:
            return rest
        return [{first: answer, **others} for answer, _ in classes for others in rest]
