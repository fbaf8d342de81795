"""Start every review as early as the matters it waits for allow."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.catalogue.models import Precedence


@dataclass(frozen=True, slots=True)
class ScheduledReview:
    """One matter's review, in working days after acceptance: from day to day."""

    matter: str
    start_day: int
    due_day: int


@dataclass(frozen=True, slots=True)
class Schedule:
    """Reviews side by side. ``working_days`` is the longest path over hard precedence.

    ``critical`` are the matters on that path, the first one first. ``stuck`` are matters in
    force for which no day can be named; those of them in ``circle`` wait for each other, the
    rest waits for those.
    """

    reviews: tuple[ScheduledReview, ...]
    serial_working_days: int
    stuck: tuple[str, ...] = ()
    circle: tuple[str, ...] = ()
    critical: tuple[str, ...] = ()

    @property
    def working_days(self) -> int:
        """Return the day on which the last matter is due."""
        return max((review.due_day for review in self.reviews), default=0)


def schedule_reviews(days: Mapping[str, int], precedence: Iterable[Precedence]) -> Schedule:
    """Schedule the matters in force.

    Mode ``all`` waits for the last of those in force, ``any`` for the earliest; what is
    not in force is not waited for. Suggested precedence only decides the order in which
    reviews that start on one day are told. Days are working days; turning them into
    dates is the calendar's job.

    Args:
        days: Committed working days of each matter in force, in the theme's order.
        precedence: The theme's edges.

    Examples:
        >>> edges = [Precedence(matter="food", after=("fire", "name"), mode="all")]
        >>> plan = schedule_reviews({"food": 3, "fire": 5}, edges)
        >>> [(review.matter, review.due_day) for review in plan.reviews]
        [('fire', 5), ('food', 8)]
    """
    edges = list(precedence)
    waits = _waits(days, [edge for edge in edges if edge.binding == "hard"])
    due = _due_days(days, waits)
    place = {code: index for index, code in enumerate(_suggested_order(tuple(days), edges))}
    reviews = [ScheduledReview(code, due[code] - days[code], due[code]) for code in due]
    reviews.sort(key=lambda review: (review.start_day, place[review.matter]))
    stuck = tuple(code for code in days if code not in due)
    return Schedule(
        tuple(reviews),
        sum(days.values()),
        stuck,
        tuple(code for code in stuck if code in _waited_for(code, waits, stuck)),
        _critical_path(days, waits, due),
    )


_Wait = tuple[str, frozenset[str]]
"""How to wait (``all`` or ``any``), and for whom."""


def _waits(days: Mapping[str, int], edges: Iterable[Precedence]) -> dict[str, list[_Wait]]:
    waits: dict[str, list[_Wait]] = {code: [] for code in days}
    for edge in edges:
        after = frozenset(code for code in edge.after if code in days)
        if edge.matter in days and after:
            waits[edge.matter].append((edge.mode, after))
    return waits


def _due_days(days: Mapping[str, int], waits: Mapping[str, list[_Wait]]) -> dict[str, int]:
    """Settle matters in order of their due day, so that ``any`` sees the earliest first."""
    due: dict[str, int] = {}
    left = dict(days)
    while left:
        ready = {
            code: start + left[code]
            for code in left
            if (start := _start_day(waits[code], due)) is not None
        }
        if not ready:
            return due
        earliest = min(ready.values())
        for code, day in ready.items():
            if day == earliest:
                due[code] = day
                del left[code]
    return due


def _start_day(waits: Iterable[_Wait], due: Mapping[str, int]) -> int | None:
    start = 0
    for mode, after in waits:
        settled = [due[code] for code in after if code in due]
        if not settled or (mode == "all" and len(settled) < len(after)):
            return None
        start = max(start, max(settled) if mode == "all" else min(settled))
    return start


def _waited_for(
    start: str, waits: Mapping[str, list[_Wait]], stuck: Sequence[str]
) -> frozenset[str]:
    """Return whom a stuck matter waits for in vain, directly or through others."""
    found: set[str] = set()
    ahead = [start]
    while ahead:
        waited_for = {code for _, after in waits[ahead.pop()] for code in after if code in stuck}
        ahead += waited_for - found
        found |= waited_for
    return frozenset(found)


def _critical_path(
    days: Mapping[str, int], waits: Mapping[str, list[_Wait]], due: Mapping[str, int]
) -> tuple[str, ...]:
    """Follow the last matter back to whom it waited for, as far as it waited for anybody.

    Matters decided at once can be due on the day on which others that wait for them begin, so
    only those settled before count.
    """
    settled = {code: place for place, code in enumerate(due)}
    path: list[str] = []
    following = max(due, key=lambda code: due[code], default=None)
    while following is not None:
        path.insert(0, following)
        start = due[following] - days[following]
        waited_for = (
            code
            for _, after in waits[following]
            for code in after
            if settled.get(code, len(due)) < settled[following]
        )
        following = next((code for code in waited_for if start and due[code] == start), None)
    return tuple(path)


def _suggested_order(codes: Sequence[str], edges: Iterable[Precedence]) -> list[str]:
    """Order matters so that suggestions are followed, in the theme's order otherwise."""
    before = {code: set[str]() for code in codes}
    for edge in edges:
        if edge.matter in before:
            before[edge.matter] |= set(edge.after) & set(codes) - {edge.matter}
    left, order = list(codes), list[str]()
    while left:
        chosen = next((code for code in left if before[code] <= set(order)), left[0])
        order.append(chosen)
        left.remove(chosen)
    return order
