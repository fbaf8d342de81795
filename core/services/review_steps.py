"""Write what happens to the matters of a case: one writer for officers, applicants and clocks.

Whoever writes holds the row of the case, so that of two who decide at once the second is told
that the matter stands elsewhere now. The entry, what follows from it by itself, the status of the
case and the tasks of its matters are written in one transaction.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Protocol

from core.cases.models import Case, CaseOutline, Event
from core.cases.sealing import next_entry
from core.errors import AlteredRecordError
from core.ports import Stores, ThemeStore
from core.review.advancing import (
    ReviewStep,
    events_that_follow,
    expect_possible,
    with_event,
)
from core.review.clocks import DAYS_TO_CHECK
from core.review.department_messages import messages_of
from core.review.lapsing import with_deferral
from core.review.matter_reviews import LICENCE, MatterTerms
from core.review.tasks import ReviewTask, tasks_of
from core.review.terms import terms_of
from core.services.case_charges import CaseCharges
from core.working_days import WorkingCalendar

__all__ = ["ReviewRules", "ReviewStep", "write_review", "write_review_step"]

_EDITION = 2
"""Rises when tasks are computed otherwise than before, so that they are written anew."""
_MOST_KEPT = 512


class HasThemes(Protocol):
    """Stores, or a snapshot, in which themes can be read."""

    @property
    def themes(self) -> ThemeStore:
        """Return the themes."""


@dataclass(frozen=True)
class ReviewRules:
    """By what matters are reviewed: the calendar, where silence means accepted, who is told.

    ``silent_kinds`` are kinds of matters: licences by law (行政许可法 32), others where an office
    has committed itself. ``check_days`` are working days from a decision on a promise until the
    promise is checked. ``systems`` are departments whose own systems are told. What versions lay
    down is kept: they never change (law 9).
    """

    calendar: WorkingCalendar
    silent_kinds: frozenset[str] = frozenset({LICENCE})
    check_days: int = DAYS_TO_CHECK
    systems: frozenset[str] = frozenset()
    charges: CaseCharges = field(default_factory=CaseCharges, repr=False, compare=False)
    _known: dict[tuple[str, int, tuple[str, ...]], tuple[MatterTerms, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def terms(self, stores: HasThemes, case: CaseOutline) -> tuple[MatterTerms, ...]:
        """Return what the version of a case lays down for its matters.

        Raises:
            AlteredRecordError: If the case names a matter that its version does not have.
        """
        key = (case.theme_code, case.theme_version, case.matters)
        known = self._known.get(key)
        if known is None:
            version = stores.themes.version(case.theme_code, case.theme_version)
            if not version.catalogue.matters.keys() >= set(case.matters):
                raise AlteredRecordError(what=f"service_case.matters {case.number}")
            known = self._known[key] = terms_of(
                case.matters,
                version.theme.precedence,
                version.catalogue,
                silent_kinds=self.silent_kinds,
            )
            for oldest in list(self._known)[:-_MOST_KEPT]:
                self._known.pop(oldest, None)
        return known

    def tasks(self, stores: Stores, case: CaseOutline) -> tuple[ReviewTask, ...]:
        """Return the task of each matter of a case."""
        return tasks_of(case, self.terms(stores, case), self.calendar)

    @property
    def digest(self) -> str:
        """Return what tells these rules from others."""
        calendar = self.calendar
        content = [
            _EDITION,
            sorted(self.silent_kinds),
            *(_days(days) for days in (calendar.holidays, calendar.worked_weekends)),
        ]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def write_review_step(
    stores: Stores,
    number: str,
    step: ReviewStep,
    *,
    actor: str,
    at: datetime,
    rules: ReviewRules,
) -> Case:
    """Write one step of a matter and what follows from it, and return the case after it.

    Args:
        stores: Of the transaction in which it is written.
        number: The case.
        step: What is done, with which matter.
        actor: Who does it.
        at: When.
        rules: By what matters are reviewed.

    Raises:
        StepNotPossibleError: If it cannot follow where the matter stands: somebody was faster.
        StepHinderedError: If something is to be paid first.
    """
    case = stores.cases.get(number, to_change=True)
    terms = rules.terms(stores, case.outline)
    expect_possible(case.outline, terms, step)
    rules.charges.expect_settled(stores, case, step.matter, step.action)
    term = next(term for term in terms if term.matter == step.matter)
    details = with_deferral(step, case.outline, term, rules.calendar, at=at)
    event = next_entry(case, at=at, actor=actor, action=step.action, details=details)
    stores.cases.append(event)
    now = write_review(stores, case.outline, event, rules=rules)
    return replace(case, history=now.history, status=now.status)


def write_review(
    stores: Stores, case: CaseOutline, event: Event, *, rules: ReviewRules
) -> CaseOutline:
    """Write what follows from an entry that was just appended, and return the case after it.

    ``case`` is the case before that entry; whoever calls holds its row.

    Raises:
        StepNotPossibleError: If the entry cannot follow where its matter stands.
    """
    now = with_event(case, event)
    following = events_that_follow(now, rules.terms(stores, now), at=event.at)
    for each in following:
        stores.cases.append(each)
        now = with_event(now, each)
    if now.status is not case.status:
        stores.cases.set_status(case.number, now.status)
    write_tasks(stores, now, rules=rules)
    tell_systems(stores, now, (event, *following), rules=rules)
    return now


def tell_systems(
    stores: Stores, case: CaseOutline, events: Iterable[Event], *, rules: ReviewRules
) -> None:
    """Write what departments' own systems are to be told of entries that were just appended."""
    if rules.systems:
        terms = rules.terms(stores, case)
        stores.outbox.add(list(messages_of(case, events, terms, systems=rules.systems)))


def write_tasks(stores: Stores, case: CaseOutline, *, rules: ReviewRules) -> None:
    """Write the tasks of a case as its history says them."""
    stores.tasks.write(rules.tasks(stores, case), rules=rules.digest)


def _days(days: Iterable[date]) -> list[str]:
    return sorted(day.isoformat() for day in days)
