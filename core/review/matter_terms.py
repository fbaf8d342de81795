"""What the frozen version of a theme lays down for one matter of a case (law 9)."""

from collections.abc import Iterable
from dataclasses import dataclass

LICENCE = "行政许可"
"""The kind of matter in which silence means accepted by law."""


@dataclass(frozen=True, slots=True)
class Wait:
    """What a matter waits for: the results of all of these matters, or of any."""

    after: frozenset[str]
    needs_all: bool = True

    def is_over(self, decided_for: Iterable[str]) -> bool:
        """Say whether the results that there are suffice.

        Examples:
            >>> both = Wait(frozenset({"A", "B"}))
            >>> both.is_over(["A"]), both.is_over(["A", "B"])
            (False, True)
            >>> Wait(frozenset({"A", "B"}), needs_all=False).is_over(["A"])
            True
        """
        there = self.after & frozenset(decided_for)
        return there == self.after if self.needs_all else bool(there)

    def is_in_vain(self, ended_without: Iterable[str]) -> bool:
        """Say whether the results can no longer come."""
        gone = self.after & frozenset(ended_without)
        return bool(gone) if self.needs_all else gone == self.after


@dataclass(frozen=True, slots=True)
class MatterTerms:
    """What is laid down for one matter.

    ``statutory_days`` and ``committed_days`` are working days after acceptance. ``waits`` are the
    hard precedences among the matters of this case. ``is_inspected`` says that an office looks at
    the place before it decides. With ``silence_accepts``, five working days without a word mean
    accepted. ``kept_by_word`` are documents in the place of which a promise stands (告知承诺).
    """

    matter: str
    department: str
    committed_days: int
    statutory_days: int | None = None
    waits: tuple[Wait, ...] = ()
    is_inspected: bool = False
    silence_accepts: bool = False
    kept_by_word: frozenset[str] = frozenset()
