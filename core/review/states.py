"""The life of a matter in a case, and of the case: which step leads from where to where.

Each matter has a life of its own, and the case's is computed from theirs (law 12). A matter that
is refused refuses no other (行政许可法 38); one that waited for it stays waiting, for its own
office to decide.
"""

from collections.abc import Iterable
from enum import StrEnum
from types import MappingProxyType

from core.cases.review_actions import ReviewAction


class MatterState(StrEnum):
    """Where one matter of a case stands."""

    WAITING = "waiting"
    """It needs a result that another matter of the case has not had yet."""
    RECEIVED = "received"
    CORRECTING = "correcting"
    """It is the applicant's turn to put something right."""
    ACCEPTED = "accepted"
    PAUSED = "paused"
    GRANTED = "granted"
    """Decided for the applicant; the result is still to be handed over."""
    REISSUING = "reissuing"
    """Granted, but the window sent the result back: its office issues it again."""
    DELIVERED = "delivered"
    REVOKED = "revoked"
    """It was granted on a promise that was not kept, and taken back."""
    REFUSED = "refused"
    NOT_ACCEPTED = "not_accepted"
    LAPSED = "lapsed"
    """A material that was to come after acceptance did not come (容缺)."""
    WITHDRAWN = "withdrawn"


FINAL = frozenset(
    {
        MatterState.DELIVERED,
        MatterState.REVOKED,
        MatterState.REFUSED,
        MatterState.NOT_ACCEPTED,
        MatterState.LAPSED,
        MatterState.WITHDRAWN,
    }
)
"""The case waits for it no more. What was promised for it is still checked."""
WITHOUT_RESULT = FINAL - {MatterState.DELIVERED}
"""It ended, and what it would have resulted in is not there."""
_UNDECIDED = (
    MatterState.WAITING,
    MatterState.RECEIVED,
    MatterState.CORRECTING,
    MatterState.ACCEPTED,
    MatterState.PAUSED,
)
UNDECIDED = frozenset(_UNDECIDED)
"""An office still has to decide, or the applicant to answer it."""

_S, _A = MatterState, ReviewAction
STEPS = MappingProxyType(
    {
        _A.PASSED_ON: {_S.WAITING: _S.RECEIVED},
        _A.CORRECTION_ASKED: {_S.WAITING: _S.WAITING, _S.RECEIVED: _S.CORRECTING},
        _A.CORRECTED: {_S.WAITING: _S.WAITING, _S.CORRECTING: _S.RECEIVED},
        _A.CORRECTED_ELSEWHERE: {state: state for state in _UNDECIDED},
        _A.CORRECTED_ON_SPOT: {state: state for state in _UNDECIDED},
        _A.ACCEPTED: {_S.RECEIVED: _S.ACCEPTED},
        _A.DEEMED_ACCEPTED: {_S.RECEIVED: _S.ACCEPTED},
        _A.NOT_ACCEPTED: {
            _S.WAITING: _S.NOT_ACCEPTED,
            _S.RECEIVED: _S.NOT_ACCEPTED,
            _S.CORRECTING: _S.NOT_ACCEPTED,
        },
        _A.SUPPLY_REMINDED: {_S.ACCEPTED: _S.ACCEPTED, _S.PAUSED: _S.PAUSED},
        _A.LAPSED: {_S.ACCEPTED: _S.LAPSED, _S.PAUSED: _S.LAPSED},
        _A.PAUSED: {_S.ACCEPTED: _S.PAUSED},
        _A.RESUMED: {_S.PAUSED: _S.ACCEPTED},
        _A.EXTENDED: {_S.ACCEPTED: _S.ACCEPTED, _S.PAUSED: _S.PAUSED},
        _A.INSPECTION_SET: {_S.ACCEPTED: _S.ACCEPTED, _S.PAUSED: _S.PAUSED},
        _A.INSPECTED: {_S.ACCEPTED: _S.ACCEPTED, _S.PAUSED: _S.PAUSED},
        _A.GRANTED: {_S.ACCEPTED: _S.GRANTED},
        _A.REFUSED: {_S.ACCEPTED: _S.REFUSED},
        _A.SENT_BACK: {_S.GRANTED: _S.REISSUING},
        _A.REISSUED: {_S.REISSUING: _S.GRANTED},
        _A.DELIVERED: {_S.GRANTED: _S.DELIVERED},
        _A.COMMITMENT_CHECKED: {
            _S.GRANTED: _S.GRANTED,
            _S.REISSUING: _S.REISSUING,
            _S.DELIVERED: _S.DELIVERED,
        },
        _A.REVOKED: {
            _S.GRANTED: _S.REVOKED,
            _S.REISSUING: _S.REVOKED,
            _S.DELIVERED: _S.REVOKED,
        },
    }
)
"""For each action, from which states it leads to which.

What is asked or answered while a matter waits does not end its waiting; when it is passed on with
something still to be put right, it is the applicant's turn (:mod:`core.review.matter_reviews`).
"""


def may_follow(state: MatterState, action: ReviewAction) -> bool:
    """Say whether an action is possible in a state.

    Examples:
        >>> may_follow(MatterState.RECEIVED, ReviewAction.ACCEPTED)
        True
        >>> may_follow(MatterState.DELIVERED, ReviewAction.REFUSED)
        False
    """
    return state in STEPS[action]


def all_concluded(states: Iterable[MatterState]) -> bool:
    """Say whether every matter of a case has come to its end.

    Examples:
        >>> all_concluded([MatterState.DELIVERED, MatterState.REFUSED])
        True
        >>> all_concluded([MatterState.DELIVERED, MatterState.GRANTED])
        False
    """
    return all(state in FINAL for state in states)
