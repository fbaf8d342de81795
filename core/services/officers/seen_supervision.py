"""What an office sees of the supervising (督办) of a matter that it has in front of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from core.cases.models import Case
from core.review.supervising import SupervisionMark, supervision_mark
from core.review.supervision import SupervisionAction, supervision_events
from core.review.tasks import ReviewTask, TaskDay
from core.staff.models import StaffMember
from core.staff.permissions import CLOCK_NAME


@dataclass(frozen=True, slots=True)
class SeenSupervision:
    """The mark of a matter with its last step: when, by whom, and in what words.

    Nobody is named in ``who`` where the clock took the step.
    """

    mark: SupervisionMark
    action: SupervisionAction
    at: datetime
    who: str
    words: str


def seen_supervision(
    case: Case, task: ReviewTask, day: TaskDay, members: Mapping[str, StaffMember]
) -> SeenSupervision | None:
    """Return what is seen of a matter that is late or nearly so, or owes a report."""
    mark = supervision_mark(task, day)
    if mark is None:
        return None
    last = supervision_events(case.history, task.matter)[-1]
    member = members.get(last.actor)
    name = member.display_name if member else last.actor
    return SeenSupervision(
        mark,
        SupervisionAction(last.action),
        last.at,
        "" if last.actor == CLOCK_NAME else name,
        last.details.get("words", ""),
    )
