"""What whoever writes scenarios puts right."""

from collections.abc import Sequence
from typing import Any

from core.errors.families import DesignError


class ScenarioRefusedError(DesignError):
    """A scenario file that cannot be read; ``findings`` say everything that is wrong with it."""

    message_key = "error.design.scenario_refused"

    def __init__(self, *, file: str, line: int, reason: str, findings: Sequence[Any] = ()) -> None:
        super().__init__(file=file, line=line, reason=reason)
        self.findings = findings


class UnknownScenarioError(DesignError):
    """There is no such scenario, or its theme is not published here."""

    message_key = "error.design.unknown_scenario"

    def __init__(self, *, scenario: str) -> None:
        super().__init__(scenario=scenario)


class ScenarioChangedError(DesignError):
    """Somebody else saved or removed the scenario meanwhile."""

    message_key = "error.design.scenario_changed"

    def __init__(self, *, scenario: str) -> None:
        super().__init__(scenario=scenario)


class ScenarioShippedError(DesignError):
    """A scenario that came with the program is copied first, never changed."""

    message_key = "error.design.scenario_shipped"

    def __init__(self, *, scenario: str) -> None:
        super().__init__(scenario=scenario)


class TooManyScenariosError(DesignError):
    """There is no place for one more scenario, or it is very long."""

    message_key = "error.design.too_many_scenarios"

    def __init__(self, *, most: int, characters: int) -> None:
        super().__init__(most=most, characters=characters)
