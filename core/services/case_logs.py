"""The histories of our own cases as one event log, without anything that a person said."""

from collections.abc import Iterable
from datetime import date
from itertools import islice
from threading import Lock

from core.cases.models import Version
from core.catalogue.models import Matter
from core.errors import CaseErasedError, CaseNotFoundError, ServiceError
from core.monitoring.models import EventLog, LogEvent
from core.monitoring.own_log import events_of_case, numbered
from core.ports import Clock, Stores, Transaction
from core.review.terms import terms_of
from core.themes.publishing import ThemeVersion
from core.working_days import WorkingCalendar, day_of

_ENTRIES_AT_ONCE = 1000
_CASES_AT_ONCE = 20


class OwnLog:
    """Knows what happened to the cases of this hall, and reads only what came since.

    The log of all entries says which cases changed. Every transaction reads a few of them: nobody
    waits while a report is made.
    """

    def __init__(self, transaction: Transaction, calendar: WorkingCalendar, clock: Clock) -> None:
        self._transaction = transaction
        self._calendar = calendar
        self._clock = clock
        self._position = 0
        self._versions: dict[Version, ThemeVersion] = {}
        self._events: dict[str, tuple[LogEvent, ...]] = {}
        self._unread: set[str] = set()
        self._log = EventLog(())
        self._reading = Lock()

    def read(self) -> EventLog:
        """Return every event, and the numbers of cases that cannot be read; the same if none came.

        What a case said may have been erased; then nothing is left to read, and nothing is missing.
        """
        with self._reading:
            before = self._position
            while changed := self._next_entries():
                self._read_cases(dict.fromkeys(changed))
                self._position += len(changed)
            if self._position > before:
                events = (event for known in self._events.values() for event in known)
                self._log = EventLog(tuple(numbered(events)), unread=tuple(sorted(self._unread)))
            return self._log

    def _next_entries(self) -> list[str]:
        """Return of each entry that came since whose it is."""
        with self._transaction() as stores:
            entries = stores.log.entries(self._position, _ENTRIES_AT_ONCE)
        return [entry.case_number for entry in entries]

    def _read_cases(self, numbers: Iterable[str]) -> None:
        left = iter(numbers)
        today = day_of(self._clock())
        while some := list(islice(left, _CASES_AT_ONCE)):
            with self._transaction() as stores:
                for number in some:
                    self._read_case(stores, number, today)

    def _read_case(self, stores: Stores, number: str, today: date) -> None:
        self._events.pop(number, None)
        self._unread.discard(number)
        try:
            case = stores.cases.get(number)
            application = case.application
            version = self._version(stores, (application.theme_code, application.theme_version))
        except (CaseErasedError, CaseNotFoundError):
            return
        except ServiceError:
            self._unread.add(number)
            return
        matters = [code for code in case.matters if code in version.catalogue.matters]
        terms = terms_of(matters, version.theme.precedence, version.catalogue)
        documents = {code: _documents(version.catalogue.matters[code]) for code in matters}
        events = events_of_case(case, terms, self._calendar, today, documents=documents)
        self._events[number] = tuple(events)

    def _version(self, stores: Stores, kept: Version) -> ThemeVersion:
        if kept not in self._versions:
            self._versions[kept] = stores.themes.version(*kept)
        return self._versions[kept]


def _documents(matter: Matter) -> frozenset[str]:
    return frozenset(each.document for item in matter.materials for each in item.documents())
