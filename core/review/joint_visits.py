"""Which matters of a case are looked at in one visit (联合勘验): one appointment, own opinions."""

from collections.abc import Mapping
from typing import Protocol

from core.cases.review_actions import ReviewAction
from core.review.matter_reviews import MatterReview
from core.review.states import may_follow


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


def _can_join(review: MatterReview) -> bool:
    has_opinion = review.inspection is not None and review.inspection.passed is not None
    return may_follow(review.state, ReviewAction.INSPECTION_SET) and not has_opinion
