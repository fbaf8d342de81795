"""Targets shorter than the path of matters that wait for each other."""

from collections.abc import Iterable, Iterator
from functools import cache

from core.catalogue.findings import warning
from core.catalogue.models import Precedence
from core.situations.engines.formulas import FALSE, Formula
from core.themes.scheduling import Schedule, ScheduledReview
from core.themes.verifying.encoded_themes import EncodedTheme
from core.themes.verifying.findings import RuleFinding
from core.themes.verifying.rule import Rule
from core.themes.verifying.witnesses import FalseWitnessError, Witness


def target_not_reachable(theme: EncodedTheme) -> Iterator[RuleFinding]:
    """Yield the longest path of all situations, if it is longer than the target."""
    target = theme.plan.theme.target
    if target is None or target.working_days is None:
        return
    longest = _longest(theme, target.working_days)
    if longest is not None:
        witness, schedule = longest
        params = {
            "days": schedule.working_days,
            "target": target.working_days,
            "matters": _path(theme, schedule),
        }
        yield RuleFinding(warning("target-not-reachable", theme.code, **params), witness)


def _longest(theme: EncodedTheme, days: int) -> tuple[Witness, Schedule] | None:
    """Return a situation that takes longer than some days and than all other situations."""
    lateness = _Lateness(theme)
    endless = lateness.anybody_later_than(
        sum(matter.matter.committed_days for matter in theme.matters)
    )
    longest = None
    while (witness := theme.witness(lateness.anybody_later_than(days), -endless)) is not None:
        schedule = theme.schedule(witness)
        if schedule.working_days <= days:
            raise FalseWitnessError(f"{theme.code}: not later than {days} days after {witness}")
        days, longest = schedule.working_days, (witness, schedule)
    return longest


class _Lateness:
    """Says when a matter is due later than a day: its own days after those it waits for.

    Who waits in a circle is later than any day.
    """

    def __init__(self, theme: EncodedTheme) -> None:
        self._theme = theme
        self._edges: dict[str, list[Precedence]] = {}
        for edge in theme.plan.theme.precedence:
            if edge.binding == "hard":
                self._edges.setdefault(edge.matter, []).append(edge)
        self._later_than = cache(self._worked_out)

    def anybody_later_than(self, days: int) -> Formula:
        """Return when a matter in force is due later than some day."""
        matters = self._theme.plan.matters
        return self._theme.formulas.any_of([self._later_than(code, days, 0) for code in matters])

    def _worked_out(self, code: str, days: int, steps: int) -> Formula:
        """Follow the edges back; after so many steps that took no day, it is a circle."""
        planned = self._theme.plan.matters.get(code)
        if planned is None:
            return FALSE
        own_days = planned.matter.committed_days
        if own_days > days or steps > len(self._theme.plan.matters):
            return self._theme.in_force(code)
        steps = 0 if own_days else steps + 1
        edges = self._edges.get(code, ())
        waits = [self._starts_later(edge, days - own_days, steps) for edge in edges]
        return self._theme.formulas.all_of(
            (self._theme.in_force(code), self._theme.formulas.any_of(waits))
        )

    def _starts_later(self, edge: Precedence, days: int, steps: int) -> Formula:
        formulas, in_force = self._theme.formulas, self._theme.in_force
        later = {code: self._later_than(code, days, steps) for code in edge.after}
        if edge.mode == "all":
            return formulas.any_of(later.values())
        everybody = [formulas.any_of((-in_force(code), late)) for code, late in later.items()]
        return formulas.all_of((formulas.any_of(map(in_force, edge.after)), *everybody))


def _path(theme: EncodedTheme, schedule: Schedule) -> list[str]:
    """Return the matters one after another of which the last is due last."""
    following: ScheduledReview | None = max(schedule.reviews, key=lambda review: review.due_day)
    path: list[str] = []
    while following is not None:
        path.insert(0, following.matter)
        following = _waited_for(
            theme, following, [o for o in schedule.reviews if o.matter not in path]
        )
    return path


def _waited_for(
    theme: EncodedTheme, review: ScheduledReview, others: Iterable[ScheduledReview]
) -> ScheduledReview | None:
    """Return who is done on the day a review begins, so that it could not begin sooner."""
    edges = [edge for edge in theme.plan.theme.precedence if edge.matter == review.matter]
    before = {code for edge in edges if edge.binding == "hard" for code in edge.after}
    done = [
        other for other in others if other.matter in before and other.due_day == review.start_day
    ]
    return min(done, key=lambda outcome: outcome.start_day, default=None)


RULES = (Rule(170, target_not_reachable),)
