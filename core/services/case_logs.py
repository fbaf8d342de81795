"""Read the histories of cases as events, without anything that a person said."""

from collections.abc import Iterator
from datetime import date

from core.cases.models import CaseFilter, Version
from core.errors import ServiceError
from core.monitoring.models import LogEvent
from core.monitoring.own_log import events_of_case, numbered
from core.ports import Stores
from core.review.terms import terms_of
from core.themes.publishing import ThemeVersion
from core.working_days import WorkingCalendar

_AT_ONCE = 500


def events_in(stores: Stores, calendar: WorkingCalendar, today: date) -> tuple[LogEvent, ...]:
    """Return the events of every case of the hall; a case that cannot be read is passed over."""
    return tuple(numbered(_events(stores, calendar, today)))


def _events(stores: Stores, calendar: WorkingCalendar, today: date) -> Iterator[LogEvent]:
    versions: dict[Version, ThemeVersion | None] = {}
    for number in _numbers(stores):
        try:
            case = stores.cases.get(number)
        except ServiceError:  # erased, or set aside and told elsewhere
            continue
        kept = (case.application.theme_code, case.application.theme_version)
        if kept not in versions:
            versions[kept] = _version(stores, kept)
        version = versions[kept]
        if version is not None:
            matters = [code for code in case.matters if code in version.catalogue.matters]
            terms = terms_of(matters, version.theme.precedence, version.catalogue)
            yield from events_of_case(case, terms, calendar, today)


def _version(stores: Stores, kept: Version) -> ThemeVersion | None:
    try:
        return stores.themes.version(*kept)
    except ServiceError:
        return None


def _numbers(stores: Stores) -> Iterator[str]:
    skip = 0
    while lines := stores.cases.found(CaseFilter(), skip=skip, limit=_AT_ONCE):
        yield from (line.number for line in lines)
        skip += _AT_ONCE
