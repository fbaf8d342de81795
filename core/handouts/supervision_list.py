"""The list of late matters (督办清单): the numbers of each department, then matter by matter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.handouts.models import (
    Handout,
    HandoutCell,
    HandoutColumn,
    HandoutHeading,
    HandoutParagraph,
    HandoutPart,
    HandoutTable,
)
from core.i18n import translate
from core.review.supervising import SupervisedLine, SupervisionCounts
from core.review.tasks import TaskLight

COUNTED = ("overdue", "nearly", "escalated", "reports_owed", "reports_overdue")
_LISTED = {"department": 5, "matter": 7, "case": 5, "due": 3, "light": 4, "urged": 4, "report": 4}


@dataclass(frozen=True, slots=True)
class SupervisionBrief:
    """What the list is written from; ``number`` is how many there are where not all are listed."""

    lines: tuple[SupervisedLine, ...]
    counts: tuple[SupervisionCounts, ...]
    departments: Mapping[str, str]
    told_on: date
    locale: str
    number: int

    def say(self, key: str, **params: object) -> str:
        """Return a message in the reader's language."""
        return translate(f"supervision.{key}", self.locale, **params)


def supervision_list(brief: SupervisionBrief) -> Handout:
    """Return the list as a document."""
    parts: list[HandoutPart] = [HandoutParagraph(brief.say("why"))]
    if brief.lines:
        left_out = brief.number - len(brief.lines)
        parts += [HandoutHeading(brief.say("by_department")), counts_table(brief)]
        parts += [HandoutHeading(brief.say("matters")), matters_table(brief)]
        parts += [HandoutParagraph(brief.say("more", n=left_out))] if left_out > 0 else []
    else:
        parts.append(HandoutParagraph(brief.say("none")))
    return Handout(
        title=brief.say("title"),
        about=brief.told_on.isoformat(),
        parts=tuple(parts),
        is_wide=True,
        locale=brief.locale,
    )


def counts_table(brief: SupervisionBrief) -> HandoutTable:
    """Return the numbers of each department."""
    columns = [HandoutColumn(brief.say("column.department"), 8)]
    columns += [HandoutColumn(brief.say(f"column.{name}")) for name in COUNTED]
    rows: tuple[tuple[HandoutCell, ...], ...] = tuple(
        (brief.departments.get(row.department, row.department), *numbers_of(row))
        for row in brief.counts
    )
    return HandoutTable(tuple(columns), rows)


def numbers_of(row: SupervisionCounts) -> tuple[int, ...]:
    """Return the numbers of a department, in the order of the columns."""
    return tuple(getattr(row, name) for name in COUNTED)


def matters_table(brief: SupervisionBrief) -> HandoutTable:
    """Return the matters, due first."""
    columns = tuple(
        HandoutColumn(brief.say(f"column.{name}"), share) for name, share in _LISTED.items()
    )
    return HandoutTable(columns, tuple(_cells(line, brief) for line in brief.lines))


def light_words(line: SupervisedLine, locale: str) -> str:
    """Return how late a matter is, in words."""
    light = line.light if line.light in _TOLD else None
    return translate(f"supervision.light.{light or 'none'}", locale, n=line.days)


_TOLD = (TaskLight.OVERDUE, TaskLight.TODAY, TaskLight.SOON)


def _cells(line: SupervisedLine, brief: SupervisionBrief) -> tuple[HandoutCell, ...]:
    task = line.task
    return (
        line.department_name,
        f"{line.matter_name} · {line.theme_name}",
        task.case_number,
        task.due.isoformat() if task.due else "–",
        light_words(line, brief.locale),
        brief.say(f"step.{task.urged}") if task.urged else "–",
        brief.say("until", day=task.report_by.isoformat()) if task.report_by else "–",
    )
