"""What every statement of an officer is checked for: words, choices, days."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from core.characters import clean
from core.errors import Problem
from core.review.possible_steps import MatterStanding

MOST_CHARACTERS = 2_000
"""How long a reason may be; a notice prints it."""


def cleaned_text(words: str) -> str:
    """Return words as they are kept: lines stay, blanks around them go."""
    return clean(words, lines=True).strip()


def said_only(**values: str) -> dict[str, str]:
    """Return what was said, without what was left empty."""
    return {name: value for name, value in values.items() if value}


def written(**words: str) -> Iterator[Problem]:
    """Yield each place that is empty or too long."""
    for place, text in words.items():
        if not cleaned_text(text):
            yield Problem(place, "review_missing")
        elif len(text) > MOST_CHARACTERS:
            yield Problem(place, "review_too_long", (("most", str(MOST_CHARACTERS)),))


def chosen(place: str, value: str, offered: type[StrEnum]) -> Iterator[Problem]:
    """Yield the place if it holds none of what is offered."""
    if value not in set(offered):
        yield Problem(place, "review_missing")


def day_after(place: str, day: date | None, today: date) -> Iterator[Problem]:
    """Yield the place if its day is missing or has come."""
    if day is None or day <= today:
        yield Problem(place, "review_not_after_today")


def explained(on: MatterStanding, late_reason: str) -> Iterator[Problem]:
    """What is decided late says why (DOMAIN 5)."""
    if on.is_late:
        yield from written(late_reason=late_reason)
