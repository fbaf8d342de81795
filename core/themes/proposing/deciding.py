"""What became of a proposal: the service office adopts it, each department answers for itself.

Silence is no answer, and never a yes (law 13).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.themes.proposing.proposal import Candidate


class Verdict(StrEnum):
    """What was said about a proposal."""

    ADOPTED = "adopted"
    """The service office sends it to the departments."""
    DECLINED = "declined"
    """The service office does not want it; it is not shown again."""
    AGREED = "agreed"
    """A department agrees."""
    REFUSED = "refused"
    """A department does not, and says why."""
    APPLIED = "applied"
    """The change is made."""


WITH_REASON = frozenset({Verdict.DECLINED, Verdict.REFUSED})
"""What nobody may say without a reason."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody said about a proposal, when, and for which department if for one."""

    proposal: str
    verdict: Verdict
    department: str
    reason: str
    by: str
    at: datetime


class ProposalState(StrEnum):
    """Where a proposal stands."""

    OPEN = "open"
    DECLINED = "declined"
    WAITING = "waiting"
    REFUSED = "refused"
    AGREED = "agreed"
    APPLIED = "applied"


_SAID: Mapping[Verdict, ProposalState] = {
    Verdict.DECLINED: ProposalState.DECLINED,
    Verdict.APPLIED: ProposalState.APPLIED,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a proposal stands, and the answer of each department since it was adopted.

    ``silent`` are the departments that have not answered.
    """

    state: ProposalState
    answers: Mapping[str, Decision]
    silent: tuple[str, ...]
    last: Decision | None = None


def standing_of(departments: Sequence[str], decisions: Iterable[Decision]) -> Standing:
    """Return where a proposal stands that these departments have to agree to.

    Args:
        departments: Whom it concerns.
        decisions: What was said about it, the oldest first.

    Examples:
        >>> standing_of(["WJ"], []).state.value
        'open'
    """
    state, answers, last = ProposalState.OPEN, dict[str, Decision](), None
    for decision in decisions:
        last = decision
        if decision.verdict is Verdict.ADOPTED:
            state, answers = ProposalState.WAITING, {}
        elif decision.verdict in _SAID:
            state = _SAID[decision.verdict]
        elif state is ProposalState.WAITING and decision.department in departments:
            answers[decision.department] = decision  # the latest answer of each counts
    if state is ProposalState.WAITING:
        state = _answered(departments, answers)
    silent = tuple(code for code in departments if code not in answers)
    return Standing(state, answers, silent, last)


def _answered(departments: Sequence[str], answers: Mapping[str, Decision]) -> ProposalState:
    if any(answer.verdict is Verdict.REFUSED for answer in answers.values()):
        return ProposalState.REFUSED
    if departments and all(code in answers for code in departments):
        return ProposalState.AGREED
    return ProposalState.WAITING


ALLOWED: Mapping[Verdict, frozenset[ProposalState]] = {
    Verdict.ADOPTED: frozenset({ProposalState.OPEN, ProposalState.DECLINED, ProposalState.REFUSED}),
    Verdict.DECLINED: frozenset({ProposalState.OPEN, ProposalState.REFUSED, ProposalState.WAITING}),
    Verdict.AGREED: frozenset({ProposalState.WAITING, ProposalState.REFUSED}),
    Verdict.REFUSED: frozenset({ProposalState.WAITING, ProposalState.AGREED}),
    Verdict.APPLIED: frozenset({ProposalState.AGREED}),
}
"""In which states each verdict may be given."""


@dataclass(frozen=True, slots=True)
class DecidedProposal:
    """A proposal as it was when it was decided on, and what was said about it since."""

    candidate: Candidate
    decisions: tuple[Decision, ...]

    @property
    def standing(self) -> Standing:
        """Return where it stands."""
        return standing_of(self.candidate.departments, self.decisions)
