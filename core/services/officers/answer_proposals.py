"""Departments answer proposals that concern them: agree, or refuse with a reason (law 13)."""

from dataclasses import dataclass

from core.errors import ForeignProposalError, ProposalDoubtedError
from core.services.acting import StaffContext
from core.services.proposal_decisions import expect_allowed, reason_in
from core.staff.models import Principal
from core.staff.permissions import Permit
from core.staff.use_cases import UseCase
from core.themes.proposing.deciding import DecidedProposal, Decision, ProposalState, Verdict

_ANSWERABLE = frozenset({ProposalState.WAITING, ProposalState.REFUSED, ProposalState.AGREED})


@dataclass(frozen=True, slots=True)
class AskedProposal:
    """A proposal that waits for departments, and which of them this person answers for."""

    proposal: DecidedProposal
    departments: tuple[str, ...]


class AnswerProposals:
    """What a department says about changes of its matters."""

    def __init__(self, staff: StaffContext) -> None:
        self._staff = staff

    def asked(self, session: Principal) -> tuple[AskedProposal, ...]:
        """Return the proposals that a department is asked about, those not answered first."""
        with self._staff.as_permitted(session, UseCase.LIST_ASKED_PROPOSALS) as (stores, permit):
            known = stores.proposals.all()
        asked = [AskedProposal(decided, _own(decided, permit)) for decided in known]
        mine = [
            each
            for each in asked
            if each.departments and each.proposal.standing.state in _ANSWERABLE
        ]
        return tuple(sorted(mine, key=_is_answered))

    def answer_proposal(
        self, session: Principal, proposal: str, *, agrees: bool, reason: str = ""
    ) -> None:
        """Agree to a proposal for one's own department, or refuse it with a reason.

        Raises:
            ReasonTooShortError: If it is refused without a reason.
            ForeignProposalError: If it does not concern this department.
            ProposalDecidedError: If it does not wait for an answer.
        """
        with self._staff.as_permitted(session, UseCase.ANSWER_PROPOSAL) as (stores, permit):
            verdict = Verdict.AGREED if agrees else Verdict.REFUSED
            words = " ".join(reason.split()) if agrees else reason_in(reason)
            known = expect_allowed(stores, proposal, verdict)
            if known is None:
                raise ProposalDoubtedError(proposal=proposal)
            if not (own := _own(known, permit)):
                raise ForeignProposalError(proposal=proposal)
            for department in own:
                decision = Decision(
                    proposal, verdict, department, words, permit.username, self._staff.clock()
                )
                stores.proposals.add(known.candidate, decision)


def _is_answered(asked: AskedProposal) -> bool:
    answers = asked.proposal.standing.answers
    return all(department in answers for department in asked.departments)


def _own(decided: DecidedProposal, permit: Permit) -> tuple[str, ...]:
    """Return the departments concerned for which somebody answers: their own and no other."""
    return tuple(code for code in decided.candidate.departments if code == permit.department)
