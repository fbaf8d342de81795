"""Write down from which day a version takes effect, and until when a theme is offered."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.errors import InvalidTermError, UnknownThemeError
from core.ports import Stores
from core.services.theme_versions import latest_number
from core.themes.terms import TermAction, ThemeLife, ThemeTerm, life_of
from core.working_days import day_of

__all__ = ["ArchivePlan", "LifeToday", "ThemeLife"]

FARTHEST = timedelta(days=3 * 366)
"""Nobody plans farther ahead: a year was mistyped."""
Said = tuple[datetime, str]
"""When something was said, and by whom."""


@dataclass(frozen=True, slots=True)
class ArchivePlan:
    """Until when a theme can be begun and handed in, and the code of what replaces it."""

    last_day: date
    grace_until: date
    replaced_by: str = ""


@dataclass(frozen=True, slots=True)
class LifeToday:
    """The life of a theme, and which day it is."""

    life: ThemeLife
    today: date


def expect_possible_start(effective_on: date | None, today: date) -> None:
    """Refuse a first day that is over, or years away.

    Raises:
        InvalidTermError: If it is.
    """
    if effective_on is not None and not today <= effective_on <= today + FARTHEST:
        raise InvalidTermError("start", day=effective_on.isoformat())


def start_on(stores: Stores, code: str, version: int, day: date, *, said: Said) -> None:
    """Write down the first day of a version."""
    stores.terms.add(code, ThemeTerm(TermAction.EFFECTIVE, day, *said, version=version))


def reschedule(stores: Stores, code: str, version: int, day: date, *, said: Said) -> None:
    """Write down another first day of a version that is not in effect yet.

    Raises:
        UnknownThemeError, InvalidTermError: If it cannot be so.
    """
    _expect_published(stores, code, version)
    today = day_of(said[0])
    start = life_of(stores.terms.of(code)).starts.get(version, date.min)
    if start <= today:
        raise InvalidTermError("in_effect", version=version)
    expect_possible_start(day, today)
    start_on(stores, code, version, day, said=said)


def archive(stores: Stores, code: str, plan: ArchivePlan, said: Said) -> None:
    """Write down that a theme is offered no longer.

    Raises:
        UnknownThemeError, InvalidTermError: If it cannot be so.
    """
    _expect_published(stores, code, 1)
    today = day_of(said[0])
    if not today <= plan.last_day <= today + FARTHEST:
        raise InvalidTermError("last_day", day=plan.last_day.isoformat())
    if not plan.last_day <= plan.grace_until <= plan.last_day + FARTHEST:
        raise InvalidTermError("grace", day=plan.grace_until.isoformat())
    if plan.replaced_by:
        _expect_replacement(stores, code, plan.replaced_by)
    grace, other = plan.grace_until, plan.replaced_by
    term = ThemeTerm(
        TermAction.ARCHIVED, plan.last_day, *said, grace_until=grace, replaced_by=other
    )
    stores.terms.add(code, term)


def reopen(stores: Stores, code: str, said: Said) -> None:
    """Write down that an archived theme is offered again.

    Raises:
        InvalidTermError: If it is not archived.
    """
    if life_of(stores.terms.of(code)).archived is None:
        raise InvalidTermError("not_archived")
    stores.terms.add(code, ThemeTerm(TermAction.REOPENED, day_of(said[0]), *said))


def _expect_published(stores: Stores, code: str, version: int) -> None:
    if not 1 <= version <= latest_number(stores, code):
        raise UnknownThemeError(code=code)


def _expect_replacement(stores: Stores, code: str, other: str) -> None:
    """Refuse what replaces itself, is not published, or is archived in its turn."""
    _expect_published(stores, other, 1)
    if other == code or life_of(stores.terms.of(other)).archived is not None:
        raise InvalidTermError("replacement", code=other)
