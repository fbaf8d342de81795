"""What one person is changing in the library and has not submitted yet."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pydantic import ValidationError

from core.catalogue.models import Matter, Part
from core.errors import ServiceError
from core.services.library import PartDifference, differences_between
from pages.shared.state import remembered

_Changed = TypeVar("_Changed", bound=Part)


@dataclass
class Bench(Generic[_Changed]):
    """What is changed, each with what it was; what came of the last press.

    ``round`` grows when changes are submitted or dropped, so that widgets begin anew.
    """

    began: dict[str, _Changed] = field(default_factory=dict)
    changed: dict[str, _Changed] = field(default_factory=dict)
    round: int = 0
    said: str = ""
    trouble: ServiceError | None = None

    def key(self, part: _Changed) -> str:
        """Return what something is known by on the bench."""
        raise NotImplementedError

    def now(self, part: _Changed) -> _Changed:
        """Return something with what is changed of it and not submitted yet."""
        return self.changed.get(self.key(part), part)

    def change(self, part: _Changed, change: Callable[[_Changed], _Changed]) -> None:
        """Change something; a value that it cannot hold changes nothing."""
        self.said, self.trouble = "", None
        try:
            changed = change(self.now(part))
        except ValidationError:
            return
        self.began.setdefault(self.key(part), part)
        self.changed[self.key(part)] = changed

    def differences(self, key: str) -> tuple[PartDifference, ...]:
        """Return what is changed, by key."""
        began = self.began.get(key)
        return differences_between(began, self.changed[key]) if began else ()

    def drop(self, key: str) -> None:
        """Forget what is changed."""
        self.began.pop(key, None)
        self.changed.pop(key, None)
        self.round += 1
        self.trouble = None


class MatterBench(Bench[Matter]):
    """Changed matters, by code."""

    def key(self, part: Matter) -> str:
        """Return the code of a matter."""
        return part.code


def bench() -> MatterBench:
    """Return the bench of this session."""
    return remembered(MatterBench)
