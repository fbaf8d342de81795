"""State machines of a case and of its matters as Mermaid diagrams, from the steps themselves."""

from collections.abc import Iterable, Iterator, Mapping

from core.cases.models import CaseStatus
from core.cases.review_actions import ReviewAction
from core.review.states import FINAL, STEPS, UNDECIDED, MatterState

_BEGIN = (MatterState.WAITING, MatterState.RECEIVED)
_OF_CASE = (
    ("[*]", CaseStatus.RECEIVED, "received"),
    (CaseStatus.RECEIVED, CaseStatus.UNDER_REVIEW, "a matter is accepted, or not accepted"),
    (CaseStatus.UNDER_REVIEW, CaseStatus.CONCLUDED, "every matter has come to its end"),
    (CaseStatus.RECEIVED, CaseStatus.WITHDRAWN, "withdrawn"),
    (CaseStatus.UNDER_REVIEW, CaseStatus.WITHDRAWN, "withdrawn"),
    (CaseStatus.CONCLUDED, "[*]", ""),
    (CaseStatus.WITHDRAWN, "[*]", ""),
)


def matter_diagram(
    steps: Mapping[ReviewAction, Mapping[MatterState, MatterState]] = STEPS,
) -> str:
    """Return the state machine of one matter.

    Examples:
        >>> "accepted --> paused : paused" in matter_diagram()
        True
    """
    return _diagram(_edges(steps))


def case_diagram() -> str:
    """Return the state machine of a case, which is computed from its matters."""
    return _diagram(_OF_CASE)


def _edges(
    steps: Mapping[ReviewAction, Mapping[MatterState, MatterState]],
) -> Iterator[tuple[str, str, str]]:
    for state in _BEGIN:
        yield "[*]", state, ""
    for action, moves in steps.items():
        for before, after in moves.items():
            yield before, after, action
    for state in (each for each in MatterState if each in UNDECIDED):
        yield state, MatterState.WITHDRAWN, "withdrawn"
    for state in (each for each in MatterState if each in FINAL):
        yield state, "[*]", ""


def _diagram(edges: Iterable[tuple[str, str, str]]) -> str:
    lines = [f"    {before} --> {after}{f' : {by}' if by else ''}" for before, after, by in edges]
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```"])
