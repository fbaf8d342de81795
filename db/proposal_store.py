"""What was decided about proposals, in the database."""

from itertools import groupby
from typing import Any

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from core.errors import StoreBusyError
from core.themes.proposing.deciding import DecidedProposal, Decision, Verdict
from core.themes.proposing.documents import candidate_document, candidate_of
from core.themes.proposing.proposal import Candidate
from db.inserting import insert_into
from db.proposal_tables import ProposalDecisionRow
from db.sound_rows import sound_rows
from db.vault import vault_of

_Said = tuple[Candidate, Decision]


class SqlProposalStore:
    """Implements :class:`core.ports.ProposalStore`. The caller owns the transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._vault = vault_of(session)

    def all(self) -> tuple[DecidedProposal, ...]:
        """Return every proposal that somebody has decided on, by its name."""
        return self._decided(_rows())

    def of(self, proposal: str) -> DecidedProposal | None:
        """Return what was said about one proposal."""
        rows = _rows().where(ProposalDecisionRow.proposal == proposal)
        return next(iter(self._decided(rows)), None)

    def add(self, candidate: Candidate, decision: Decision) -> None:
        """Add what somebody says; of several at once the first counts.

        Raises:
            StoreBusyError: If somebody else said something at the same moment.
        """
        known = self.of(decision.proposal)
        row = {
            "proposal": decision.proposal,
            "number": len(known.decisions) + 1 if known else 1,
            "verdict": decision.verdict.value,
            "department": decision.department,
            "reason": decision.reason,
            "content": candidate_document(candidate),
            "said_by": decision.by,
            "said_at": decision.at,
        }
        sealed = self._vault.rows.seal(ProposalDecisionRow, row)
        new = insert_into(self._session, ProposalDecisionRow).values(**sealed)
        # PostgreSQL counts no rows here, so that what was inserted is asked back.
        inserted = new.on_conflict_do_nothing().returning(col(ProposalDecisionRow.number))
        if self._session.execute(inserted).scalar_one_or_none() is None:
            raise StoreBusyError(reason="decided by others at the same time")

    def _decided(self, rows: SelectOfScalar[ProposalDecisionRow]) -> tuple[DecidedProposal, ...]:
        said = sound_rows(self._session, ProposalDecisionRow, rows, self._made)
        by_proposal = groupby(said, key=lambda pair: pair[1].proposal)
        return tuple(_together(list(pairs)) for _, pairs in by_proposal)

    def _made(self, row: ProposalDecisionRow) -> _Said:
        return said_of(self._vault.opened(row))


def _rows() -> SelectOfScalar[ProposalDecisionRow]:
    place = (col(ProposalDecisionRow.proposal), col(ProposalDecisionRow.number))
    return select(ProposalDecisionRow).order_by(*place)


def _together(said: list[_Said]) -> DecidedProposal:
    """Return a proposal as it was last, with all that was said about it."""
    return DecidedProposal(said[-1][0], tuple(decision for _, decision in said))


def said_of(row: Any) -> _Said:
    """Return what a row says.

    Raises:
        KeyError, TypeError, ValueError: If it makes no sense.
    """
    decision = Decision(
        row.proposal, Verdict(row.verdict), row.department, row.reason, row.said_by, row.said_at
    )
    return candidate_of(row.content), decision
