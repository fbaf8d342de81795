"""Keeps what was decided about proposals."""

from typing import Protocol

from core.themes.proposing.deciding import DecidedProposal, Decision
from core.themes.proposing.proposal import Candidate


class ProposalStore(Protocol):
    """Keeps what was said about proposals; nothing of it is ever changed."""

    def all(self) -> tuple[DecidedProposal, ...]:
        """Return every proposal that somebody has decided on, by its name."""

    def of(self, proposal: str) -> DecidedProposal | None:
        """Return what was said about one proposal; it stays so until the transaction ends."""

    def add(self, candidate: Candidate, decision: Decision) -> None:
        """Add what somebody says.

        Raises:
            StoreBusyError: If somebody else said something at the same moment.
        """
