"""What is done with a case after it was handed in: by departments, the window, the applicant.

Each kind of step is one model, so that a file that says too much or too little is refused with its
line. A step happens ``day`` working days after the case was received, or ``on`` a date; without
either, on the day of the step before.
"""

from typing import Annotated, Literal

from pydantic import Field, StrictBool, TypeAdapter

from core.catalogue.models import Code, Day, Days, Name, Part, Text

Codes = Annotated[tuple[Code, ...], Field(min_length=1)]


class _Step(Part):
    """When it happens, what a speaker says with it, and whether the rules refuse it."""

    day: Days | None = None
    on: Day | None = None
    note: Text = ""
    refused: StrictBool = False


class _OfficeStep(_Step):
    """A step of the departments whose matters are named."""

    matters: Codes


class Accept(_OfficeStep):
    """The application is complete and is taken into review."""

    do: Literal["accept"]


class Decline(_OfficeStep):
    """The application is not accepted."""

    do: Literal["decline"]
    kind: Literal["not_needed", "not_competent", "not_corrected", "blocked", "other"]
    reason: Name
    remedy: Name
    authority: Text = ""


class ScenarioFault(Part):
    """One thing to be put right, at a field of the matter's form or at a material."""

    place: Name
    wrong: Name
    remedy: Name


class AskCorrection(_OfficeStep):
    """One notice of everything that is to be put right, within so many working days."""

    do: Literal["ask_correction"]
    faults: Annotated[tuple[ScenarioFault, ...], Field(min_length=1)]
    within: Days = 5


class PauseClock(_OfficeStep):
    """Days that do not count begin, for so many working days."""

    do: Literal["pause"]
    reason: Code
    notice: Name
    within: Days


class ResumeClock(_OfficeStep):
    """The days count again."""

    do: Literal["resume"]


class Extend(_OfficeStep):
    """The head of the office gives more working days."""

    do: Literal["extend"]
    days: Days
    reason: Name
    approved_by: Name


class SetInspection(_OfficeStep):
    """One visit to the place for every matter that is named, so many working days later."""

    do: Literal["set_inspection"]
    within: Days = 0
    time: Name
    place: Name


class Inspect(_OfficeStep):
    """Each office's own opinion after the visit."""

    do: Literal["inspect"]
    passed: StrictBool
    words: Name


class Grant(_OfficeStep):
    """A decision for the applicant; the results are those that the matter declares."""

    do: Literal["grant"]
    basis: Text = ""
    late_reason: Text = ""


class Refuse(_OfficeStep):
    """A decision against the applicant."""

    do: Literal["refuse"]
    reason: Name
    article: Name
    remedies: Name
    late_reason: Text = ""


class Assess(_OfficeStep):
    """The office says how much is paid for the matter, in yuan, and by what it was found."""

    do: Literal["assess"]
    amount: Name
    basis: Name


class Waive(_OfficeStep):
    """The office says by which law nothing is paid."""

    do: Literal["waive"]
    basis: Name


class Pay(_OfficeStep):
    """The window takes what is paid, all at once, and gives a ticket."""

    do: Literal["pay"]
    ticket: Name


class Deliver(_OfficeStep):
    """The window hands results over; at the counter, to the applicant, if nothing else is said."""

    do: Literal["deliver"]
    way: Literal["counter", "post", "self_service", "electronic"] = "counter"
    receiver: Literal["applicant", "agent"] = "applicant"
    name: Text = ""
    number_end: Text = ""
    authorisation: Text = ""
    found_by: Text = ""


class Correct(_Step):
    """The applicant puts right what was asked: words by place; a material is handed in anew."""

    do: Literal["correct"]
    answers: dict[str, Text]


class Supply(_Step):
    """The applicant hands in materials that were promised for later."""

    do: Literal["supply"]
    materials: Annotated[tuple[Name, ...], Field(min_length=1)]


class Withdraw(_Step):
    """The applicant wants nothing more."""

    do: Literal["withdraw"]


class LetClocksRun(_Step):
    """The worker of legal clocks does a round; so many matters are accepted by silence."""

    do: Literal["clock"]
    accepted: Days = 0


OfficeStep = (
    Accept
    | Decline
    | AskCorrection
    | PauseClock
    | ResumeClock
    | Extend
    | SetInspection
    | Inspect
    | Grant
    | Refuse
    | Assess
    | Waive
)
ScenarioStep = Annotated[
    OfficeStep | Pay | Deliver | Correct | Supply | Withdraw | LetClocksRun,
    Field(discriminator="do"),
]
STEP: TypeAdapter[ScenarioStep] = TypeAdapter(ScenarioStep)
"""Reads one step from plain data."""
