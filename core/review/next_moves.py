"""What an office does next with a matter, as a verb: the right-hand column of its list."""

from enum import StrEnum

from core.review.states import MatterState


class NextMove(StrEnum):
    """What is to be done, or what is waited for."""

    SPEAK = "speak"
    """Accept it, or name everything that has to be put right, once."""
    AWAIT_APPLICANT = "await_applicant"
    AWAIT_RESULT = "await_result"
    END_IN_VAIN = "end_in_vain"
    """What it waits for cannot come any more."""
    INSPECT = "inspect"
    """Look at the place, then decide."""
    DECIDE = "decide"
    EXPLAIN = "explain"
    """Decide, and write down why it is late."""
    RESUME = "resume"
    REISSUE = "reissue"
    """Issue a result again that the window sent back."""
    DELIVER = "deliver"
    CHECK = "check"
    """Look whether what was promised is so (告知承诺)."""
    NOTHING = "nothing"


_BY_STATE = {
    MatterState.RECEIVED: NextMove.SPEAK,
    MatterState.CORRECTING: NextMove.AWAIT_APPLICANT,
    MatterState.WAITING: NextMove.AWAIT_RESULT,
    MatterState.PAUSED: NextMove.RESUME,
    MatterState.REISSUING: NextMove.REISSUE,
    MatterState.GRANTED: NextMove.DELIVER,
}


def next_move(
    state: MatterState,
    *,
    is_late: bool = False,
    is_inspected: bool = False,
    in_vain: bool = False,
    is_checked: bool = False,
) -> NextMove:
    """Return what an office does next.

    Examples:
        >>> next_move(MatterState.ACCEPTED, is_late=True).value
        'explain'
        >>> next_move(MatterState.REFUSED).value
        'nothing'
        >>> next_move(MatterState.DELIVERED, is_checked=True).value
        'check'
    """
    if state is MatterState.WAITING and in_vain:
        return NextMove.END_IN_VAIN
    if state is MatterState.DELIVERED and is_checked:
        return NextMove.CHECK
    if state is not MatterState.ACCEPTED:
        return _BY_STATE.get(state, NextMove.NOTHING)
    if is_late:
        return NextMove.EXPLAIN
    return NextMove.INSPECT if is_inspected else NextMove.DECIDE
