"""The situations of two versions of a theme, looked at together.

Somebody's answers are the same, whatever version they meet; a question counts if one of the
versions asks it. Everything is drawn over the same questions, so that where two versions
differ is a diagram as well, and is counted exactly (:mod:`core.situations.engines.diagrams`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from core.catalogue.models import AllOf, Answer, Comparison, Condition, Question, comparisons_in
from core.situations.answering import AnswerClass, answer_classes, are_all_told_apart
from core.situations.conditions import satisfies
from core.situations.engines.diagrams import ALWAYS, NEVER, Diagrams
from core.themes.plans import ThemePlan


class TooEntangledError(Exception):
    """Situations cannot be counted: questions wait in a circle, or take too many answers."""


class JointSituations:
    """Every way of answering what one of some versions of a theme asks.

    Raises:
        TooEntangledError: If they cannot be drawn.
    """

    def __init__(self, plans: Sequence[ThemePlan]) -> None:
        if any(plan.questions.compiled.is_circular for plan in plans):
            raise TooEntangledError
        self._plans = tuple(plans)
        self._questions = _questions_of(plans)
        self._looked_at = looked_at = _looked_at(plans)
        self._classes: dict[str, tuple[AnswerClass, ...]] = {}
        for code, question in self._questions.items():
            if not are_all_told_apart(question, looked_at.get(code, ())):
                raise TooEntangledError
            self._classes[code] = answer_classes(question, looked_at.get(code, ()))
        self._place = {code: place for place, code in enumerate(self._questions)}
        # The last class of every question is that nobody asks it.
        self.diagrams = Diagrams([len(self._classes[code]) + 1 for code in self._questions])
        self._asked: dict[tuple[int, str], int] = {}

    def asked(self, version: int, question: str) -> int:
        """Return where a version asks a question."""
        key = (version, question)
        if key not in self._asked:
            plan = self._plans[version]
            whens = [one.ask_when for one in plan.theme.questions if one.question == question]
            is_fixed = question in plan.theme.fixed_answers
            self._asked[key] = NEVER if is_fixed else self.one_of(version, whens)
        return self._asked[key]

    def one_of(self, version: int, conditions: Iterable[Condition | None]) -> int:
        """Return where one of some conditions holds in a version."""
        return self.diagrams.any_of(self._holds(version, one) for one in conditions)

    def all_groups(self, version: int, groups: Iterable[Iterable[Condition | None]]) -> int:
        """Return where of each group one condition holds in a version."""
        return self.diagrams.all_of(self.one_of(version, group) for group in groups)

    def _holds(self, version: int, condition: Condition | None) -> int:
        if condition is None:
            return ALWAYS
        if isinstance(condition, Comparison):
            return self._compared(version, condition)
        if isinstance(condition, AllOf):
            return self.diagrams.all_of(self._holds(version, one) for one in condition.all)
        return self.diagrams.any_of(self._holds(version, one) for one in condition.any)

    def _compared(self, version: int, comparison: Comparison) -> int:
        fixed, code = self._plans[version].theme.fixed_answers, comparison.question
        if code in fixed:
            return ALWAYS if satisfies(fixed[code], comparison) else NEVER
        if code not in self._place or code not in self._plans[version].questions.order:
            return NEVER
        holds = [satisfies(one.answer, comparison) for one in self._classes[code]]
        answered = self.diagrams.literal(self._place[code], [*holds, False])
        return self.diagrams.both(self.asked(version, code), answered)

    @cached_property
    def possible(self) -> int:
        """Return where exactly those questions have an answer that a version asks."""
        found = ALWAYS
        for code, place in reversed(self._place.items()):
            answered = [True] * len(self._classes[code])
            has_answer = self.diagrams.literal(place, [*answered, False])
            asked = self.diagrams.any_of(
                self.asked(version, code) for version in range(len(self._plans))
            )
            found = self.diagrams.both(found, self.diagrams.same(asked, has_answer))
        return found

    def count(self, diagram: int) -> int:
        """Return in how many situations a diagram holds."""
        weights = [[*self._weights(code), 1] for code in self._questions]
        return self.diagrams.count(self.diagrams.both(diagram, self.possible), weights)

    def example(self, diagram: int) -> dict[str, Answer] | None:
        """Return the answers of a situation in which a diagram holds, if there is one.

        It is as close to the typical answers as the first difference allows.
        """
        typical = self._plans[-1].theme.typical_answers
        chosen = self.diagrams.example(
            self.diagrams.both(diagram, self.possible),
            [self._preferred(code, typical.get(code)) for code in self._questions],
        )
        if chosen is None:
            return None
        return {
            code: self._answer(code, place, typical.get(code))
            for code, place in zip(self._questions, chosen, strict=True)
            if place < len(self._classes[code])
        }

    def _weights(self, code: str) -> Iterator[int]:
        """Yield how many answers each class stands for; numbers count once a class."""
        question = self._questions[code]
        every = {"single": len(question.options), "multiple": 2 ** len(question.options)}
        for one in self._classes[code]:
            yield round(one.share * every.get(question.kind.value, len(self._classes[code])))

    def _preferred(self, code: str, typical: Answer | None) -> list[int]:
        """Return the classes of a question, that of the typical answer first."""
        order = list(range(len(self._classes[code]) + 1))
        like = self._like(code, typical)
        return order if like is None else [like, *(one for one in order if one != like)]

    def _like(self, code: str, answer: Answer | None) -> int | None:
        if answer is None:
            return None
        looked_at = self._looked_at.get(code, ())
        outcome = [satisfies(answer, one) for one in looked_at]
        for place, one in enumerate(self._classes[code]):
            alike = [satisfies(one.answer, comparison) for comparison in looked_at] == outcome
            if one.answer == answer or (alike and self._questions[code].kind.value != "single"):
                return place
        return None

    def _answer(self, code: str, place: int, typical: Answer | None) -> Answer:
        is_typical = typical is not None and self._like(code, typical) == place
        return typical if is_typical and typical is not None else self._classes[code][place].answer


def _questions_of(plans: Iterable[ThemePlan]) -> dict[str, Question]:
    """Return what is asked, each question with every option that a version gives it."""
    found: dict[str, Question] = {}
    for plan in plans:
        for code in plan.questions.order:
            question = plan.catalogue.questions.get(code)
            if question is None or code in plan.theme.fixed_answers:
                continue
            options = (*(found[code].options if code in found else ()), *question.options)
            found[code] = question.model_copy(update={"options": tuple(dict.fromkeys(options))})
    return found


def _looked_at(plans: Iterable[ThemePlan]) -> Mapping[str, list[Comparison]]:
    found: dict[str, list[Comparison]] = {}
    for plan in plans:
        whens = [asked.ask_when for asked in plan.theme.questions]
        items = [one for item in plan.items for group in item.when for one in group]
        for condition in (*whens, *items):
            for comparison in comparisons_in(condition):
                found.setdefault(comparison.question, []).append(comparison)
    return found
