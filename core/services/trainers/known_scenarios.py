"""All scenarios there are: those that came with the program, and those of the trainers' own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from core.errors import ScenarioRefusedError
from core.ports import Stores
from core.services.setting_aside import tell_set_aside
from core.training.kept_scenarios import KeptScenario
from core.training.models import NOBODY, Cast
from core.training.scenarios import ScenarioFile, read_scenario_text


@dataclass(frozen=True, slots=True)
class KnownScenario:
    """A scenario with its lines; ``kept`` says who saved it, if it is of the trainers' own."""

    file: ScenarioFile
    kept: KeptScenario | None = None


def known_scenarios(stores: Stores, shipped: Iterable[ScenarioFile]) -> Mapping[str, KnownScenario]:
    """Return every scenario by its code. What can be read no longer is set aside and told."""
    found = {file.scenario.code: KnownScenario(file) for file in shipped}
    cast = demo_people(known.file for known in found.values())
    for kept in stores.scenarios.all():
        try:
            file = read_kept(kept.code, kept.text, _Cast(cast))
        except ScenarioRefusedError:  # its words stay out of the log: trainers wrote them
            tell_set_aside(f"kept_scenario {kept.code}")
            continue
        found.setdefault(kept.code, KnownScenario(file, kept))
    return MappingProxyType(found)


def demo_people(shipped: Iterable[ScenarioFile]) -> Cast:
    """Return the demo people that scenarios may name: the largest cast there is."""
    casts = (file.scenario.cast for file in shipped)
    return max(casts, key=lambda cast: len(cast.people), default=NOBODY)


@dataclass(frozen=True, eq=False)
class _Cast:
    """A cast that is compared by what it is, not by what it says: there is one a process."""

    cast: Cast

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Cast) and other.cast is self.cast

    def __hash__(self) -> int:
        return id(self.cast)


@lru_cache(maxsize=512)
def read_kept(code: str, text: str, people: _Cast) -> ScenarioFile:
    """Return what stands in a text, read once.

    Raises:
        ScenarioRefusedError: Saying on which lines and why it cannot be read.
    """
    return read_scenario_text(f"{code}.yaml", text.encode(), people.cast)


def read_written(code: str, text: str, shipped: Iterable[ScenarioFile]) -> ScenarioFile:
    """Return what stands in a text that somebody writes.

    Raises:
        ScenarioRefusedError: Saying on which lines and why it cannot be read.
    """
    return read_kept(code or "scenario", text, _Cast(demo_people(shipped)))
