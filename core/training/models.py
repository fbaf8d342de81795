"""What a scenario file says."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from core.catalogue.models import Answer, Code, Count, Day, Days, Name, Part, Text
from core.training.steps import (
    Accept,
    AskCorrection,
    Assess,
    Correct,
    Decline,
    Deliver,
    Extend,
    Grant,
    Inspect,
    LetClocksRun,
    OfficeStep,
    PauseClock,
    Pay,
    Refuse,
    ResumeClock,
    ScenarioStep,
    SetInspection,
    Supply,
    Waive,
    Withdraw,
)

__all__ = [
    "FORMAT_2_KEYS",
    "Accept",
    "AskCorrection",
    "Assess",
    "Cast",
    "Correct",
    "Decline",
    "Deliver",
    "Expected",
    "ExpectedCounts",
    "Extend",
    "Grant",
    "HeldLicence",
    "Inspect",
    "LetClocksRun",
    "OfficeStep",
    "PauseClock",
    "Pay",
    "PlayedStep",
    "PublishedFigure",
    "Refuse",
    "ResumeClock",
    "Scenario",
    "ScenarioStep",
    "SetInspection",
    "StageNotes",
    "Supply",
    "Waive",
    "Withdraw",
]

FIRST_DAY = "2026-12-01"
"""When a scenario begins that does not say when: a Tuesday, and no holiday for a month."""


class ExpectedCounts(Part):
    """Entries, papers or trips before and after merging."""

    before: Count
    after: Count


class Expected(Part):
    """What should come of a scenario. What is not named is not compared.

    ``due`` is the latest day of each matter as the receipt has it, ``states`` is where each stands
    in the end, ``status`` where the case does. ``fetched`` counts the values that licences and
    shared data gave. ``serial_days`` are the working days of the separate
    matters one after another.
    """

    matters: tuple[Code, ...] | None = None
    fields: ExpectedCounts | None = None
    materials: ExpectedCounts | None = None
    trips: ExpectedCounts | None = None
    fetched: Count | None = None
    working_days: Days | None = None
    serial_days: Days | None = None
    papers_to_give: Count | None = None
    problems: Count = 0
    receipt_says: tuple[Name, ...] = ()
    due: dict[Code, Day] | None = None
    states: dict[Code, Code] | None = None
    status: Code | None = None


class PublishedFigure(Part):
    """What was published about such a case, beside what the catalogue counts, and why they differ.

    ``ours`` names the figure of the comparison that stands beside it, if there is one.
    """

    what: Name
    before: Count | None = None
    after: Count | None = None
    unit: Name
    ours: Literal["entries", "materials", "trips", "working_days"] | None = None
    why: Name


class StageNotes(Part):
    """What a speaker says at each stage of the kiosk."""

    questions: Text = ""
    guide: Text = ""
    form: Text = ""
    materials: Text = ""
    receipt: Text = ""


class HeldLicence(Part):
    """An electronic licence, or a record of shared data, of a demo person.

    It says what is known of its holder, unless ``values`` say it by element. A holder who is no
    person is whatever it is looked up by, such as the address of a building.
    """

    licence: Name
    holder: Name
    number: Name
    values: dict[Code, Any] = Field(default_factory=dict)


class Cast(Part):
    """The demo people, and what shops and homes of theirs say wherever that is asked.

    A person has data by element. ``shared`` holds values by place (``element@subject``) or by
    element, for every place of it. ``licences`` can be fetched for whoever agrees.
    """

    format: Literal[2]
    people: dict[Name, dict[Code, Any]]
    shared: dict[Name, Any] = Field(default_factory=dict)
    licences: tuple[HeldLicence, ...] = ()


NOBODY = Cast(format=2, people={})


class Scenario(Part):
    """One made-up person, what they answer, fill in and hand in, and what is expected.

    ``parties`` say who is who: a role is held by the same person as another role (law 17).
    ``who`` names the demo person, or persons, of a role: what is asked about them is theirs.
    ``values`` say only what the demo people and what they share do not; nothing after the colon
    leaves a place empty that they know. ``instead`` are materials given in the place of others,
    ``on_paper`` licences that were not fetched. ``fetches`` says that the people agree to every
    licence that the kiosk offers to fetch.
    """

    format: Literal[1, 2]
    code: Code
    title: Name
    story: Text = ""
    theme: Code
    answers: dict[Code, Answer]
    values: dict[str, Any] = Field(default_factory=dict)
    parties: dict[Code, Code] = Field(default_factory=dict)
    papers: dict[str, Literal["upload", "later", "template"]] = Field(default_factory=dict)
    instead: dict[Name, Name] = Field(default_factory=dict)
    on_paper: tuple[Name, ...] = ()
    fetches: bool = False
    expected: Expected = Expected()
    begins_on: Day = FIRST_DAY
    who: dict[Code, Name | tuple[Name, ...]] = Field(default_factory=dict)
    notes: StageNotes = StageNotes()
    steps: tuple[ScenarioStep, ...] = ()
    published: tuple[PublishedFigure, ...] = ()
    source: Text = ""
    cast: Cast = Field(default=NOBODY, exclude=True, repr=False)

    @property
    def given_values(self) -> dict[str, Any]:
        """Return the values as a visit keeps them: several entries are a list."""
        return {place: as_given(value) for place, value in self.values.items()}

    def people_of(self, role: str) -> tuple[Mapping[str, Any], ...]:
        """Return what is known of the demo people that hold a role."""
        named = self.who.get(role, ())
        names = (named,) if isinstance(named, str) else named
        return tuple({"per.name": name, **self.cast.people.get(name, {})} for name in names)


FORMAT_2_KEYS = frozenset(
    {
        *("begins_on", "who", "instead", "on_paper", "fetches"),
        *("notes", "steps", "published", "source"),
    }
)
"""What a file of format 1 does not say."""


class PlayedStep(Part):
    """One thing that was compared; ``say`` is a message key, ``about`` what it is about."""

    say: Annotated[str, Field(strict=True)]
    expected: Any
    actual: Any
    about: str = ""

    @property
    def same(self) -> bool:
        """Say whether it came out as expected."""
        return bool(self.expected == self.actual)


def as_given(value: Any) -> Any:
    """Return a value as a visit keeps it: what is several is a list."""
    return [as_given(part) for part in value] if isinstance(value, tuple) else value
