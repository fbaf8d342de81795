"""The situations of two versions of a theme, looked at together.

Somebody's answers are the same, whatever version they meet; a question counts if one of the
versions asks it. Everything is drawn over the same questions, so that where two versions
differ is a diagram as well, and is counted exactly (:mod:`core.situations.engines.diagrams`).
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from core.catalogue.models import (
    Answer,
    Condition,
    Question,
    QuestionKind,
)
from core.situations.answering import (
    ClassFinder,
    answer_classes,
    are_all_distinguished,
    compared_by_question,
)
from core.situations.engines.diagrams import ALWAYS
from core.situations.engines.encoding import Encoder
from core.situations.engines.limits import GaveUpError
from core.situations.engines.situation_diagrams import SituationDiagrams
from core.themes.plans import ThemePlan


class TooEntangledError(GaveUpError):
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
        looked_at = compared_by_question(
            condition for plan in plans for condition in _conditions_of(plan)
        )
        self._looked_at = looked_at
        for code, question in self._questions.items():
            if not are_all_distinguished(question, looked_at.get(code, ())):
                raise TooEntangledError
        self._classes = {
            code: answer_classes(question, looked_at.get(code, ()))
            for code, question in self._questions.items()
        }
        self._situations = SituationDiagrams(self._classes, may_be_unasked=True)
        self.diagrams = self._situations.diagrams
        self._versions = [self._encoded(plan) for plan in plans]
        self._counter = self._situations.counter()

    def _encoded(self, plan: ThemePlan) -> Encoder[int]:
        whens, fixed = plan.questions.when_asked, plan.theme.fixed_answers
        return Encoder(self.diagrams, whens, fixed, self._situations.satisfying)

    def asked(self, version: int, question: str) -> int:
        """Return where a version asks a question."""
        return self._versions[version].asked(question)

    def one_of(self, version: int, conditions: Iterable[Condition | None]) -> int:
        """Return where one of some conditions holds in a version."""
        return self._versions[version].one_of(conditions)

    def all_groups(self, version: int, groups: Iterable[Iterable[Condition | None]]) -> int:
        """Return where of each group one condition holds in a version."""
        return self._versions[version].all_groups(groups)

    @cached_property
    def lawful(self) -> tuple[int, ...]:
        """Return what holds in every situation: what a version asks has an answer, nothing else."""
        return tuple(
            self._situations.answered_if_asked(
                code, self.diagrams.any_of(version.asked(code) for version in self._versions)
            )
            for code in self._questions
        )

    @cached_property
    def _possible(self) -> int:
        return self.diagrams.all_of(reversed(self.lawful))

    @property
    def number(self) -> int:
        """Return the number of all situations."""
        return self.count(ALWAYS)

    def count(self, diagram: int) -> int:
        """Return in how many situations a diagram holds."""
        return self._counter.count((diagram, *self.lawful))

    def example(self, diagram: int) -> dict[str, Answer] | None:
        """Return the answers of a situation in which a diagram holds, if there is one.

        It is as close to the typical answers as the first difference allows.
        """
        typical = self._plans[-1].theme.typical_answers
        chosen = self.diagrams.example(
            self.diagrams.both(diagram, self._possible),
            [self._preferred(code, typical.get(code)) for code in self._questions],
        )
        if chosen is None:
            return None
        return {
            code: self._answer(code, place, typical.get(code))
            for code, place in zip(self._questions, chosen, strict=True)
            if place < len(self._classes[code])
        }

    def _preferred(self, code: str, typical: Answer | None) -> list[int]:
        """Return the classes of a question, that of the typical answer first."""
        order = list(range(len(self._classes[code]) + 1))
        like = self._like(code, typical)
        return (
            order
            if like is None
            else [like, *(situation for situation in order if situation != like)]
        )

    def _like(self, code: str, answer: Answer | None) -> int | None:
        question, classes = self._questions[code], self._classes[code]
        is_foreign = question.kind is QuestionKind.SINGLE and answer not in question.options
        if answer is None or is_foreign:
            return None
        return ClassFinder(classes, self._looked_at.get(code, ())).place_of(answer)

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


def _conditions_of(plan: ThemePlan) -> Iterator[Condition | None]:
    for whens in plan.questions.when_asked.values():
        yield from whens
    for item in plan.items:
        for group in item.when:
            yield from group
