"""The steps of a visit, by name."""

from enum import StrEnum


class Step(StrEnum):
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
            >>> Step.WELCOME.number, Step.FORM.number
            (0, 3)
        """
        return _IN_ORDER.index(self)

    def is_before(self, other: "Step") -> bool:
        """Say whether it comes before another step.

        Examples:
            >>> Step.FORM.is_before(Step.REVIEW), Step.FORM.is_before(Step.FORM)
            (True, False)
        """
        return self.number < other.number


_IN_ORDER = tuple(Step)


def read_step(kept: str | int) -> Step:
    """Return the step that was kept of a visit: its name, or its number in earlier releases.

    Examples:
        >>> read_step("materials") is read_step(4)
        True
    """
    return _IN_ORDER[kept] if isinstance(kept, int) else Step(kept)
