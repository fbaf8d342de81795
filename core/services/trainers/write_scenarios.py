"""Write scenarios of the trainers' own: copy, save, look over, go back, remove.

What came with the program is never changed: it is copied first. Each save is a revision with its
author, so that it is known who changed what, and any of them can be gone back to.
"""

from dataclasses import dataclass, replace

from core.catalogue.findings import Finding
from core.catalogue.models import Question
from core.errors import (
    ScenarioChangedError,
    ScenarioRefusedError,
    UnknownScenarioError,
)
from core.services.acting import StaffContext
from core.services.setting_aside import newest_versions
from core.services.theme_plans import PlanShelf
from core.services.trainers.asked_of_scenario import AskedOfScenario, asked_of_scenario
from core.services.trainers.check_scenario import misfits, theme_finding
from core.services.trainers.edit_scenarios import expecting_guide
from core.services.trainers.known_scenarios import read_written
from core.services.trainers.save_scenario import ScenarioWriter
from core.services.trainers.take_play import TakenPlay, expecting_play
from core.services.trainers.train_with_scenarios import OpenHall, ReadScenarios
from core.staff.models import Principal
from core.staff.use_cases import UseCase
from core.training.kept_scenarios import KeptScenario, ScenarioOrigin
from core.training.models import Scenario
from core.training.writing import scenario_text


@dataclass(frozen=True, slots=True)
class CheckedScenario:
    """A text looked over: the scenario, if it has a theme here, and all that is to be mended.

    ``questions`` are those of its theme, as the bank has them, ``asked`` is what the guide asks of
    it, as soon as its answers fit.
    """

    scenario: Scenario | None
    findings: tuple[Finding, ...]
    questions: tuple[Question, ...] = ()
    asked: AskedOfScenario | None = None


class WriteScenarios:
    """Keeps scenarios of the trainers' own. ``read`` returns those that came with the program."""

    def __init__(self, staff: StaffContext, *, read: ReadScenarios, open_hall: OpenHall) -> None:
        self._staff = staff
        self._read = read
        self._open_hall = open_hall
        self._plans = PlanShelf()

    def kept(self, session: Principal) -> tuple[KeptScenario, ...]:
        """Return the scenarios of the trainers' own, by code."""
        with self._staff.as_permitted(session, UseCase.LIST_KEPT_SCENARIOS) as (stores, _):
            return stores.scenarios.all()

    def check(self, session: Principal, text: str, locale: str) -> CheckedScenario:
        """Look a text over: what cannot be read, and what does not fit its theme as published."""
        with self._staff.as_permitted(session, UseCase.CHECK_SCENARIO) as (stores, _):
            versions = newest_versions(stores)
        try:
            file = read_written("", text, self._read())
        except ScenarioRefusedError as refused:
            return CheckedScenario(None, tuple(refused.findings))
        version = versions.get(file.scenario.theme)
        if version is None:
            return CheckedScenario(None, (theme_finding(file, versions),))
        plan = self._plans.plan(version).plan
        questions = (plan.catalogue.question(it.question) for it in plan.theme.questions)
        return CheckedScenario(
            file.scenario,
            misfits(file, plan, locale),
            tuple(questions),
            asked_of_scenario(file.scenario, plan),
        )

    def with_expected(self, session: Principal, text: str) -> TakenPlay:
        """Play a text in a hall of its own, and return it expecting what came of that.

        Counts are those of the guide as published here, days and states those of the play.

        Raises:
            ScenarioRefusedError: Saying on which lines and why it cannot be read.
            UnknownScenarioError: If its theme is not published here.
            InvalidAnswersError: Listing every answer that its question cannot take.
        """
        with self._staff.as_permitted(session, UseCase.FILL_EXPECTED) as (stores, _):
            versions = newest_versions(stores)
        scenario = read_written("", text, self._read()).scenario
        version = versions.get(scenario.theme)
        if version is None:
            raise UnknownScenarioError(scenario=scenario.code)
        scenario = expecting_guide(scenario, self._plans.plan(version).plan)
        with self._open_hall() as hall:
            taken, amiss = expecting_play(scenario, hall)
        return TakenPlay(scenario_text(taken), amiss)

    def save(
        self,
        session: Principal,
        text: str,
        *,
        revision: int = 0,
        origin: ScenarioOrigin = ScenarioOrigin.WRITTEN,
    ) -> KeptScenario:
        """Save a text as the next revision of its scenario; ``revision`` is the newest one known.

        Without one it is a new scenario, under its own code or the next that is free.

        Raises:
            ScenarioRefusedError: Saying on which lines and why it cannot be read.
            ScenarioShippedError: If it came with the program.
            ScenarioChangedError: If somebody else saved or removed it meanwhile.
            TooManyScenariosError: If there is no place for it.
        """
        with self._staff.as_permitted(session, UseCase.SAVE_SCENARIO) as (stores, permit):
            writer = ScenarioWriter(stores, self._read())
            kept = KeptScenario("", "", text, origin, permit.username, self._staff.clock())
            return writer.save(kept, revision)

    def copy(self, session: Principal, code: str) -> KeptScenario:
        """Copy a scenario, shipped or not, as one of the trainers' own.

        Raises:
            UnknownScenarioError: If there is none.
            TooManyScenariosError: If there is no place for it.
        """
        with self._staff.as_permitted(session, UseCase.COPY_SCENARIO) as (stores, permit):
            writer = ScenarioWriter(stores, self._read())
            found = writer.known.get(code)
            if found is None:
                raise UnknownScenarioError(scenario=code)
            text = found.kept.text if found.kept else scenario_text(found.file.scenario)
            origin, at = ScenarioOrigin.COPIED, self._staff.clock()
            return writer.save(KeptScenario("", "", text, origin, permit.username, at), 0)

    def revisions(self, session: Principal, code: str) -> tuple[KeptScenario, ...]:
        """Return who saved what of a scenario of the trainers' own, the newest first."""
        with self._staff.as_permitted(session, UseCase.READ_SCENARIO_HISTORY) as (stores, _):
            return stores.scenarios.revisions(code)

    def restore(self, session: Principal, code: str, revision: int) -> KeptScenario:
        """Save an earlier revision anew, as the newest one.

        Raises:
            UnknownScenarioError: If there is no such revision.
        """
        with self._staff.as_permitted(session, UseCase.RESTORE_SCENARIO) as (stores, permit):
            every = stores.scenarios.revisions(code)
            wanted = next((kept for kept in every if kept.revision == revision), None)
            if wanted is None:
                raise UnknownScenarioError(scenario=code)
            at, newest = self._staff.clock(), every[0].revision
            again = replace(wanted, author=permit.username, saved_at=at, revision=newest + 1)
            if not stores.scenarios.save(again):
                raise ScenarioChangedError(scenario=code)
            return again

    def remove(self, session: Principal, code: str) -> None:
        """Remove a scenario of the trainers' own, with all its revisions and for good.

        Raises:
            UnknownScenarioError: If there is none of the trainers' own.
        """
        with self._staff.as_permitted(session, UseCase.REMOVE_SCENARIO) as (stores, _):
            if not stores.scenarios.remove(code):
                raise UnknownScenarioError(scenario=code)
