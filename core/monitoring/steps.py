"""The steps that clocks know, and which activities of a log mean them (环节对照)."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from core.errors import failures_reported
from core.monitoring.reading.refusing import EventLogRefusedError

_OWN = Path(__file__).parents[2] / "assets" / "monitoring" / "steps.yaml"


class CaseStep(StrEnum):
    """What an activity means for the clock of a matter, its corrections and trips."""

    RECEIVED = "received"
    PASSED_ON = "passed_on"
    CORRECTION_ASKED = "correction_asked"
    MATERIAL_ASKED = "material_asked"
    """More was asked for, outside a correction notice."""
    CORRECTED = "corrected"
    ACCEPTED = "accepted"
    DEEMED_ACCEPTED = "deemed_accepted"
    NOT_ACCEPTED = "not_accepted"
    PAUSED = "paused"
    RESUMED = "resumed"
    EXTENDED = "extended"
    VISITED = "visited"
    """The applicant came in person."""
    INSPECTED = "inspected"
    GRANTED = "granted"
    REFUSED = "refused"
    DELIVERED = "delivered"
    WITHDRAWN = "withdrawn"


DECIDED = frozenset({CaseStep.NOT_ACCEPTED, CaseStep.GRANTED, CaseStep.REFUSED})
"""With these an office has decided."""

StepNames = Mapping[str, CaseStep]
"""What an activity means, by its name in small letters."""


@cache
def own_steps() -> StepNames:
    """Return what activities mean, as this installation has it."""
    return read_steps(_OWN.read_bytes())


def read_steps(raw: bytes) -> StepNames:
    """Return which activities mean which step, from YAML: ``step: [activity, …]``.

    Raises:
        EventLogRefusedError: Naming the step or the activity that is wrong.

    Examples:
        >>> read_steps("accepted: [受理]".encode())["受理"].value
        'accepted'
    """
    with failures_reported(lambda failure: _refused(failure.place or failure.kind)):
        document: Any = yaml.safe_load(raw)
    if not isinstance(document, dict):
        raise _refused(str(document)[:40])
    names: dict[str, CaseStep] = {}
    for step, activities in document.items():
        if step not in frozenset(CaseStep) or not isinstance(activities, list):
            raise _refused(str(step)[:40])
        for activity in map(_plain, activities):
            if names.setdefault(activity, CaseStep(step)) != step:
                raise _refused(activity[:40])
    return names


def step_of(activity: str, names: StepNames) -> CaseStep | None:
    """Return what an activity means, if it means a step that is known.

    Examples:
        >>> step_of(" Granted ", own_steps()).value, step_of("T02 Check", own_steps())
        ('granted', None)
    """
    return names.get(_plain(activity))


def _plain(activity: object) -> str:
    return str(activity).strip().casefold()


def _refused(place: str) -> EventLogRefusedError:
    return EventLogRefusedError("no_steps", place=place)
