"""Write down a step of supervising in the history of its case, with the row of its task."""

from collections.abc import Callable

from core.cases.models import Case
from core.cases.numbering import normalised
from core.cases.sealing import next_entry
from core.errors import CaseNotFoundError
from core.review.supervising import Details
from core.review.supervision import SupervisionAction
from core.review.tasks import ReviewTask
from core.services.acting import Acted, StaffContext
from core.services.review_steps import write_review

Decide = Callable[[Case, ReviewTask], Details]
"""Returns what is written down of a step, or refuses it."""


def write_supervision(
    staff: StaffContext,
    acted: Acted,
    action: SupervisionAction,
    *,
    place: tuple[str, str],
    decide: Decide,
) -> None:
    """Take a step with one matter of a case; whoever comes second sees what the first wrote.

    Args:
        staff: What the use case has.
        acted: In whose transaction.
        action: What is done.
        place: The number of the case, and the matter.
        decide: What is written down, as the case and its task stand.

    Raises:
        CaseNotFoundError: If there is no such matter within reach.
        SupervisionRefusedError: If it may not be done now.
    """
    stores, permit = acted
    number, matter = place
    case = stores.cases.get(normalised(number), to_change=True)
    task = supervised_task(acted, case, matter)
    details = {"matter": matter, **decide(case, task)}
    at = staff.clock()
    event = next_entry(case, at=at, actor=permit.username, action=action, details=details)
    stores.cases.append(event)
    write_review(stores, case.outline, event, rules=staff.review_rules)


def supervised_task(acted: Acted, case: Case, matter: str) -> ReviewTask:
    """Return the task of a matter of a case.

    Raises:
        CaseNotFoundError: If there is none within reach.
    """
    stores, permit = acted
    for task in stores.tasks.of(case.number):
        if task.matter == matter and permit.covers(task.department):
            return task
    raise CaseNotFoundError(case_number=case.number)
