"""Play a scenario to learn what comes of it, so that it need not be worked out by hand."""

from dataclasses import dataclass

from core.services.trainers.play_scenario import play_in_hall
from core.services.trainers.training_halls import TrainingHall
from core.training.models import PlayedStep, Scenario

_LEARNED = {
    "scenario.papers_to_give": "papers_to_give",
    "scenario.due": "due",
    "scenario.states": "states",
    "scenario.status": "status",
}
"""What is taken over from a play, by what the play says of it."""
_UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class TakenPlay:
    """A text that expects what a play gave; ``amiss`` are steps that came out otherwise."""

    text: str
    amiss: tuple[PlayedStep, ...]


def expecting_play(
    scenario: Scenario, hall: TrainingHall
) -> tuple[Scenario, tuple[PlayedStep, ...]]:
    """Return a scenario that expects the days and states of its play, and what went otherwise.

    What the play does not come to stays as it was written.
    """
    expected = scenario.expected
    unknown = dict.fromkeys(expected.matters or (), _UNKNOWN)
    asked = {"due": unknown, "states": unknown, "status": _UNKNOWN, "papers_to_give": -1}
    asking = expected.model_copy(update=asked)
    steps = play_in_hall(scenario.model_copy(update={"expected": asking}), hall)
    learned = {_LEARNED[step.say]: step.actual for step in steps if step.say in _LEARNED}
    amiss = tuple(step for step in steps if step.say not in _LEARNED and not step.same)
    taken = expected.model_copy(update=learned)
    return scenario.model_copy(update={"expected": taken}), amiss
