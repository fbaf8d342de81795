"""Save scenarios of the trainers' own: under a code that is free, or as the next revision."""

from collections.abc import Mapping
from dataclasses import replace

from core.errors import ScenarioChangedError, ScenarioShippedError, TooManyScenariosError
from core.ports import Stores
from core.services.trainers.known_scenarios import KnownScenario, known_scenarios, read_written
from core.training.kept_scenarios import MOST_KEPT, MOST_TEXT, KeptScenario, free_code
from core.training.models import Scenario
from core.training.scenarios import ScenarioFile
from core.training.writing import scenario_text


class ScenarioWriter:
    """Saves scenarios in one transaction."""

    def __init__(self, stores: Stores, shipped: tuple[ScenarioFile, ...]) -> None:
        self._stores = stores
        self._shipped = shipped
        self.known: Mapping[str, KnownScenario] = known_scenarios(stores, shipped)

    def save(self, kept: KeptScenario, revision: int) -> KeptScenario:
        """Save the text of ``kept``, as a new scenario or as the next revision of one."""
        if len(kept.text) > MOST_TEXT:
            raise self._no_place()
        scenario = read_written("", kept.text, self._shipped).scenario
        if revision:
            return self._next(kept, scenario, revision)
        if len(self._stores.scenarios.all()) >= MOST_KEPT:
            raise self._no_place()
        kept_codes = {found.code for found in self._stores.scenarios.all()}
        code = free_code(scenario.code, {*self.known, *kept_codes})
        text = kept.text
        if code != scenario.code:
            text = scenario_text(scenario.model_copy(update={"code": code}))
        return self._write(replace(kept, code=code, text=text, title=scenario.title, revision=1))

    def _next(self, kept: KeptScenario, scenario: Scenario, revision: int) -> KeptScenario:
        code, newest = scenario.code, self._stores.scenarios.get(scenario.code)
        if newest is None:
            known = code in self.known
            raise (ScenarioShippedError if known else ScenarioChangedError)(scenario=code)
        if newest.revision != revision:
            raise ScenarioChangedError(scenario=code)
        titled = replace(kept, code=code, title=scenario.title, origin=newest.origin)
        return self._write(replace(titled, revision=revision + 1))

    def _write(self, kept: KeptScenario) -> KeptScenario:
        if not self._stores.scenarios.save(kept):
            raise ScenarioChangedError(scenario=kept.code)
        return kept

    def _no_place(self) -> TooManyScenariosError:
        return TooManyScenariosError(most=MOST_KEPT, characters=MOST_TEXT)
