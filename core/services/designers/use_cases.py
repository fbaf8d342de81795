"""What pages of policy staff are given: the use cases of designing, and nothing else."""

from dataclasses import dataclass

from core.services.acting import StaffContext
from core.services.designers.check_situations import CheckSituations
from core.services.designers.draft_theme import DraftTheme
from core.services.designers.list_themes import ListAllThemes
from core.services.designers.merge_draft import MergeDraft
from core.services.designers.order_questions import OrderQuestions
from core.services.designers.proofs import Prover
from core.services.designers.prove_theme import ProveTheme
from core.services.designers.publish_theme import PublishTheme
from core.services.designers.read_library import ReadLibrary
from core.services.designers.rehearse_theme import RehearseTheme
from core.services.designers.simulate_theme import SimulateTheme


@dataclass(frozen=True, slots=True)
class DesigningUseCases:
    """Everything that policy staff do with themes, by what it is about."""

    reading: ReadLibrary
    listing: ListAllThemes
    drafting: DraftTheme
    merging: MergeDraft
    previewing: RehearseTheme
    ordering: OrderQuestions
    proving: ProveTheme
    checking: CheckSituations
    simulating: SimulateTheme
    publishing: PublishTheme


def designing_use_cases(
    staff: StaffContext, prover: Prover | None = None, *, rounds_required: bool = False
) -> DesigningUseCases:
    """Return the use cases; what one of them proves, the others know."""
    shared = prover or Prover()
    return DesigningUseCases(
        reading=ReadLibrary(staff),
        listing=ListAllThemes(staff),
        drafting=DraftTheme(staff),
        merging=MergeDraft(staff),
        previewing=RehearseTheme(staff),
        ordering=OrderQuestions(staff),
        proving=ProveTheme(staff, shared),
        checking=CheckSituations(staff),
        simulating=SimulateTheme(staff),
        publishing=PublishTheme(staff, shared, rounds_required=rounds_required),
    )
