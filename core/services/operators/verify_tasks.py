"""Compare the rows that offices' lists are made of with what the histories say."""

from collections.abc import Iterator

from core.cases.models import CaseOutline
from core.cases.records import CaseRecord, Difference
from core.cases.sealing import status_of
from core.errors import AlteredRecordError, ServiceError
from core.ports import CaseSnapshot
from core.review.tasks import ReviewTask, task_differences, tasks_of
from core.services.review_steps import ReviewRules

_TABLE = "review_task"


def tasks_differing(
    snapshot: CaseSnapshot, record: CaseRecord, rules: ReviewRules
) -> Iterator[Difference]:
    """Yield each row that says otherwise than the history; of an erased case none may be left.

    Rows that another calendar computed are written anew at the next start, and not compared.
    """
    try:
        kept = snapshot.tasks(record.number)
    except AlteredRecordError:
        yield Difference(_TABLE, "unreadable")
        return
    if kept is None or any(made_by != rules.digest for _, made_by in kept):
        return
    tasks = {task.matter: task for task, _ in kept}
    try:
        computed = () if record.is_closed else _computed(snapshot, record, rules)
    except ServiceError:  # the history or the version is told of itself
        return
    for matter, kind in task_differences(tasks, computed):
        yield Difference(f"{_TABLE} {matter}", kind)


def _computed(
    snapshot: CaseSnapshot, record: CaseRecord, rules: ReviewRules
) -> tuple[ReviewTask, ...]:
    case = _outline(record)
    return tasks_of(case, rules.terms(snapshot, case), rules.calendar) if case else ()


def _outline(record: CaseRecord) -> CaseOutline | None:
    columns, history = record.columns, tuple(record.history)
    if not history:
        return None
    return CaseOutline(
        number=record.number,
        theme_code=columns["theme_code"],
        theme_version=columns["theme_version"],
        channel=history[0].actor,
        matters=tuple(columns["matters"]),
        received_at=columns["received_at"],
        status=status_of(history),
        history=history,
    )
