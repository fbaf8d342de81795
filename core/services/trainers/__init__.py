"""What trainers do: play a scenario and see whether it comes out as expected."""

from core.services.trainers.play_scenario import play_scenario
from core.training.scenarios import read_scenario

__all__ = ["play_scenario", "read_scenario"]
