"""How far a suggestion may be trusted: confirmed in bulk, looked at, or not shown at all.

The limits are calibrated with whole departments left out (``benchmarks/precision.py``): what they
let through is right in at least 95 of 100 cases, and labels that nothing fits stay silent.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.catalogue.suggesting.matching import Suggestion

SURE_FROM = 0.9
"""From this score on, element and subject together are right."""
SHOWN_FROM = 0.75
"""Below this, the element itself is no suggestion but a guess."""


class Certainty(StrEnum):
    """What a person has to do about a field."""

    SURE = "sure"
    """Element and subject are as good as certain; they may be confirmed with others."""
    LOOK = "look"
    """The element is as good as certain, whom it is about is not."""
    NOTHING = "nothing"
    """Nothing fits. The best guess, if there is one, is folded away."""


def certainty_of(suggestions: "Sequence[Suggestion]") -> Certainty:
    """Return how far the first of some suggestions may be trusted.

    Examples:
        >>> from core.catalogue.suggesting.matching import Suggestion
        >>> certainty_of([Suggestion("per.name", "principal", 0.9)]).value
        'sure'
        >>> certainty_of([Suggestion("per.name", None, 0.9)]).value
        'look'
        >>> certainty_of([Suggestion("org.name", "subject", 0.4)]).value, certainty_of([]).value
        ('nothing', 'nothing')
    """
    first = suggestions[0] if suggestions else None
    if first is None or first.of_element < SHOWN_FROM:
        return Certainty.NOTHING
    is_sure = first.subject is not None and first.score >= SURE_FROM
    return Certainty.SURE if is_sure else Certainty.LOOK
