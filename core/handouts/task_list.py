"""The work list of an office on paper (办件清单), as it was looked for."""

from dataclasses import dataclass, field
from datetime import date

from core.handouts.models import (
    Handout,
    HandoutColumn,
    HandoutParagraph,
    HandoutPart,
    HandoutTable,
)
from core.i18n import DEFAULT_LOCALE, translate

LISTED = {
    "due": 4,
    "light": 3,
    "case": 6,
    "matter": 6,
    "applicant": 5,
    "state": 5,
    "move": 5,
    "received": 4,
    "channel": 3,
    "urged": 5,
}
"""The columns of the list, each with how wide it is beside the others."""


@dataclass(frozen=True, slots=True)
class TaskListBrief:
    """What the list is written from; ``number`` is how many there are where not all are listed.

    ``filters`` say in words what was looked for; there are none where everything was.
    """

    rows: tuple[tuple[str, ...], ...] = field(repr=False)
    filters: tuple[str, ...]
    number: int
    written_on: date
    locale: str = DEFAULT_LOCALE

    def say(self, key: str, **params: object) -> str:
        """Return a message of the list."""
        return translate(f"handout.tasks.{key}", self.locale, **params)


def task_list(brief: TaskListBrief) -> Handout:
    """Return the list as a document, in the order of the page.

    Examples:
        >>> task_list(TaskListBrief((), ("超期",), 0, date(2026, 11, 30))).parts[0].text
        '筛选：超期。共 0 件。'
    """
    left_out = brief.number - len(brief.rows)
    columns = tuple(
        HandoutColumn(translate(f"tasks.column.{name}", brief.locale), share)
        for name, share in LISTED.items()
    )
    parts: list[HandoutPart] = [HandoutParagraph(_asked(brief))]
    parts += [HandoutTable(columns, brief.rows)] if brief.rows else []
    parts += [HandoutParagraph(brief.say("more", n=left_out))] if left_out > 0 else []
    return Handout(
        title=brief.say("title"),
        about=brief.written_on.isoformat(),
        parts=tuple(parts),
        is_wide=True,
        locale=brief.locale,
    )


def _asked(brief: TaskListBrief) -> str:
    if not brief.filters:
        return brief.say("all", n=brief.number)
    return brief.say("filtered", filters=brief.say("comma").join(brief.filters), n=brief.number)
