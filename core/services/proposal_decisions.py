"""What use cases share that decide on proposals: in which state what may be said, and why."""

from core.errors import ProposalDecidedError, ReasonTooShortError
from core.ports import Stores
from core.themes.proposing.deciding import ALLOWED, DecidedProposal, ProposalState, Verdict

SHORTEST_REASON = 4
LONGEST_REASON = 400


def reason_in(text: str) -> str:
    """Return a reason without superfluous blanks.

    Raises:
        ReasonTooShortError: If there is hardly any, or a whole essay.

    Examples:
        >>> reason_in("  要看  原件 ")
        '要看 原件'
    """
    words = " ".join(text.split())
    if not SHORTEST_REASON <= len(words) <= LONGEST_REASON:
        raise ReasonTooShortError(least=SHORTEST_REASON, most=LONGEST_REASON)
    return words


def expect_allowed(stores: Stores, proposal: str, verdict: Verdict) -> DecidedProposal | None:
    """Return what was said about a proposal, if this may be said next.

    Raises:
        ProposalDecidedError: If it may not, where it stands.
    """
    known = stores.proposals.of(proposal)
    state = known.standing.state if known else ProposalState.OPEN
    if state not in ALLOWED[verdict]:
        raise ProposalDecidedError(state=state.value)
    return known
