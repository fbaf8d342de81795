"""From which day a version of a theme takes effect, and until when a theme is offered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum


class TermAction(StrEnum):
    """What was said about the life of a theme."""

    EFFECTIVE = "effective"
    ARCHIVED = "archived"
    REOPENED = "reopened"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True)
class ThemeTerm:
    """One thing said about the life of a theme; nothing said is ever changed.

    ``day`` is the first day of the ``version``, or the last on which an archived theme can be
    begun. What was begun can be handed in until ``grace_until``; ``replaced_by`` is the code of
    the theme that stands in its place.
    """

    action: TermAction
    day: date
    at: datetime
    by: str
    version: int = 0
    grace_until: date | None = None
    replaced_by: str = ""


@dataclass(frozen=True, slots=True)
class ThemeLife:
    """What everything said about the life of a theme comes down to.

    ``starts`` are first days by version; a version without one took effect when it was published.
    ``archived`` is what was said when the theme was archived, unless it was opened again;
    ``discarded`` the same of a draft that was never published.
    """

    starts: Mapping[int, date] = field(default_factory=dict)
    archived: ThemeTerm | None = None
    discarded: ThemeTerm | None = None

    def version_on(self, newest: int, day: date) -> int:
        """Return the version in effect on a day: the newest whose first day has come, or 0.

        Examples:
            >>> life = ThemeLife({2: date(2026, 12, 10)})
            >>> life.version_on(2, date(2026, 12, 9)), life.version_on(2, date(2026, 12, 10))
            (1, 2)
            >>> ThemeLife({1: date(2026, 12, 10)}).version_on(1, date(2026, 12, 9))
            0
        """
        versions = range(newest, 0, -1)
        return next((n for n in versions if self.starts.get(n, date.min) <= day), 0)

    def last_day_of(self, version: int, newest: int) -> date | None:
        """Return the last day of a version, if it is known: a newer one follows, or none does.

        Examples:
            >>> ThemeLife({2: date(2026, 12, 10)}).last_day_of(1, 2)
            datetime.date(2026, 12, 9)
        """
        later = (self.starts[n] for n in range(version + 1, newest + 1) if n in self.starts)
        ends = [start - timedelta(days=1) for start in later]
        if self.archived:
            ends.append(self.archived.day)
        return min(ends, default=None)

    def to_come(self, version: int, day: date) -> date | None:
        """Return from which day a version takes effect, if it does not on a day.

        Examples:
            >>> life = ThemeLife({2: date(2026, 12, 10)})
            >>> life.to_come(2, date(2026, 12, 9)), life.to_come(2, date(2026, 12, 10))
            (datetime.date(2026, 12, 10), None)
        """
        start = self.starts.get(version, date.min)
        return start if start > day else None

    def may_begin(self, day: date) -> bool:
        """Say whether the theme can be begun on a day."""
        return self.archived is None or day <= self.archived.day

    def may_hand_in(self, day: date) -> bool:
        """Say whether what was begun can still be handed in on a day."""
        return self.archived is None or day <= (self.archived.grace_until or self.archived.day)


def life_of(terms: Iterable[ThemeTerm]) -> ThemeLife:
    """Return what everything said about a theme, in order, comes down to."""
    starts: dict[int, date] = {}
    ended: ThemeTerm | None = None
    for term in terms:
        if term.action is TermAction.EFFECTIVE:
            starts[term.version] = term.day
        else:
            ended = None if term.action is TermAction.REOPENED else term
    is_draft = ended is not None and ended.action is TermAction.DISCARDED
    return ThemeLife(starts, None if is_draft else ended, ended if is_draft else None)
