"""Read the histories of cases as events, without anything that a person said."""

from collections.abc import Iterator
from datetime import date

from core.cases.models import CaseFilter, Version
from core.errors import CaseErasedError, ServiceError
from core.monitoring.models import EventLog, LogEvent
from core.monitoring.own_log import events_of_case, numbered
from core.ports import Stores
from core.review.terms import terms_of
from core.themes.publishing import ThemeVersion
from core.working_days import WorkingCalendar

_AT_ONCE = 500


def own_log_in(stores: Stores, calendar: WorkingCalendar, today: date) -> EventLog:
    """Return the events of every case of the hall, and the cases that cannot be read.

    What a case said may have been erased; then nothing is left to read, and nothing is missing.
    """
    reader = _CaseReader(stores, calendar, today)
    events = [event for number in _numbers(stores) for event in reader.events(number)]
    return EventLog(tuple(numbered(events)), unread=tuple(reader.unread))


class _CaseReader:
    """Reads one case after the other; each version of a theme once."""

    def __init__(self, stores: Stores, calendar: WorkingCalendar, today: date) -> None:
        self._stores = stores
        self._calendar = calendar
        self._today = today
        self._versions: dict[Version, ThemeVersion] = {}
        self.unread: list[str] = []

    def events(self, number: str) -> list[LogEvent]:
        """Return the events of a case, or none where it cannot be read, which is noted."""
        try:
            case = self._stores.cases.get(number)
            application = case.application
            version = self._version((application.theme_code, application.theme_version))
        except CaseErasedError:
            return []
        except ServiceError:
            self.unread.append(number)
            return []
        matters = [code for code in case.matters if code in version.catalogue.matters]
        terms = terms_of(matters, version.theme.precedence, version.catalogue)
        return list(events_of_case(case, terms, self._calendar, self._today))

    def _version(self, kept: Version) -> ThemeVersion:
        if kept not in self._versions:
            self._versions[kept] = self._stores.themes.version(*kept)
        return self._versions[kept]


def _numbers(stores: Stores) -> Iterator[str]:
    skip = 0
    while lines := stores.cases.found(CaseFilter(), skip=skip, limit=_AT_ONCE):
        yield from (line.number for line in lines)
        skip += _AT_ONCE
