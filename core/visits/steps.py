"""The steps of a visit, by name."""

from enum import Enum


class VisitStep(Enum):
    """The six steps (六个一), after the choice of a theme."""

    WELCOME = "welcome"
    QUESTIONS = "questions"
    GUIDE = "guide"
    FORM = "form"
    MATERIALS = "materials"
    REVIEW = "review"
    RECEIPT = "receipt"

    @property
    def number(self) -> int:
        """Return which of the six steps it is; the choice of a theme is before the first.

        Examples:
            >>> VisitStep.WELCOME.number, VisitStep.FORM.number
            (0, 3)
        """
        return _IN_ORDER.index(self)

    def is_before(self, other: "VisitStep") -> bool:
        """Say whether it comes before another step.

        Examples:
            >>> VisitStep.FORM.is_before(VisitStep.REVIEW)
            True
            >>> VisitStep.FORM.is_before(VisitStep.FORM)
            False
        """
        return self.number < other.number


_IN_ORDER = tuple(VisitStep)


def read_step(kept: str | int) -> VisitStep:
    """Return the step that was kept of a visit: its name, or its number in earlier releases.

    Examples:
        >>> read_step("materials") is read_step(4)
        True
    """
    return _IN_ORDER[kept] if isinstance(kept, int) else VisitStep(kept)
