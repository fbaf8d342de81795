"""Find what departments could ask less, proved, with its words."""

from core.catalogue.catalogue import Catalogue
from core.handouts.proposal_list import ProposalsTold, proposal_list
from core.monitoring.finding import observed_in
from core.monitoring.reading import read_log
from core.themes.proposing.deciding import ALLOWED, DecidedProposal, ProposalState, Verdict
from core.themes.proposing.edits import CatalogueEdit
from core.themes.proposing.observed import ObservedMatter
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
    "ObservedMatter",
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
    "observed_in",
    "proposal_list",
    "read_log",
    "saved_at_most",
    "saved_in",
    "title_of",
]
