"""What was done to accounts (账号操作记录): when, who, to whom, what, before and after."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.handouts.models import Handout, HandoutColumn, HandoutTable
from core.i18n import listed, translate
from core.staff.account_events import AccountEvent, AccountStanding
from core.working_days import ZONE

_COLUMNS = {"at": 4, "by": 3, "username": 3, "action": 4, "before": 5, "after": 5}


@dataclass(frozen=True, slots=True)
class AccountLogTold:
    """What the log is written from: the events, and what departments are called."""

    events: tuple[AccountEvent, ...]
    departments: Mapping[str, str]
    told_on: date
    locale: str


def account_log_of(brief: AccountLogTold) -> Handout:
    """Return the log as a document, in the order of its events."""
    heads = tuple(
        HandoutColumn(translate(f"handout.accounts.{name}", brief.locale), share)
        for name, share in _COLUMNS.items()
    )
    rows = tuple(event_cells(event, brief.departments, brief.locale) for event in brief.events)
    return Handout(
        title=translate("handout.accounts.title", brief.locale),
        about=brief.told_on.isoformat(),
        parts=(HandoutTable(heads, rows),),
        is_wide=True,
        locale=brief.locale,
    )


def event_cells(
    event: AccountEvent, departments: Mapping[str, str], locale: str
) -> tuple[str, ...]:
    """Return an event in words, a cell for each column."""
    return (
        f"{event.at.astimezone(ZONE):%Y-%m-%d %H:%M}",
        event.by,
        event.username,
        translate(f"accounts.action.{event.action}", locale),
        standing_words(event.before, departments, locale),
        standing_words(event.after, departments, locale),
    )


def standing_words(
    standing: AccountStanding | None, departments: Mapping[str, str], locale: str
) -> str:
    """Return roles and department in words.

    Examples:
        >>> standing_words(None, {}, "en")
        ''
    """
    if standing is None:
        return ""
    roles = [translate(f"designer.role.{role}", locale) for role in standing.roles]
    department = departments.get(standing.department, standing.department)
    return " · ".join(filter(None, (listed(roles, locale), department)))
