"""Where scenarios of the trainers' own, drafts of them and classes that play a quiz are kept."""

from datetime import datetime
from typing import Protocol

from core.training.kept_scenarios import KeptScenario
from core.training.quiz_records import KeptClass, QuizAnswer, Trainee
from core.training.scenario_drafts import ScenarioDraft


class ScenarioStore(Protocol):
    """Keeps scenarios of the trainers' own, with every revision."""

    def all(self) -> tuple[KeptScenario, ...]:
        """Return the newest revision of each scenario, by code."""

    def get(self, code: str) -> KeptScenario | None:
        """Return the newest revision of a scenario, if there is one."""

    def revisions(self, code: str) -> tuple[KeptScenario, ...]:
        """Return every revision of a scenario, the newest first."""

    def save(self, kept: KeptScenario) -> bool:
        """Add a revision; say whether nobody else has written that revision before."""

    def remove(self, code: str) -> bool:
        """Remove a scenario with all its revisions; say whether it was there."""


class ScenarioDraftStore(Protocol):
    """Keeps what cases of a hall became until somebody approves or discards it.

    A draft goes when its case is erased (:meth:`core.ports.CaseStore.erase`).
    """

    def all(self) -> tuple[ScenarioDraft, ...]:
        """Return every draft, the oldest first."""

    def get(self, case_number: str) -> ScenarioDraft | None:
        """Return the draft of a case, if there is one."""

    def add(self, draft: ScenarioDraft) -> bool:
        """Add a draft; say whether its case had none."""

    def remove(self, case_number: str) -> bool:
        """Remove the draft of a case; say whether it was there."""


class QuizStore(Protocol):
    """Keeps classes, their trainees and answers until their period is over."""

    def open(self, kept: KeptClass) -> bool:
        """Add a class; say whether its code was free."""

    def get(self, code: str, *, to_change: bool = False) -> KeptClass | None:
        """Return a class, if there is one; with ``to_change`` nobody else changes it meanwhile."""

    def all(self) -> tuple[KeptClass, ...]:
        """Return every class, the newest first."""

    def end(self, code: str, at: datetime) -> None:
        """Let a class that goes on end at a moment."""

    def join(self, code: str, trainee: Trainee, *, digest: str) -> bool:
        """Add a trainee, known by the digest of a secret; say whether the number was free."""

    def trainee(self, code: str, digest: str) -> Trainee | None:
        """Return who holds a secret in a class."""

    def trainees(self, code: str) -> tuple[Trainee, ...]:
        """Return who is in a class, in the order in which they joined."""

    def answer(self, code: str, answer: QuizAnswer) -> bool:
        """Add an answer; say whether it is the trainee's first to that question."""

    def answers(self, code: str) -> tuple[QuizAnswer, ...]:
        """Return the answers of a class, by trainee and question."""
