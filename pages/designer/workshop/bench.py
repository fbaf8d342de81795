"""What one person is changing of matters and has not submitted yet."""

from collections.abc import Callable
from dataclasses import dataclass, field

from pydantic import ValidationError

from core.catalogue.models import Matter
from core.errors import ServiceError
from core.services.library import PartDifference, differences_between
from pages.shared.state import remembered


@dataclass
class MatterBench:
    """Changed matters by code, each with what it was; what came of the last press.

    ``round`` grows when changes are submitted or dropped, so that widgets begin anew.
    """

    began: dict[str, Matter] = field(default_factory=dict)
    changed: dict[str, Matter] = field(default_factory=dict)
    round: int = 0
    said: str = ""
    trouble: ServiceError | None = None

    def now(self, matter: Matter) -> Matter:
        """Return a matter with what is changed of it and not submitted yet."""
        return self.changed.get(matter.code, matter)

    def change(self, matter: Matter, change: Callable[[Matter], Matter]) -> None:
        """Change a matter; a value that it cannot hold changes nothing."""
        self.said, self.trouble = "", None
        try:
            changed = change(self.now(matter))
        except ValidationError:
            return
        self.began.setdefault(matter.code, matter)
        self.changed[matter.code] = changed

    def differences(self, code: str) -> tuple[PartDifference, ...]:
        """Return what is changed of a matter."""
        began = self.began.get(code)
        return differences_between(began, self.changed[code]) if began else ()

    def drop(self, code: str) -> None:
        """Forget what is changed of a matter."""
        self.began.pop(code, None)
        self.changed.pop(code, None)
        self.round += 1
        self.trouble = None


def bench() -> MatterBench:
    """Return the bench of this session."""
    return remembered(MatterBench)
