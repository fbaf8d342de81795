"""What trainers see: the scenarios beside the published themes, what they save, how they play.

Nothing here reads a case. A scenario is played in a hall that is opened for it and thrown away.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from core.catalogue.findings import Finding
from core.errors import UnknownScenarioError
from core.ports import Stores
from core.services.acting import StaffContext
from core.services.setting_aside import newest_versions
from core.services.theme_plans import PlanShelf
from core.services.trainers.check_scenario import misfits
from core.services.trainers.known_scenarios import known_scenarios
from core.services.trainers.play_scenario import play_in_hall
from core.services.trainers.training_halls import TrainingHall
from core.staff.models import Principal
from core.staff.use_cases import UseCase
from core.themes.plans import ThemePlan
from core.training.comparing import ScenarioComparison, compare_scenario
from core.training.kept_scenarios import KeptScenario
from core.training.models import PlayedStep, Scenario
from core.training.scenarios import ScenarioFile

ReadScenarios = Callable[[], tuple[ScenarioFile, ...]]
OpenHall = Callable[[], AbstractContextManager[TrainingHall]]


@dataclass(frozen=True, slots=True)
class ListedScenario:
    """A scenario and the name of its theme; none if no such theme is published here.

    ``kept`` says who saved it, if it is of the trainers' own.
    """

    scenario: Scenario
    theme_name: str
    kept: KeptScenario | None = None


@dataclass(frozen=True, slots=True)
class OpenedScenario:
    """A scenario with what it saves; ``findings`` are what does not fit the theme any more.

    Where something does not fit, there is nothing to compare.
    """

    scenario: Scenario
    theme_name: str
    findings: tuple[Finding, ...]
    comparison: ScenarioComparison | None


class TrainWithScenarios:
    """Shows and plays scenarios. ``read`` returns them that came with the program."""

    def __init__(self, staff: StaffContext, *, read: ReadScenarios, open_hall: OpenHall) -> None:
        self._staff = staff
        self._read = read
        self._open_hall = open_hall
        self._plans = PlanShelf()

    def scenarios(self, session: Principal) -> tuple[ListedScenario, ...]:
        """Return every scenario, theme by theme."""
        with self._staff.as_permitted(session, UseCase.LIST_SCENARIOS) as (stores, _):
            versions = newest_versions(stores)
            known = known_scenarios(stores, self._read())
        names = {code: version.theme.name for code, version in versions.items()}
        listed = [
            ListedScenario(it.file.scenario, names.get(it.file.scenario.theme, ""), it.kept)
            for it in known.values()
        ]
        return tuple(sorted(listed, key=lambda it: (it.scenario.theme, it.scenario.code)))

    def opened(self, session: Principal, code: str, locale: str) -> OpenedScenario:
        """Return a scenario beside its theme as it is published now.

        Raises:
            UnknownScenarioError: If there is none, or its theme is not published here.
        """
        with self._staff.as_permitted(session, UseCase.OPEN_SCENARIO) as (stores, _):
            versions = newest_versions(stores)
            file = self._file(stores, code)
        version = versions.get(file.scenario.theme)
        if version is None:
            raise UnknownScenarioError(scenario=code)
        plan = self._plans.plan(version).plan
        return _opened(file, plan, locale)

    def played(self, session: Principal, code: str) -> tuple[PlayedStep, ...]:
        """Play a scenario in a hall of its own, and return what was expected and what came of it.

        Raises:
            UnknownScenarioError: If there is none.
        """
        with self._staff.as_permitted(session, UseCase.PLAY_SCENARIO) as (stores, _):
            file = self._file(stores, code)
        with self._open_hall() as hall:
            return play_in_hall(file.scenario, hall)

    def _file(self, stores: Stores, code: str) -> ScenarioFile:
        found = known_scenarios(stores, self._read()).get(code)
        if found is None:
            raise UnknownScenarioError(scenario=code)
        return found.file


def _opened(file: ScenarioFile, plan: ThemePlan, locale: str) -> OpenedScenario:
    findings = misfits(file, plan, locale)
    fits = all(finding.severity != "error" for finding in findings)
    comparison = compare_scenario(file.scenario, plan) if fits else None
    return OpenedScenario(file.scenario, plan.theme.name, findings, comparison)
