"""What an officer may do with a matter now, and why not: each step with the reason beside it.

The state alone does not say it. A matter that is inspected is granted only after the office's own
opinion, and while a promised material is owed nothing is granted (容缺).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from core.cases.review_actions import ReviewAction
from core.review.clocks import DecisionClock
from core.review.commitments import Commitment
from core.review.matter_reviews import MatterReview, MatterTerms
from core.review.states import MatterState, may_follow

BEFORE_ACCEPTANCE = (
    ReviewAction.ACCEPTED,
    ReviewAction.CORRECTION_ASKED,
    ReviewAction.NOT_ACCEPTED,
)
"""The outcomes of receipt that an office decides (行政许可法 32)."""
_DECISIONS = (ReviewAction.GRANTED, ReviewAction.REFUSED)
_RUNNING = (MatterState.ACCEPTED, MatterState.PAUSED)
_DECIDED = (
    MatterState.GRANTED,
    MatterState.REISSUING,
    MatterState.DELIVERED,
    MatterState.REFUSED,
    MatterState.REVOKED,
)
_AFTERWARDS = (ReviewAction.COMMITMENT_CHECKED, ReviewAction.REVOKED)


@dataclass(frozen=True, slots=True)
class MatterStanding:
    """Where a matter stands for the office that has it, on one day.

    ``owed`` names the materials that were promised for later and have not come. ``promised`` are
    those in the place of which a promise stands (告知承诺), with the day by which it would be
    checked if it were granted today. ``waits_for`` names the matters whose results it needs.
    ``was_asked`` says that a correction notice was given, and ``answer_until`` is the applicant's
    day while it is open. ``is_silent`` says that the days to speak are over and silence accepts.
    ``last_by`` is who took the last step.
    ``unpaid`` says what has to be paid before the decision.
    """

    review: MatterReview
    term: MatterTerms
    today: date
    clock: DecisionClock | None = None
    owed: tuple[str, ...] = ()
    promised: tuple[Commitment, ...] = ()
    waits_for: tuple[str, ...] = ()
    is_in_vain: bool = False
    was_asked: bool = False
    answer_until: date | None = None
    is_silent: bool = False
    last_by: str = field(default="", repr=False)
    unpaid: "Hindrance | None" = None

    @property
    def is_late(self) -> bool:
        """Say whether the day on which the decision was due is over."""
        return self.clock is not None and self.clock.due < self.today


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why a step is not possible now: ``key`` names the sentence, ``params`` fill it."""

    key: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StepChoice:
    """A step that an officer sees, and what is in its way."""

    action: ReviewAction
    hindrance: Hindrance | None = None


def choices(on: MatterStanding) -> tuple[StepChoice, ...]:
    """Return the steps that an officer sees, in the order in which they come."""
    shown = [*_AFTERWARDS] if on.review.checks else []
    shown += [*BEFORE_ACCEPTANCE, ReviewAction.CORRECTED_ON_SPOT]
    if on.review.state is MatterState.REISSUING:
        shown.insert(0, ReviewAction.REISSUED)
    if on.term.is_inspected:
        shown += [ReviewAction.INSPECTION_SET, ReviewAction.INSPECTED]
    is_paused = on.review.state is MatterState.PAUSED
    shown += [ReviewAction.RESUMED if is_paused else ReviewAction.PAUSED, ReviewAction.EXTENDED]
    return tuple(StepChoice(action, hindrance(action, on)) for action in (*shown, *_DECISIONS))


def hindrance(action: ReviewAction, on: MatterStanding) -> Hindrance | None:
    """Return why a step is not possible now, if it is not.

    Examples:
        >>> from datetime import UTC, datetime
        >>> review = MatterReview("XF-01", MatterState.RECEIVED, datetime(2026, 11, 30, tzinfo=UTC))
        >>> on = MatterStanding(review, MatterTerms("XF-01", "XF", 3), date(2026, 12, 1))
        >>> hindrance(ReviewAction.ACCEPTED, on) is None
        True
        >>> hindrance(ReviewAction.GRANTED, on).key
        'not_accepted_yet'
    """
    if not may_follow(on.review.state, action):
        return _by_state(action, on)
    if on.is_silent and action in BEFORE_ACCEPTANCE:
        return Hindrance("silent")
    rule = _RULES.get(action)
    return rule(on) if rule else None


def _by_state(action: ReviewAction, on: MatterStanding) -> Hindrance:
    review = on.review
    if review.state in _RUNNING:
        return _already_accepted(action, review)
    if review.state in _DECIDED:
        return _by_whom(on, review.state, review.decided_on)
    if review.state is MatterState.WAITING:
        return _waiting(on)
    if review.state is MatterState.CORRECTING:
        return _by_whom(on, "correcting", on.answer_until)
    ended = (MatterState.NOT_ACCEPTED, MatterState.LAPSED, MatterState.WITHDRAWN)
    return _by_whom(on, review.state if review.state in ended else "not_accepted_yet")


def _already_accepted(action: ReviewAction, review: MatterReview) -> Hindrance:
    if action is ReviewAction.CORRECTION_ASKED:
        return Hindrance("once_before_acceptance")
    if action in BEFORE_ACCEPTANCE:
        key = "deemed" if review.is_deemed else "accepted"
        return Hindrance(key, {"day": f"{review.accepted_on}"})
    return Hindrance("paused" if review.state is MatterState.PAUSED else "not_paused")


def _waiting(on: MatterStanding) -> Hindrance:
    key = "in_vain" if on.is_in_vain else "waiting"
    return Hindrance(key, {"matters": "、".join(on.waits_for)})


def _by_whom(on: MatterStanding, key: str, day: date | None = None) -> Hindrance:
    return Hindrance(str(key), {"day": f"{day}" if day else "", "who": on.last_by})


def _refusing_to_accept(on: MatterStanding) -> Hindrance | None:
    """A matter that waits can be refused only once what it waits for cannot come any more."""
    is_waiting = on.review.state is MatterState.WAITING
    return _waiting(on) if is_waiting and not on.is_in_vain else None


def _extending(on: MatterStanding) -> Hindrance | None:
    if on.review.extra_days:
        return Hindrance("extended", {"days": str(on.review.extra_days)})
    limit = (on.clock.statutory_due or on.clock.due) if on.clock else on.today
    return Hindrance("limit_over", {"day": f"{limit}"}) if limit < on.today else None


def _recording(on: MatterStanding) -> Hindrance | None:
    visit = on.review.inspection
    if visit is None:
        return Hindrance("no_appointment")
    if visit.passed is not None:
        return Hindrance("opinion_given")
    ahead = Hindrance("inspection_ahead", {"day": f"{visit.day}", "time": visit.time})
    return ahead if visit.day > on.today else None


def _correcting_on_spot(on: MatterStanding) -> Hindrance | None:
    """An office does so on receipt; from another one it may come as long as nothing is decided."""
    is_accepted = on.review.state in _RUNNING
    return _already_accepted(ReviewAction.ACCEPTED, on.review) if is_accepted else None


def _granting(on: MatterStanding) -> Hindrance | None:
    opinion = on.review.inspection.passed if on.review.inspection else None
    if on.term.is_inspected and opinion is None:
        return Hindrance("opinion_missing")
    if opinion is False:
        return Hindrance("opinion_against")
    return Hindrance("owed", {"materials": "、".join(on.owed)}) if on.owed else on.unpaid


def _checking(on: MatterStanding) -> Hindrance | None:
    return None if on.review.open_checks else Hindrance("nothing_to_check")


def _revoking(on: MatterStanding) -> Hindrance | None:
    """A decision is revoked only after what was not kept was to be put right in vain."""
    if any(check.is_broken(on.today) for check in on.review.open_checks):
        return None
    ordered = [check.mend_by for check in on.review.open_checks if check.mend_by]
    return Hindrance("mending", {"day": f"{min(ordered)}"}) if ordered else Hindrance("kept")


_RULES = {
    ReviewAction.NOT_ACCEPTED: _refusing_to_accept,
    ReviewAction.CORRECTED_ON_SPOT: _correcting_on_spot,
    ReviewAction.EXTENDED: _extending,
    ReviewAction.INSPECTED: _recording,
    ReviewAction.GRANTED: _granting,
    ReviewAction.COMMITMENT_CHECKED: _checking,
    ReviewAction.REVOKED: _revoking,
}
