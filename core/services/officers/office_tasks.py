"""A line of a work list with its names, and what its office does next."""

from dataclasses import dataclass, replace

from core.review.next_moves import NextMove, next_move
from core.review.supervising import SupervisionMark, supervision_mark
from core.review.tasks import TaskDay, TaskLight, TaskLine, task_light
from core.services.officers.find_cases import VersionFacts
from core.working_days import WorkingCalendar


@dataclass(frozen=True, slots=True)
class OfficeTask:
    """One line of a work list, with what is next to be done.

    ``days`` are the working days that are left, or by which it is overdue. What is over has no
    ``light``. ``mark`` is what the office is shown of its supervising.
    """

    line: TaskLine
    light: TaskLight | None
    move: NextMove
    days: int = 0
    mark: SupervisionMark | None = None


def office_task(
    line: TaskLine, day: TaskDay, known: VersionFacts | None, calendar: WorkingCalendar
) -> OfficeTask:
    """Return a line as an office reads it; a version that was set aside has its codes alone."""
    named = replace(
        line,
        theme_name=known.name if known else line.theme_code,
        matter_name=known.matter_names.get(line.matter, line.matter) if known else line.matter,
    )
    light = task_light(line.state, line.due, day)
    move = next_move(
        line.state,
        is_late=light is TaskLight.OVERDUE,
        is_inspected=known is not None and line.matter in known.inspected,
        in_vain=line.in_vain,
        is_checked=line.due is not None,
    )
    due = line.due or day.today
    days = calendar.between(min(due, day.today), max(due, day.today))
    return OfficeTask(named, light, move, days, supervision_mark(line, day))
