"""A scenario of made-up people that waits for a second look: nobody but supervisors sees it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

Seen = tuple[str, str]
"""A kind of field, and what a field of it is called."""


@dataclass(frozen=True, slots=True)
class ScenarioDraft:
    """What a case became, until it is approved or discarded.

    ``replaced`` are kinds and labels of the fields whose values are made up: never what stood
    there. ``left_out`` are entries of the history that no step stands for.
    """

    case_number: str
    text: str = field(repr=False)
    made_by: str
    made_at: datetime
    replaced: tuple[Seen, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """Return by what whoever approves says which text they read."""
        return sha256(self.text.encode()).hexdigest()

    @property
    def by_kind(self) -> Mapping[str, Sequence[str]]:
        """Return the labels of what was replaced, by kind of field.

        Examples:
            >>> from datetime import UTC
            >>> seen = (("text", "name"), ("phone", "phone"), ("text", "shop"))
            >>> ScenarioDraft("n", "", "watch", datetime(2026, 11, 30, tzinfo=UTC), seen).by_kind
            {'text': ['name', 'shop'], 'phone': ['phone']}
        """
        found: dict[str, list[str]] = {}
        for kind, label in self.replaced:
            found.setdefault(kind, []).append(label)
        return found
