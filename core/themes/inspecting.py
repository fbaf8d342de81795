"""Inspect a place once for all who have to (联合勘验).

Matters that inspect the same place join in one appointment wherever a day suits them all:
after each has begun and not after it is due, so that nobody is late for it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.catalogue.models import Matter
from core.themes.scheduling import Schedule, ScheduledReview

_LOOKS = re.compile("现场[勘核检踏查验]|实地[勘核检踏查验]|踏勘|勘验")


def inspects_in_words(matter: Matter) -> bool:
    """Say whether a matter tells of an inspection, but not of which place.

    The note about its clock is about time that does not count, not about what is done.

    Examples:
        >>> said = {"format": 1, "code": "A", "name": "A", "department": "D", "committed_days": 1}
        >>> shop = Matter.model_validate({**said, "acceptance_conditions": ["现场核查合格"]})
        >>> inspects_in_words(shop), inspects_in_words(Matter.model_validate(said))
        (True, False)
    """
    if matter.inspects is not None:
        return False
    texts = (*matter.acceptance_conditions, *matter.situations, *matter.results, matter.note)
    return any(_LOOKS.search(words) for words in texts)


@dataclass(frozen=True, slots=True)
class Inspection:
    """One appointment at a place, on a working day after acceptance."""

    place: str
    day: int
    matters: tuple[str, ...]


def joint_inspections(
    schedule: Schedule, matters: Mapping[str, Matter], bound: Mapping[tuple[str, str], str]
) -> tuple[Inspection, ...]:
    """Return the fewest appointments, each on its earliest day.

    Args:
        schedule: When each review begins and is due.
        matters: The matters by code.
        bound: The theme's names for places, by matter and the matter's own name.
    """
    by_place: dict[str, list[ScheduledReview]] = {}
    for review in schedule.reviews:
        own = matters[review.matter].inspects
        if own is not None:
            place = bound.get((review.matter, own), own)
            by_place.setdefault(place, []).append(review)
    found = [
        appointment
        for place, reviews in by_place.items()
        for appointment in _appointments(place, reviews)
    ]
    return tuple(sorted(found, key=lambda review: (review.day, review.place)))


def _appointments(place: str, reviews: Iterable[ScheduledReview]) -> list[Inspection]:
    """Put reviews together as long as the first that is due can still wait for the next.

    Taking them by due day needs the fewest appointments (F. Gavril, 1972).
    """
    groups: list[list[ScheduledReview]] = []
    for review in sorted(reviews, key=lambda scheduled: scheduled.due_day):
        if groups and _first_day(review) <= groups[-1][0].due_day:
            groups[-1].append(review)
        else:
            groups.append([review])
    return [
        Inspection(place, max(map(_first_day, group)), tuple(review.matter for review in group))
        for group in groups
    ]


def _first_day(review: ScheduledReview) -> int:
    """Return the first working day of a review; decided at once, it is the day it begins."""
    return min(review.start_day + 1, review.due_day)
