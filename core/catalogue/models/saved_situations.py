"""Situations that a theme keeps by name, with what has to hold in them before it is published."""

from typing import Annotated

from pydantic import Field

from core.catalogue.models.values import Answer, Code, Count, Days, KeyText, Part

SituationName = Annotated[str, Field(strict=True, min_length=1, max_length=200)]


class SituationOutcome(Part):
    """What one situation comes down to; what is absent is not compared.

    ``materials`` are those asked of the applicant (``document@subject``), ``entries`` the entries
    that they fill in, ``days`` the working days until everything is decided.
    """

    matters: tuple[Code, ...] | None = None
    materials: tuple[KeyText, ...] | None = None
    questions: tuple[Code, ...] | None = None
    entries: Count | None = None
    days: Days | None = None


class SavedSituation(Part):
    """A situation kept by name: the answers, who is who, and what has to hold in it.

    ``parties`` are statements ``{role: role}``, as an applicant makes them.
    """

    name: SituationName
    answers: dict[Code, Answer] = Field(default_factory=dict)
    parties: dict[Code, Code] = Field(default_factory=dict)
    expected: SituationOutcome = SituationOutcome()
