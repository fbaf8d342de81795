"""The steps of a visit, by name."""

from enum import Enum


class VisitStep(Enum):
    """The six steps (六个一), after the choice of a theme; who is who is told before the form."""

    WELCOME = "welcome"
    QUESTIONS = "questions"
    GUIDE = "guide"
    WHO = "who"
    FORM = "form"
    MATERIALS = "materials"
    REVIEW = "review"
    RECEIPT = "receipt"

    @property
    def number(self) -> int:
        """Return which of the six steps it is; the choice of a theme is before the first.

        Examples:
            >>> VisitStep.WELCOME.number, VisitStep.WHO.number, VisitStep.FORM.number
            (0, 3, 3)
        """
        return SIX_STEPS.index(VisitStep.FORM if self is VisitStep.WHO else self)

    def is_before(self, other: "VisitStep") -> bool:
        """Say whether it comes before another step.

        Examples:
            >>> VisitStep.FORM.is_before(VisitStep.REVIEW)
            True
            >>> VisitStep.FORM.is_before(VisitStep.FORM)
            False
        """
        return _IN_ORDER.index(self) < _IN_ORDER.index(other)


_IN_ORDER = tuple(VisitStep)
SIX_STEPS = tuple(step for step in VisitStep if step is not VisitStep.WHO)
"""The choice of a theme, and the six steps after it, as they are counted and were numbered."""


def read_step(kept: str | int) -> VisitStep:
    """Return the step that was kept of a visit: its name, or its number in earlier releases.

    Examples:
        >>> read_step("materials") is read_step(4)
        True
    """
    return SIX_STEPS[kept] if isinstance(kept, int) else VisitStep(kept)
