"""Read which matters nobody can apply for any more, or yet, as the library says now.

Only the files that changed are read anew. A library of a city has thousands of matters and few
of them have a last day: no other is read.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from threading import Lock

from core.catalogue.models import Law
from core.catalogue.packages import read_files
from core.catalogue.stops import DatedLibrary, DatedMatter, MatterStop
from core.catalogue.validity import LawIndex
from core.errors import MattersStoppedError, StorageError
from core.ports import Clock, Stores, Transaction
from core.working_days import day_of

_LAWS, _MATTERS = "laws.yaml", "matters/"
_DATES = b"valid_"
"""What stands in the file of a matter that has a first or a last day."""
_REREAD_AFTER = timedelta(minutes=1)


@dataclass(frozen=True)
class _Read:
    """What was read of the library, and the digests of the files that it stood in."""

    digests: Mapping[str, str] = field(default_factory=dict)
    matters: Mapping[str, DatedMatter | None] = field(default_factory=dict)
    library: DatedLibrary = field(default_factory=DatedLibrary)


class MatterStops:
    """Tells which matters are stopped; it reads the library once a minute, or as it is asked."""

    def __init__(self, *, transaction: Transaction, clock: Clock, steady: Clock) -> None:
        """Keep what it needs; ``steady`` measures the minute, ``clock`` says which day it is."""
        self._transaction = transaction
        self._clock = clock
        self._steady = steady
        self._read = _Read()
        self._read_at: datetime | None = None
        self._turn = Lock()

    def __call__(self, matters: Iterable[str]) -> tuple[MatterStop, ...]:
        """Return which of some matters nobody can apply for today; it is a minute old at most."""
        with self._turn:
            self._read_if_due()
        return self._read.library.stops(matters, day_of(self._clock()))

    def expect_none(self, stores: Stores, matters: Iterable[str], on: date) -> None:
        """Refuse matters that nobody can apply for on a day, as this transaction sees the library.

        Raises:
            MattersStoppedError: Naming all of them at once.
        """
        stops = self.library(stores).stops(matters, on)
        if stops:
            raise MattersStoppedError(names=tuple(stop.name for stop in stops))

    def _read_if_due(self) -> None:
        now = self._steady()
        if self._read_at is not None and self._read_at <= now < self._read_at + _REREAD_AFTER:
            return
        self._read_at = now
        # Where it fails, what was read last counts for another minute; handing in asks again.
        with suppress(StorageError), self._transaction() as stores:
            self.library(stores)

    def library(self, stores: Stores) -> DatedLibrary:
        """Return what of the library has days, as this transaction sees it."""
        known, digests = self._read, stores.catalogue.digests()
        if digests != known.digests:
            known = self._read = _read_anew(stores, digests, known)
        return known.library


def _read_anew(stores: Stores, digests: Mapping[str, str], known: _Read) -> _Read:
    contents = {name: file.content for name, file in stores.catalogue.files().items()}
    laws = _laws_in(contents)
    fresh = {name for name in digests if digests[name] == known.digests.get(name)}
    matters = {name: matter for name, matter in known.matters.items() if name in fresh}
    for name in _dated_names(contents, with_laws=bool(laws)):
        _add(matters, name, contents)
    replacing = {code for matter in matters.values() if matter for code in matter.replaced_by}
    for name in _names_with(contents, replacing):
        _add(matters, name, contents)
    by_code: dict[str, DatedMatter] = {}
    for name in sorted(matters):
        matter = matters[name]
        if matter is not None:
            by_code.setdefault(matter.code, matter)
    return _Read(digests, matters, DatedLibrary(by_code, LawIndex(laws)))


def _laws_in(contents: Mapping[str, bytes]) -> list[Law]:
    """Return the laws that have days; of all others nothing can be said."""
    read = read_files({_LAWS: contents[_LAWS]}).catalogue.laws if _LAWS in contents else {}
    return [law for law in read.values() if law.valid_from or law.valid_to]


def _dated_names(contents: Mapping[str, bytes], *, with_laws: bool) -> Iterator[str]:
    for name, content in contents.items():
        if name.startswith(_MATTERS) and (with_laws or _DATES in content):
            yield name


def _names_with(contents: Mapping[str, bytes], codes: Iterable[str]) -> Iterator[str]:
    sought = [code.encode() for code in codes]
    for name, content in contents.items():
        if name.startswith(_MATTERS) and any(code in content for code in sought):
            yield name


def _add(matters: dict[str, DatedMatter | None], name: str, contents: Mapping[str, bytes]) -> None:
    """Read a matter unless that was done; nothing is kept of a file that cannot be read."""
    if name not in matters:
        read = read_files({name: contents[name]}).catalogue.matters.values()
        matters[name] = next(map(DatedMatter.of, read), None)
