"""Tell the applicant where each matter of a case stands, and what was decided and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from core.cases.models import CaseOutline, Event
from core.cases.review_actions import ReviewAction
from core.catalogue.catalogue import Catalogue
from core.review.clocks import day_to_deliver, decision_clock
from core.review.commitments import CommitmentCheck
from core.review.handing_over import HandingOver, delivery_in
from core.review.matter_reviews import MatterReview, MatterTerms, has_result, matter_reviews
from core.review.states import UNDECIDED, MatterState
from core.working_days import WorkingCalendar

_NO_DETAILS: Mapping[str, Any] = {}
_REFUSALS = (MatterState.REFUSED, MatterState.NOT_ACCEPTED, MatterState.REVOKED)
_SAID_WITH = (ReviewAction.REFUSED, ReviewAction.NOT_ACCEPTED, ReviewAction.REVOKED)


@dataclass(frozen=True, slots=True)
class MatterProgress:
    """Where one matter stands.

    ``due`` is the day by which the office decides, or hands over what it granted, once it can be
    told; it may still move while ``is_certain`` does not hold, since the holidays of that year
    have not been announced. ``waits_for`` names the matters whose results it needs. ``reason``,
    ``article``, ``remedies`` and ``authority`` are what the applicant was told with a refusal.
    ``checks`` are those of what was promised that are still to come, or whose order still runs;
    ``orders`` say by its place what is to be put right. By ``supply_by`` something has to come
    without which the matter was accepted (容缺). ``handed_over`` says how its results came.
    """

    state: MatterState
    accepted_on: date | None = None
    is_deemed: bool = False
    due: date | None = None
    is_certain: bool = True
    decided_on: date | None = None
    waits_for: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    pause_reason: str = ""
    paused_until: date | None = None
    reason: str = field(default="", repr=False)
    article: str = field(default="", repr=False)
    remedies: str = field(default="", repr=False)
    authority: str = field(default="", repr=False)
    checks: tuple[CommitmentCheck, ...] = ()
    orders: Mapping[str, str] = field(default_factory=dict, repr=False)
    supply_by: date | None = None
    is_reminded: bool = False
    handed_over: HandingOver | None = field(default=None, repr=False)

    @property
    def is_undecided(self) -> bool:
        """Say whether an office still has to decide."""
        return self.state in UNDECIDED

    @property
    def is_before_acceptance(self) -> bool:
        """Say whether its days do not run yet."""
        return self.is_undecided and self.accepted_on is None

    @property
    def is_refused(self) -> bool:
        """Say whether an office said no: at the door, in its decision, or afterwards."""
        return self.state in _REFUSALS


def progress_of(
    case: CaseOutline,
    terms: Sequence[MatterTerms],
    catalogue: Catalogue,
    calendar: WorkingCalendar,
    *,
    today: date,
) -> dict[str, MatterProgress]:
    """Return where each matter of a case stands, by its code."""
    reviews = matter_reviews(case, terms)
    return {
        term.matter: _progress(
            reviews[term.matter],
            due=_due(reviews[term.matter], term, calendar, today),
            waits_for=tuple(map(catalogue.matter_name, _awaited(term, reviews))),
            handed_over=delivery_in(case.history, term.matter),
            said=_said_with_refusal(term.matter, case.history),
            orders=_orders(term.matter, case.history),
        )
        for term in terms
    }


def _progress(
    review: MatterReview,
    *,
    due: date | None,
    waits_for: tuple[str, ...],
    said: Mapping[str, Any],
    orders: Mapping[str, str],
    handed_over: HandingOver | None,
) -> MatterProgress:
    pause = review.pauses[-1] if review.state is MatterState.PAUSED else None
    is_owing = review.is_undecided and review.deferral is not None and review.deferral.is_open
    owing = review.deferral if is_owing else None
    return MatterProgress(
        state=review.state,
        accepted_on=review.accepted_on,
        is_deemed=review.is_deemed,
        due=due,
        decided_on=review.decided_on,
        waits_for=waits_for if review.state is MatterState.WAITING else (),
        results=tuple(str(result.get("name", "")) for result in review.results),
        pause_reason=pause.reason if pause else "",
        paused_until=pause.planned if pause else None,
        reason=str(said.get("reason", "")),
        article=str(said.get("article", "")),
        remedies=str(said.get("remedies") or said.get("remedy") or ""),
        authority=str(said.get("authority", "")),
        checks=review.open_checks,
        orders=orders,
        handed_over=handed_over,
        supply_by=owing.supply_by if owing else None,
        is_reminded=owing is not None and owing.reminded_on is not None,
    )


def _due(
    review: MatterReview, term: MatterTerms, calendar: WorkingCalendar, today: date
) -> date | None:
    """Return the day by which the office decides or hands over; before acceptance there is none."""
    if review.state in (MatterState.GRANTED, MatterState.REISSUING):
        return day_to_deliver(review, calendar)
    if review.state in (MatterState.ACCEPTED, MatterState.PAUSED):
        clock = decision_clock(review, term, calendar, today)
        return clock.due if clock else None
    return None


def _awaited(term: MatterTerms, reviews: Mapping[str, MatterReview]) -> list[str]:
    awaited = {code for wait in term.waits for code in wait.after}
    return [code for code in reviews if code in awaited and not has_result(reviews[code])]


def _said_with_refusal(matter: str, history: Iterable[Event]) -> Mapping[str, Any]:
    """Return what was said with a refusal, if the matter was refused."""
    said = [
        event.details
        for event in history
        if event.action in _SAID_WITH and event.details.get("matter") == matter
    ]
    return said[-1] if said else _NO_DETAILS


def _orders(matter: str, history: Iterable[Event]) -> Mapping[str, str]:
    """Return what was last ordered to be put right, by the material that was promised."""
    return {
        str(event.details["place"]): str(event.details.get("order", ""))
        for event in history
        if event.action == ReviewAction.COMMITMENT_CHECKED and event.details.get("matter") == matter
    }
