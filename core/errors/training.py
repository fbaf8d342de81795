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
