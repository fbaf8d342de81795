"""What trainers see: the scenarios beside the published themes, what they save, how they play.

Nothing here reads a case. A scenario is played in a hall that is opened for it and thrown away.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass

from core.catalogue.findings import Finding
from core.errors import UnknownScenarioError
from core.handouts.before_after import BeforeAfterTold, before_after
from core.i18n import DEFAULT_LOCALE
from core.ports import HandoutWriter, Stores
from core.services.acting import StaffContext
from core.services.setting_aside import newest_versions
from core.services.theme_plans import PlanShelf
from core.services.trainers.check_scenario import misfits
from core.services.trainers.known_scenarios import known_scenarios
from core.services.trainers.play_scenario import play_in_hall
from core.services.trainers.show_comparisons import figure_pairs, form_minutes
from core.services.trainers.training_halls import TrainingHall
from core.staff.models import Principal
from core.staff.use_cases import UseCase
from core.themes.plans import ThemePlan
from core.training.comparing import ScenarioComparison, compare_scenario
from core.training.kept_scenarios import KeptScenario
from core.training.models import PlayedStep, Scenario
from core.training.scenarios import ScenarioFile
from core.visits.time_estimates import ElapsedTotal, StepKind

PNG = "png"
"""The form of a file that is its charts alone."""

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

    Where something does not fit, there is nothing to compare. ``pairs`` are the figures before and
    after, by name; they come from the run.
    """

    scenario: Scenario
    theme_name: str
    findings: tuple[Finding, ...]
    comparison: ScenarioComparison | None
    pairs: Mapping[str, tuple[int, int | None]]


class TrainWithScenarios:
    """Shows and plays scenarios. ``read`` returns them that came with the program."""

    def __init__(
        self,
        staff: StaffContext,
        *,
        read: ReadScenarios,
        open_hall: OpenHall,
        writer: HandoutWriter,
    ) -> None:
        self._staff = staff
        self._read = read
        self._open_hall = open_hall
        self._writer = writer
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
            return self._compared(stores, code, locale)

    def compared_file(
        self, session: Principal, code: str, *, form: str, locale: str = DEFAULT_LOCALE
    ) -> bytes:
        """Return before and after as a file, its charts as one picture for ``png``.

        Raises:
            UnknownScenarioError: If there is none that fits its theme.
            PrintingError: If it cannot be made.
        """
        with self._staff.as_permitted(session, UseCase.EXPORT_COMPARISON) as (stores, _):
            opened = self._compared(stores, code, locale)
        if not opened.pairs:
            raise UnknownScenarioError(scenario=code)
        brief = BeforeAfterTold(
            opened.scenario.title,
            f"{opened.theme_name} · {code}",
            opened.scenario.story,
            opened.pairs,
            locale,
        )
        handout = before_after(brief)
        return self._writer.picture(handout) if form == PNG else self._writer.write(handout, form)

    def played(self, session: Principal, code: str) -> tuple[PlayedStep, ...]:
        """Play a scenario in a hall of its own, and return what was expected and what came of it.

        Raises:
            UnknownScenarioError: If there is none.
        """
        with self._staff.as_permitted(session, UseCase.PLAY_SCENARIO) as (stores, _):
            file = self._file(stores, code)
        with self._open_hall() as hall:
            return play_in_hall(file.scenario, hall)

    def _compared(self, stores: Stores, code: str, locale: str) -> OpenedScenario:
        file = self._file(stores, code)
        version = newest_versions(stores).get(file.scenario.theme)
        if version is None:
            raise UnknownScenarioError(scenario=code)
        plan = self._plans.plan(version).plan
        return _opened(file, plan, locale, stores.elapsed_times.observed())

    def _file(self, stores: Stores, code: str) -> ScenarioFile:
        found = known_scenarios(stores, self._read()).get(code)
        if found is None:
            raise UnknownScenarioError(scenario=code)
        return found.file


def _opened(
    file: ScenarioFile, plan: ThemePlan, locale: str, observed: Mapping[StepKind, ElapsedTotal]
) -> OpenedScenario:
    findings = misfits(file, plan, locale)
    fits = all(finding.severity != "error" for finding in findings)
    comparison = compare_scenario(file.scenario, plan) if fits else None
    pairs = figure_pairs(comparison, form_minutes(comparison, observed)) if comparison else {}
    return OpenedScenario(file.scenario, plan.theme.name, findings, comparison, pairs)
