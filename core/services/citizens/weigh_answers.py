"""Tell what an answer would change, before it counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.services.citizens.read_plans import ReadPlan
from core.themes.weighing import AnswerDifference, weigh_answer


@dataclass(frozen=True, slots=True)
class WeighAnswer:
    """Compares one option of a question with the others."""

    planned: ReadPlan

    def __call__(
        self,
        theme: str,
        version: int,
        answers: Mapping[str, Any],
        *,
        question: str,
        option: str,
    ) -> AnswerDifference:
        """Return what comes with an option, and what it spares, as far as that is certain."""
        return weigh_answer(self.planned(theme, version).plan, answers, question, option)
