"""What trainers do: play a scenario and see whether it comes out as expected."""

from core.services.trainers.check_scenario import check_scenario
from core.services.trainers.play_scenario import play_in_hall, play_scenario
from core.services.trainers.training_halls import PracticeClock, TrainingHall
from core.training.scenarios import ScenarioFile, read_scenario, read_scenario_file, scenario_paths

__all__ = [
    "PracticeClock",
    "ScenarioFile",
    "TrainingHall",
    "check_scenario",
    "play_in_hall",
    "play_scenario",
    "read_scenario",
    "read_scenario_file",
    "scenario_paths",
]
