"""Which matters of a case are looked at in one visit (联合勘验): one appointment, own opinions."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from core.cases.review_actions import ReviewAction
from core.review.matter_reviews import MatterReview
from core.review.states import may_follow


class VisitOpinion(StrEnum):
    """What an office said after a visit; of others only whether they did is known (law 3)."""

    MISSING = "missing"
    GIVEN = "given"
    PASSED = "passed"
    FAILED = "failed"
    ENDED = "ended"
    """Nobody waits for an opinion any more: the matter ended without one."""


@dataclass(frozen=True, slots=True)
class SiteVisit:
    """A visit to a place, with the opinion of each matter that takes part.

    ``own`` are those of them that are the reader's.
    """

    day: date
    time: str
    place: str
    opinions: Mapping[str, VisitOpinion]
    own: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Say whether an own opinion is missing."""
        return any(self.opinions[code] is VisitOpinion.MISSING for code in self.own)


class _Inspected(Protocol):
    @property
    def inspects(self) -> str | None: ...


def places_inspected(
    matters: Mapping[str, _Inspected], bound: Mapping[tuple[str, str], str]
) -> dict[str, str]:
    """Return the place that each matter inspects, by the theme's name for it.

    Args:
        matters: The matters of a case, by code.
        bound: The theme's names for places, by matter and the matter's own name.
    """
    return {
        code: bound.get((code, matter.inspects), matter.inspects)
        for code, matter in matters.items()
        if matter.inspects
    }


def visited_together(
    matter: str, places: Mapping[str, str], reviews: Mapping[str, MatterReview]
) -> tuple[str, ...]:
    """Return the matters that a visit for one of them serves, that one first.

    Others join while they are under review and their office has not given its opinion yet.

    Examples:
        >>> from datetime import UTC, datetime
        >>> from core.review.states import MatterState
        >>> at = datetime(2026, 11, 30, tzinfo=UTC)
        >>> accepted = {c: MatterReview(c, MatterState.ACCEPTED, at) for c in ("FOOD", "DRAIN")}
        >>> waiting = {"FIRE": MatterReview("FIRE", MatterState.WAITING, at)}
        >>> shop = dict.fromkeys(("FOOD", "DRAIN", "FIRE"), "shop")
        >>> visited_together("DRAIN", shop, accepted | waiting)
        ('DRAIN', 'FOOD')
    """
    place = places.get(matter)
    others = (
        code
        for code, review in reviews.items()
        if code != matter and place and places.get(code) == place and _can_join(review)
    )
    return (matter, *others)


def visits_in(reviews: Mapping[str, MatterReview], own: Container[str]) -> tuple[SiteVisit, ...]:
    """Return the visits of a case in which an own matter takes part, earliest first.

    A matter takes part in the visit that was set for it last.

    Examples:
        >>> from datetime import UTC, datetime
        >>> from core.review.matter_reviews import InspectionVisit
        >>> from core.review.states import MatterState
        >>> at, both = datetime(2026, 11, 30, tzinfo=UTC), ("FOOD", "DRAIN")
        >>> visits = [InspectionVisit(date(2026, 12, 1), "09:30", both, passed) for passed in
        ...           (True, None)]
        >>> reviews = {code: MatterReview(code, MatterState.ACCEPTED, at, inspection=visit)
        ...            for code, visit in zip(both, visits)}
        >>> visit, = visits_in(reviews, own={"DRAIN"})
        >>> [(code, opinion.value) for code, opinion in visit.opinions.items()]
        [('FOOD', 'given'), ('DRAIN', 'missing')]
        >>> visit.own, visit.is_open
        (('DRAIN',), True)
    """
    found: dict[tuple[date, str, str], list[str]] = {}
    for code, review in reviews.items():
        if review.inspection is not None:
            visit = review.inspection
            found.setdefault((visit.day, visit.time, visit.place), []).append(code)
    visits = (
        SiteVisit(
            *when_and_where,
            {code: _opinion(reviews[code], is_own=code in own) for code in codes},
            tuple(code for code in codes if code in own),
        )
        for when_and_where, codes in sorted(found.items())
    )
    return tuple(visit for visit in visits if visit.own)


def _opinion(review: MatterReview, *, is_own: bool) -> VisitOpinion:
    passed = review.inspection.passed if review.inspection else None
    if passed is None:
        is_awaited = may_follow(review.state, ReviewAction.INSPECTED)
        return VisitOpinion.MISSING if is_awaited else VisitOpinion.ENDED
    if not is_own:
        return VisitOpinion.GIVEN
    return VisitOpinion.PASSED if passed else VisitOpinion.FAILED


def _can_join(review: MatterReview) -> bool:
    has_opinion = review.inspection is not None and review.inspection.passed is not None
    return may_follow(review.state, ReviewAction.INSPECTION_SET) and not has_opinion
