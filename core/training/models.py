"""What a scenario file says."""

from typing import Annotated, Any, Literal

from pydantic import Field

from core.catalogue.models import Answer, Code, Count, Days, Name, Part, Text

WAYS = ("upload", "later", "template")
"""How a paper is given in a scenario."""


class ExpectedCounts(Part):
    """Entries or papers before and after merging."""

    before: Count
    after: Count


class Expected(Part):
    """What should come of a scenario. What is not named is not compared."""

    matters: tuple[Code, ...] | None = None
    fields: ExpectedCounts | None = None
    materials: ExpectedCounts | None = None
    working_days: Days | None = None
    papers_to_give: Count | None = None
    problems: Count = 0
    receipt_says: tuple[Name, ...] = ()


class Scenario(Part):
    """One made-up person, what they answer, fill in and hand in, and what is expected.

    ``parties`` say who is who: a role is held by the same person as another role (law 17).
    """

    format: Literal[1]
    code: Code
    title: Name
    story: Text = ""
    theme: Code
    answers: dict[Code, Answer]
    values: dict[str, Any] = Field(default_factory=dict)
    parties: dict[Code, Code] = Field(default_factory=dict)
    papers: dict[str, Literal["upload", "later", "template"]] = Field(default_factory=dict)
    expected: Expected = Expected()

    @property
    def given_values(self) -> dict[str, Any]:
        """Return the values as a visit keeps them: several entries are a list."""
        return {place: _as_given(value) for place, value in self.values.items()}


class PlayedStep(Part):
    """One thing that was compared; ``say`` is a message key."""

    say: Annotated[str, Field(strict=True)]
    expected: Any
    actual: Any

    @property
    def same(self) -> bool:
        """Say whether it came out as expected."""
        return bool(self.expected == self.actual)


def _as_given(value: Any) -> Any:
    return [_as_given(part) for part in value] if isinstance(value, tuple) else value
