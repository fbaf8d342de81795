"""What documents of others come down to: when matters apply, and questions are asked."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.catalogue.models import AskedQuestion, Condition, IncludedMatter, Theme


@dataclass(frozen=True, slots=True)
class Tables:
    """When each matter applies and each question is asked; nothing means always.

    ``left_out`` names parts of the document that say nothing about conditions, and were not taken.
    """

    matters: Mapping[str, Condition | None]
    questions: Mapping[str, Condition | None]
    left_out: tuple[str, ...] = ()

    def put_into(self, theme: Theme) -> Theme:
        """Return a theme with these matters; questions it did not ask before come last."""
        codes = dict.fromkeys(
            (*(question.question for question in theme.questions), *self.questions)
        )
        earlier = {question.question: question for question in theme.questions}
        asked = tuple(
            self._asked(earlier.get(code) or AskedQuestion(question=code)) for code in codes
        )
        matters = tuple(IncludedMatter(matter=m, when=when) for m, when in self.matters.items())
        return theme.model_copy(update={"questions": asked, "matters": matters})

    def _asked(self, before: AskedQuestion) -> AskedQuestion:
        when = self.questions.get(before.question, before.ask_when)
        return before.model_copy(update={"ask_when": when})
