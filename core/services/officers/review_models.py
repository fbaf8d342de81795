"""What pages of officers show of reviews: states, steps, clocks, statements."""

from core.cases.review_actions import ReviewAction
from core.cases.value_changes import said_of_change
from core.review.checking import CheckingCommitment, Revoking
from core.review.clocks import MOST_EXTRA_DAYS
from core.review.commitments import Commitment, CommitmentCheck
from core.review.deciding import GrantedResult, Granting, Refusing, Reissuing
from core.review.matter_reviews import InspectionVisit
from core.review.possible_steps import Hindrance, StepChoice
from core.review.spot_statements import CorrectingOnSpot
from core.review.statements import (
    Appointing,
    Extending,
    NotAcceptedKind,
    NotAccepting,
    Opining,
    PauseReason,
    Pausing,
)
from core.review.states import MatterState
from core.review.supervising import SupervisionMark
from core.review.tasks import TaskLight, TaskPlace
from core.review.timelines import CaseTimeline, Lane, Span, SpanKind

__all__ = [
    "MOST_EXTRA_DAYS",
    "Appointing",
    "CaseTimeline",
    "CheckingCommitment",
    "Commitment",
    "CommitmentCheck",
    "CorrectingOnSpot",
    "Extending",
    "GrantedResult",
    "Granting",
    "Hindrance",
    "InspectionVisit",
    "Lane",
    "MatterState",
    "NotAcceptedKind",
    "NotAccepting",
    "Opining",
    "PauseReason",
    "Pausing",
    "Refusing",
    "Reissuing",
    "ReviewAction",
    "Revoking",
    "Span",
    "SpanKind",
    "StepChoice",
    "SupervisionMark",
    "TaskLight",
    "TaskPlace",
    "said_of_change",
]
