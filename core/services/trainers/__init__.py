"""What trainers do: play a scenario and see whether it comes out as expected."""

from core.services.trainers.anonymise_cases import AnonymiseCases, DraftPage
from core.services.trainers.asked_of_scenario import (
    AskedEntry,
    AskedOfScenario,
    AskedPaper,
    AskedRole,
)
from core.services.trainers.cast_library import CastLibrary, cast_sources
from core.services.trainers.check_scenario import check_scenario
from core.services.trainers.compare_scenarios import compare_with_theme
from core.services.trainers.edit_scenarios import (
    edited_scenario,
    with_papers,
    with_people,
    with_value,
)
from core.services.trainers.edit_steps import (
    STEP_KINDS,
    Unsaid,
    has_matters,
    more_of,
    moved,
    step_saying,
    with_steps,
)
from core.services.trainers.hold_quizzes import HoldQuizzes
from core.services.trainers.keep_rooms import KeepRooms, ListedRoom, RoomRound
from core.services.trainers.play_quizzes import PlayQuizzes, QuizSeat
from core.services.trainers.play_scenario import play_in_hall, play_scenario, play_to_case
from core.services.trainers.present_in_room import Presentation, PresentInRoom
from core.services.trainers.present_scenario import PositionStore, PresentedNow, PresentScenario
from core.services.trainers.presented_stops import PresentedStop
from core.services.trainers.record_walks import ListedWalk, RecordedWalk, RecordWalks
from core.services.trainers.seat_members import seat_members
from core.services.trainers.sit_down import SitDown
from core.services.trainers.take_play import TakenPlay
from core.services.trainers.train_with_scenarios import (
    ListedScenario,
    OpenedScenario,
    TrainWithScenarios,
)
from core.services.trainers.training_halls import PracticeClock, TrainingHall
from core.services.trainers.training_rooms import EnteredRoom, RoomHall, RoomState, TrainingRooms
from core.services.trainers.write_scenarios import CheckedScenario, WriteScenarios
from core.themes.saving import Fall
from core.training.class_results import ClassResult
from core.training.comparing import ScenarioComparison, SeparateMatter
from core.training.kept_scenarios import KeptScenario, ScenarioOrigin
from core.training.positions import PlayingPace, Position
from core.training.presenting import (
    Stop,
    StopDesk,
    StopPlace,
    Touch,
    TouchKind,
    chapters,
    next_note,
    stop_at,
)
from core.training.scenario_drafts import ScenarioDraft
from core.training.scenarios import (
    ScenarioFile,
    read_scenario,
    read_scenario_file,
    scenario_paths,
)
from core.training.writing import scenario_text

__all__ = [
    "STEP_KINDS",
    "AnonymiseCases",
    "AskedEntry",
    "AskedOfScenario",
    "AskedPaper",
    "AskedRole",
    "CastLibrary",
    "CheckedScenario",
    "ClassResult",
    "DraftPage",
    "EnteredRoom",
    "Fall",
    "HoldQuizzes",
    "KeepRooms",
    "KeptScenario",
    "ListedRoom",
    "ListedScenario",
    "ListedWalk",
    "OpenedScenario",
    "PlayQuizzes",
    "PlayingPace",
    "Position",
    "PositionStore",
    "PracticeClock",
    "PresentInRoom",
    "PresentScenario",
    "Presentation",
    "PresentedNow",
    "PresentedStop",
    "QuizSeat",
    "RecordWalks",
    "RecordedWalk",
    "RoomHall",
    "RoomRound",
    "RoomState",
    "ScenarioComparison",
    "ScenarioDraft",
    "ScenarioFile",
    "ScenarioOrigin",
    "SeparateMatter",
    "SitDown",
    "Stop",
    "StopDesk",
    "StopPlace",
    "TakenPlay",
    "Touch",
    "TouchKind",
    "TrainWithScenarios",
    "TrainingHall",
    "TrainingRooms",
    "Unsaid",
    "WriteScenarios",
    "cast_sources",
    "chapters",
    "check_scenario",
    "compare_with_theme",
    "edited_scenario",
    "has_matters",
    "more_of",
    "moved",
    "next_note",
    "play_in_hall",
    "play_scenario",
    "play_to_case",
    "read_scenario",
    "read_scenario_file",
    "scenario_paths",
    "scenario_text",
    "seat_members",
    "step_saying",
    "stop_at",
    "with_papers",
    "with_people",
    "with_steps",
    "with_value",
]
