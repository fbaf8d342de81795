"""What pages about proposals are given: finding and deciding, and the departments' answers."""

from dataclasses import dataclass

from core.services.acting import StaffContext
from core.services.case_logs import OwnLog
from core.services.designers.proofs import Prover
from core.services.designers.propose_changes import ProposeChanges
from core.services.designers.show_savings import ShowSavings
from core.services.officers.answer_proposals import AnswerProposals


@dataclass(frozen=True, slots=True)
class ProposalUseCases:
    """Everything that staff do with proposals."""

    proposing: ProposeChanges
    answering: AnswerProposals
    showing: ShowSavings


def proposal_use_cases(
    staff: StaffContext, prover: Prover | None = None, log: OwnLog | None = None
) -> ProposalUseCases:
    """Return the use cases; what one of them proves, the others know.

    With ``log``, what happened to cases leads to proposals as well.
    """
    return ProposalUseCases(
        proposing=ProposeChanges(staff, prover or Prover(size=512), log),
        answering=AnswerProposals(staff),
        showing=ShowSavings(staff),
    )
