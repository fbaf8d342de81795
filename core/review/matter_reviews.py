"""What the history of a case says about each of its matters.

Nothing is kept beside the history: where a matter stands is computed from its entries, so it
cannot differ from them (laws 11, 12).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from core.cases.models import Case, CaseOutline, CaseStatus, Event
from core.cases.review_actions import ReviewAction
from core.errors import StepNotPossibleError
from core.review.commitments import CommitmentCheck, after_check, checks_begun
from core.review.deferrals import (
    SUPPLIED,
    Deferral,
    deferral_begun,
    reminded,
    supplied_place,
)
from core.review.matter_terms import LICENCE, MatterTerms, Wait
from core.review.pauses import Pause
from core.review.states import STEPS, UNDECIDED, MatterState
from core.working_days import day_of

__all__ = [
    "LICENCE",
    "InspectionVisit",
    "MatterReview",
    "MatterTerms",
    "Wait",
    "after",
    "has_result",
    "matter_reviews",
    "ready_to_pass_on",
    "waits_in_vain",
]

_WITH_RESULT = (MatterState.GRANTED, MatterState.REISSUING, MatterState.DELIVERED)


@dataclass(frozen=True, slots=True)
class InspectionVisit:
    """A visit to the place, in which several offices may take part.

    ``passed`` is this matter's own opinion, which no other office gives.
    """

    day: date
    time: str
    matters: tuple[str, ...]
    passed: bool | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class MatterReview:
    """One matter of a case as its history tells it.

    ``complete_at`` is when the application was complete for this office: when it was received,
    passed on, or put right. ``accepted_on`` is the day on which the clock begins; ``is_deemed``
    says that silence did it. ``extra_days`` extend the time limit. ``decided_on``,
    ``delivered_on`` and ``revoked_on`` are the days of the decision, of handing over, and of
    taking it back. ``checks`` are those of what was promised in the place of proofs.
    ``deferral`` is what it was accepted without, until when.
    """

    matter: str
    state: MatterState
    complete_at: datetime
    open_places: frozenset[str] = frozenset()
    accepted_on: date | None = None
    is_deemed: bool = False
    pauses: tuple[Pause, ...] = ()
    extra_days: int = 0
    inspection: InspectionVisit | None = None
    decided_on: date | None = None
    delivered_on: date | None = None
    revoked_on: date | None = None
    checks: tuple[CommitmentCheck, ...] = ()
    deferral: Deferral | None = None
    results: tuple[Mapping[str, Any], ...] = field(default=(), repr=False)

    @property
    def is_undecided(self) -> bool:
        """Say whether an office still has to decide, or the applicant to answer it."""
        return self.state in UNDECIDED

    @property
    def open_checks(self) -> tuple[CommitmentCheck, ...]:
        """Return the checks that are still to be done, or whose order still runs."""
        is_granted = has_result(self)
        return tuple(check for check in self.checks if is_granted and check.due)


def matter_reviews(
    case: Case | CaseOutline, terms: Sequence[MatterTerms]
) -> dict[str, MatterReview]:
    """Return where each matter of a case stands, in the order of the terms.

    Args:
        case: The case with its whole history.
        terms: What is laid down for each of its matters.

    Raises:
        StepNotPossibleError: If an entry cannot follow the ones before it.
    """
    reviews = {term.matter: _begun(term, case.received_at) for term in terms}
    for event in case.history:
        code = event.details.get("matter")
        if event.action in STEPS and code in reviews:
            reviews[code] = after(reviews[code], event)
        elif event.action == SUPPLIED:
            reviews = {each: _supplied(review, event) for each, review in reviews.items()}
    if case.status is CaseStatus.WITHDRAWN:
        return {code: _withdrawn(review) for code, review in reviews.items()}
    return reviews


def after(review: MatterReview, event: Event) -> MatterReview:
    """Return a matter as it stands after one more entry about it.

    Raises:
        StepNotPossibleError: If the entry cannot follow.
    """
    action = ReviewAction(event.action)
    if review.state not in STEPS[action]:
        raise StepNotPossibleError(action=action, state=review.state)
    moved = replace(review, state=STEPS[action][review.state])
    change = _CHANGES.get(action)
    return change(moved, event) if change else moved


def ready_to_pass_on(
    reviews: Mapping[str, MatterReview], terms: Iterable[MatterTerms]
) -> tuple[str, ...]:
    """Return the waiting matters whose results are all there: they flow on by themselves."""
    there = [code for code, review in reviews.items() if has_result(review)]
    return tuple(
        term.matter
        for term in terms
        if reviews[term.matter].state is MatterState.WAITING
        and all(wait.is_over(there) for wait in term.waits)
    )


def waits_in_vain(review: MatterReview, term: MatterTerms, ended_without: Iterable[str]) -> bool:
    """Say whether a matter waits for a result that cannot come any more."""
    gone = list(ended_without)
    return review.state is MatterState.WAITING and any(wait.is_in_vain(gone) for wait in term.waits)


def has_result(review: MatterReview) -> bool:
    """Say whether what a matter results in is there."""
    return review.state in _WITH_RESULT


def _begun(term: MatterTerms, received_at: datetime) -> MatterReview:
    state = MatterState.WAITING if term.waits else MatterState.RECEIVED
    return MatterReview(term.matter, state, received_at)


def _withdrawn(review: MatterReview) -> MatterReview:
    return replace(review, state=MatterState.WITHDRAWN) if review.is_undecided else review


def _passed_on(review: MatterReview, event: Event) -> MatterReview:
    state = MatterState.CORRECTING if review.open_places else MatterState.RECEIVED
    return replace(review, state=state, complete_at=event.at)


def _asked(review: MatterReview, event: Event) -> MatterReview:
    return replace(review, open_places=review.open_places | frozenset(event.details["places"]))


def _supplied(review: MatterReview, event: Event) -> MatterReview:
    deferral = review.deferral
    return replace(review, deferral=deferral.without(supplied_place(event)) if deferral else None)


def _corrected(review: MatterReview, event: Event) -> MatterReview:
    still = review.open_places - {event.details["place"]}
    if still and review.state is MatterState.RECEIVED:
        return replace(review, state=MatterState.CORRECTING, open_places=still)
    return replace(review, open_places=still, complete_at=event.at)


def _accepted(review: MatterReview, event: Event) -> MatterReview:
    return replace(review, accepted_on=day_of(event.at), deferral=deferral_begun(event.details))


def _deemed(review: MatterReview, event: Event) -> MatterReview:
    """Silence accepts as of the day on which the application was complete (law 12)."""
    accepted = _accepted(review, event)
    return replace(accepted, accepted_on=day_of(review.complete_at), is_deemed=True)


def _reminded(review: MatterReview, event: Event) -> MatterReview:
    return replace(review, deferral=reminded(review.deferral, event))


def _paused(review: MatterReview, event: Event) -> MatterReview:
    planned = _day(event.details.get("until"))
    pause = Pause(event.details["reason"], day_of(event.at), planned)
    return replace(review, pauses=(*review.pauses, pause))


def _resumed(review: MatterReview, event: Event) -> MatterReview:
    ended = replace(review.pauses[-1], last=day_of(event.at))
    return replace(review, pauses=(*review.pauses[:-1], ended))


def _extended(review: MatterReview, event: Event) -> MatterReview:
    return replace(review, extra_days=review.extra_days + event.details["days"])


def _inspection_set(review: MatterReview, event: Event) -> MatterReview:
    details = event.details
    day = date.fromisoformat(details["day"])
    place, matters = details.get("place", ""), tuple(details["matters"])
    return replace(review, inspection=InspectionVisit(day, details["time"], matters, place=place))


def _inspected(review: MatterReview, event: Event) -> MatterReview:
    seen = review.inspection or InspectionVisit(day_of(event.at), "", (review.matter,))
    return replace(review, inspection=replace(seen, passed=bool(event.details["passed"])))


def _granted(review: MatterReview, event: Event) -> MatterReview:
    results = tuple(event.details.get("results", ()))
    checks = checks_begun(event.details.get("commitments", ()))
    return replace(review, decided_on=day_of(event.at), results=results, checks=checks)


def _reissued(review: MatterReview, event: Event) -> MatterReview:
    return replace(review, results=tuple(event.details["results"]))


def _decided(review: MatterReview, event: Event) -> MatterReview:
    return replace(review, decided_on=day_of(event.at))


def _delivered(review: MatterReview, event: Event) -> MatterReview:
    return replace(review, delivered_on=day_of(event.at))


def _commitment_checked(review: MatterReview, event: Event) -> MatterReview:
    return replace(review, checks=after_check(review.checks, event.details))


def _revoked(review: MatterReview, event: Event) -> MatterReview:
    return replace(review, revoked_on=day_of(event.at))


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


_CHANGES = {
    ReviewAction.PASSED_ON: _passed_on,
    ReviewAction.CORRECTION_ASKED: _asked,
    ReviewAction.CORRECTED: _corrected,
    ReviewAction.ACCEPTED: _accepted,
    ReviewAction.DEEMED_ACCEPTED: _deemed,
    ReviewAction.NOT_ACCEPTED: _decided,
    ReviewAction.SUPPLY_REMINDED: _reminded,
    ReviewAction.LAPSED: _decided,
    ReviewAction.PAUSED: _paused,
    ReviewAction.RESUMED: _resumed,
    ReviewAction.EXTENDED: _extended,
    ReviewAction.INSPECTION_SET: _inspection_set,
    ReviewAction.INSPECTED: _inspected,
    ReviewAction.GRANTED: _granted,
    ReviewAction.REFUSED: _decided,
    ReviewAction.REISSUED: _reissued,
    ReviewAction.DELIVERED: _delivered,
    ReviewAction.COMMITMENT_CHECKED: _commitment_checked,
    ReviewAction.REVOKED: _revoked,
}
