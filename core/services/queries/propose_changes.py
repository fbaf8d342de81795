"""Find what departments could ask less, proved, with its words."""

from core.catalogue.catalogue import Catalogue
from core.handouts.proposal_list import ProposalsTold, proposal_list
from core.themes.proposing.deciding import ALLOWED, DecidedProposal, ProposalState, Verdict
from core.themes.proposing.edits import CatalogueEdit
from core.themes.proposing.proposal import (
    COMPARED,
    Candidate,
    CaseFigures,
    Doubted,
    Effect,
    Proposal,
    Proposals,
)
from core.themes.proposing.proving import find_proposals
from core.themes.proposing.wording import (
    argument_for,
    change_of,
    diff_of,
    doubt_of,
    saved_at_most,
    saved_in,
    title_of,
)

__all__ = [
    "ALLOWED",
    "COMPARED",
    "Candidate",
    "CaseFigures",
    "Catalogue",
    "CatalogueEdit",
    "DecidedProposal",
    "Doubted",
    "Effect",
    "Proposal",
    "ProposalState",
    "Proposals",
    "ProposalsTold",
    "Verdict",
    "argument_for",
    "change_of",
    "diff_of",
    "doubt_of",
    "find_proposals",
    "proposal_list",
    "saved_at_most",
    "saved_in",
    "title_of",
]
