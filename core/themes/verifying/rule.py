"""What a rule of ``theme verify`` is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from core.themes.verifying.encoded_themes import EncodedTheme
from core.themes.verifying.findings import RuleFinding


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: ``find`` yields what breaks it, ``place`` is its turn among all rules.

    Findings of the same severity are told in the order of rules.
    """

    place: int
    find: Callable[[EncodedTheme], Iterator[RuleFinding]]
