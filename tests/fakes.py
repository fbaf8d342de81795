"""Stand-ins for what the core needs from outside: everything in memory, nothing by chance."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from itertools import count
from types import MappingProxyType, SimpleNamespace
from typing import Any

from core.attempts import Attempt, Limit
from core.cases.models import Case, CaseLine, CaseStatus, Event, Upload
from core.catalogue.catalogue import Catalogue
from core.catalogue.packages import Package
from core.errors import (
    CaseNotFoundError,
    FileLostError,
    PrintingError,
    StorageError,
    UnknownThemeError,
)
from core.materials.screening import Screened, ScreenState
from core.ports import IdentityReader, LicenceLibrary, Sealer, Sources
from core.review.models import Correction
from core.services.citizens import CitizenPorts, citizen_use_cases
from core.themes.publishing import ThemeVersion, checksum_of, snapshot_of
from core.themes.terms import ThemeTerm
from core.visits.models import HelpCall, KeptVisit, PhoneLink
from core.visits.time_estimates import ElapsedTotal, StepKind

NOW = datetime(2026, 11, 24, 2, 32, tzinfo=UTC)
PDF = b"%PDF-1.7 fake"
PAGE = "<!doctype html><p>fake</p>"


class FakeThemes:
    """Every theme of a catalogue, published once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._versions = _published_themes(catalogue)

    def published_codes(self) -> tuple[str, ...]:
        return tuple(self._versions)

    def latest_numbers(self) -> Mapping[str, int]:
        return dict.fromkeys(self._versions, 1)

    def latest(self, code: str) -> ThemeVersion:
        if code not in self._versions:
            raise UnknownThemeError(code=code)
        return self._versions[code]

    def version(self, code: str, number: int) -> ThemeVersion:
        latest = self.latest(code)
        if latest.version != number:
            raise UnknownThemeError(code=code)
        return latest


class FakeTerms:
    """Nothing was said about the life of any theme: each is in use since it was published."""

    def of(self, code: str) -> tuple[ThemeTerm, ...]:
        return ()

    def every(self) -> Mapping[str, tuple[ThemeTerm, ...]]:
        return {}


class FakeLibrary:
    """The matter library, without its files."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._package = Package(catalogue, (), {})

    def read(self) -> Package:
        return self._package

    def digests(self) -> dict[str, str]:
        return {}


_PUBLISHED: dict[int, tuple[Catalogue, Mapping[str, ThemeVersion]]] = {}
"""What was published last, with its catalogue, so that no other has its identity."""


def _published_themes(catalogue: Catalogue) -> Mapping[str, ThemeVersion]:
    """Return all themes published; most tests ask for those of the same catalogue."""
    if id(catalogue) not in _PUBLISHED:
        versions = {code: _published(code, catalogue) for code in sorted(catalogue.themes)}
        _PUBLISHED.clear()
        _PUBLISHED[id(catalogue)] = catalogue, MappingProxyType(versions)
    return _PUBLISHED[id(catalogue)][1]


def _published(code: str, catalogue: Catalogue) -> ThemeVersion:
    theme = catalogue.themes[code]
    checksum = checksum_of(snapshot_of(theme, catalogue))
    return ThemeVersion(code, 1, theme, catalogue, checksum, NOW, "tests")


class FakeCases:
    """Cases in a dictionary; ``fails`` makes the next writing fail."""

    def __init__(self) -> None:
        self.by_number: dict[str, Case] = {}
        self.fails = False

    def get(self, number: str, *, to_change: bool = False) -> Case:
        if number not in self.by_number:
            raise CaseNotFoundError(case_number=number)
        return self.by_number[number]

    def submitted_as(self, submission_key: str) -> Case | None:
        cases = self.by_number.values()
        return next((c for c in cases if c.application.submission_key == submission_key), None)

    def exists(self, number: str) -> bool:
        return number in self.by_number

    def add(self, case: Case) -> None:
        if self.fails:
            raise StorageError
        self.by_number[case.number] = case

    def latest(self, limit: int) -> tuple[CaseLine, ...]:
        cases = sorted(self.by_number.values(), key=lambda c: c.received_at, reverse=True)
        return tuple(
            CaseLine(
                c.number,
                c.application.theme_code,
                c.application.theme_version,
                c.received_at,
                c.applicant_name,
                c.matters,
            )
            for c in cases[:limit]
        )

    def received_since(self, at: datetime) -> Mapping[str, int]:
        codes = [c.application.theme_code for c in self.by_number.values() if c.received_at >= at]
        return {code: codes.count(code) for code in codes}

    def running_by_version(self, matter: str | None = None) -> Mapping[tuple[str, int], int]:
        cases = [c for c in self.by_number.values() if matter is None or matter in c.matters]
        keys = [(c.application.theme_code, c.application.theme_version) for c in cases]
        return {key: keys.count(key) for key in keys}

    def add_file(self, number: str, upload: Upload) -> None:
        case = self.get(number)
        application = replace(case.application, uploads=(*case.application.uploads, upload))
        self.by_number[number] = replace(case, application=application)

    def set_status(self, number: str, status: CaseStatus) -> None:
        self.by_number[number] = replace(self.get(number), status=status)

    def append(self, event: Event) -> None:
        case = self.get(event.case_number)
        self.by_number[case.number] = replace(case, history=(*case.history, event))


class FakeAnswers:
    """Counts of answers in a dictionary."""

    def __init__(self) -> None:
        self.by_theme: dict[str, dict[str, dict[str, int]]] = {}

    def count(self, theme: str, answers: Mapping[str, str]) -> None:
        for question, answer in answers.items():
            counts = self.by_theme.setdefault(theme, {}).setdefault(question, {})
            counts[answer] = counts.get(answer, 0) + 1

    def counts(self, theme: str) -> Mapping[str, Mapping[str, int]]:
        return self.by_theme.get(theme, {})


class FakeAttempts:
    """Attempts in a dictionary: what the rule says, one attempt after another."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[int, datetime]] = {}

    @property
    def names(self) -> set[str]:
        return set(self._made)

    def count(self, name: str, limit: Limit, *, at: datetime) -> Attempt:
        count, last_at = self._made.get(name, (0, at))
        if count and at < last_at + limit.wait_after(count):
            return Attempt(count, last_at + limit.wait_after(count))
        is_in_a_row = at < last_at + limit.forgotten_after
        self._made[name] = (count + 1 if is_in_a_row else 1, at)
        return Attempt(self._made[name][0])

    def take_back(self, name: str) -> None:
        count, last_at = self._made.get(name, (0, NOW))
        if count:
            self._made[name] = (count - 1, last_at)

    def forget(self, name: str) -> None:
        self._made.pop(name, None)

    def forget_before(self, at: datetime) -> None:
        self._made = {name: made for name, made in self._made.items() if made[1] >= at}


class FakeVisits:
    """Links, files on the way and kept visits, in dictionaries."""

    def __init__(self) -> None:
        self.links: dict[str, PhoneLink] = {}
        self.files: dict[str, list[Upload]] = {}
        self.visits: dict[str, KeptVisit] = {}

    def add_link(self, link: PhoneLink) -> None:
        self.links[link.digest] = link

    def link(self, digest: str, *, to_change: bool = False) -> PhoneLink | None:
        return self.links.get(digest)

    def add_file(self, digest: str, upload: Upload) -> None:
        self.files.setdefault(digest, []).append(upload)

    def waiting_files(self, digest: str) -> int:
        return len(self.files.get(digest, ()))

    def take_files(self, digest: str) -> tuple[Upload, ...]:
        return tuple(self.files.pop(digest, ()))

    def end_links(self, visit: str) -> None:
        self.links = {key: link for key, link in self.links.items() if link.visit != visit}

    def keep(self, visit: KeptVisit) -> None:
        self.visits[visit.digest] = visit

    def kept(self, digest: str) -> KeptVisit | None:
        return self.visits.get(digest)

    def forget(self, digest: str) -> bool:
        return self.visits.pop(digest, None) is not None

    def forget_expired(self, now: datetime) -> int:
        return 0


class FakePaperForms:
    """No form was ever printed."""

    def exists(self, number: str) -> bool:
        return False


class FakeHelp:
    """Calls for help in a list."""

    def __init__(self) -> None:
        self.calls: list[HelpCall] = []

    def add(self, *, kiosk: str, step: str, at: datetime) -> HelpCall:
        waiting = [
            waiting_call for waiting_call in self.open_calls() if waiting_call.kiosk == kiosk
        ]
        if waiting:
            return waiting[0]
        self.calls.append(HelpCall(len(self.calls) + 1, kiosk, step, at))
        return self.calls[-1]

    def answered_by(self, number: int) -> str:
        return ""

    def is_open(self, number: int) -> bool:
        return any(call.number == number for call in self.open_calls())

    def open_calls(self) -> tuple[HelpCall, ...]:
        return tuple(call for call in self.calls if call.answered_at is None)


class FakeFileLeases:
    """Who holds which file, in a list; a case needs none of them."""

    def __init__(self) -> None:
        self.by_holder: dict[str, set[str]] = {}

    def hold(self, digest: str, *, holder: str, until: datetime) -> None:
        self.by_holder.setdefault(holder, set()).add(digest)

    def extend(self, holder: str, until: datetime) -> None:
        pass

    def renew(self, holder: str, until: datetime) -> None:
        pass

    def let_go(self, holder: str) -> frozenset[str]:
        return frozenset(self.by_holder.pop(holder, ()))

    def used(self, digests: Any) -> frozenset[str]:
        return frozenset(digests)


class FakeScreens:
    """What a scanner said of files, in a dictionary."""

    def __init__(self) -> None:
        self.by_digest: dict[str, Screened] = {}

    def write(self, screened: Screened) -> None:
        self.by_digest[screened.digest] = screened

    def of(self, digest: str) -> Screened | None:
        return self.by_digest.get(digest)

    def states(self, digests: Any) -> dict[str, ScreenState]:
        return {
            wanted: self.by_digest[wanted].state for wanted in digests if wanted in self.by_digest
        }

    def forget(self, digests: Any) -> None:
        pass


class FakeElapsedTimes:
    """Sums of how long steps took."""

    def __init__(self) -> None:
        self.taken: dict[StepKind, ElapsedTotal] = {}

    def observed(self) -> Mapping[StepKind, ElapsedTotal]:
        return self.taken

    def add(self, totals: Mapping[StepKind, ElapsedTotal]) -> None:
        for kind, total in totals.items():
            self.taken[kind] = self.taken.get(kind, ElapsedTotal()) + total


class FakeTasks:
    """What is to be done for the matters of cases."""

    def __init__(self) -> None:
        self.written: dict[tuple[str, str], Any] = {}

    def write(self, tasks: Sequence[Any], *, rules: str) -> None:
        self.written |= {(task.case_number, task.matter): task for task in tasks}


class FakeCorrections:
    """Correction notices in a dictionary."""

    def __init__(self) -> None:
        self.by_case: dict[str, list[Correction]] = {}

    def of(self, case_number: str, *, to_change: bool = False) -> tuple[Correction, ...]:
        return tuple(self.by_case.get(case_number, ()))

    def add(self, case_number: str, correction: Correction) -> None:
        self.by_case.setdefault(case_number, []).append(correction)

    def answer(self, case_number: str, correction: Correction, answer: str, at: datetime) -> None:
        acceptances = self.by_case[case_number]
        acceptances[acceptances.index(correction)] = replace(
            correction, answer=answer, answered_at=at
        )


class FakeFiles:
    """Files in a dictionary."""

    def __init__(self) -> None:
        self.by_digest: dict[str, bytes] = {}

    def put(self, content: bytes) -> str:
        digest = sha256(content).hexdigest()
        self.by_digest[digest] = content
        return digest

    def get(self, digest: str) -> bytes:
        if digest not in self.by_digest:
            raise FileLostError(reason="gone", digest=digest)
        return self.by_digest[digest]


class FakePrinter:
    """A printer that notes what it printed; ``fails`` makes it jam."""

    def __init__(self) -> None:
        self.printed: list[Any] = []
        self.fails = False

    def print_paper(self, content: Any) -> bytes:
        if self.fails:
            raise PrintingError
        self.printed.append(content)
        return PDF

    def lay_out(self, content: Any) -> str:
        self.print_paper(content)
        return PAGE


_CHANGED = (
    "attempts",
    "visits",
    "help",
    "elapsed_times",
    "leases",
    "screens",
    "cases",
    "corrections",
    "tasks",
    "answers",
    "files",
    "printer",
)
"""The stores of a kiosk in which anything changes while it is used."""


def _anew(kept: Any) -> Any:
    """Copy what holds things, and not the things: they never change."""
    if isinstance(kept, dict):
        return {key: _anew(value) for key, value in kept.items()}
    return kept.copy() if isinstance(kept, list | set) else kept


class FakeKiosk:
    """A kiosk service and the stand-ins behind it."""

    def __init__(
        self,
        catalogue: Catalogue,
        library: LicenceLibrary | None = None,
        demo: Mapping[str, Mapping[str, Any]] | None = None,
        identity: IdentityReader | None = None,
        sealer: Sealer | None = None,
        draft_sealer: Sealer | None = None,
        shared: LicenceLibrary | None = None,
    ) -> None:
        self.made_of = (catalogue, library, demo, identity, sealer, draft_sealer, shared)
        self.attempts = FakeAttempts()
        self.visits = FakeVisits()
        self.help = FakeHelp()
        self.elapsed_times = FakeElapsedTimes()
        self.leases = FakeFileLeases()
        self.screens = FakeScreens()
        self.themes = FakeThemes(catalogue)
        self.library = FakeLibrary(catalogue)
        self.cases = FakeCases()
        self.corrections = FakeCorrections()
        self.tasks = FakeTasks()
        self.answers = FakeAnswers()
        self.files = FakeFiles()
        self.printer = FakePrinter()
        self._drawn = count()
        self.service = citizen_use_cases(
            CitizenPorts(
                transaction=self._transaction,
                files=self.files,
                printer=self.printer,
                clock=lambda: NOW,
                sources=Sources(library, shared, identity),
                sealing_key=b"a key",
                demo=demo,
                sealer=sealer,
                draft_sealer=draft_sealer,
                name="3",
                home="441200",
                randomness=self._symbols,
            )
        )

    @contextmanager
    def _transaction(self) -> Iterator[SimpleNamespace]:
        yield SimpleNamespace(
            themes=self.themes,
            terms=FakeTerms(),
            cases=self.cases,
            corrections=self.corrections,
            tasks=self.tasks,
            answers=self.answers,
            attempts=self.attempts,
            visits=self.visits,
            help=self.help,
            paper_forms=FakePaperForms(),
            elapsed_times=self.elapsed_times,
            leases=self.leases,
            screens=self.screens,
            catalogue=self.library,
        )

    def kept(self) -> dict[str, dict[str, Any]]:
        """Return all that lies in the stores, as nobody changes it any more."""
        stores = {name: vars(getattr(self, name)) for name in _CHANGED}
        return _anew(stores | {"drawn": {"count": copy(self._drawn)}})

    def keep(self, kept: Mapping[str, Mapping[str, Any]]) -> None:
        """Put into the stores what another kiosk, made of the same, had in its own."""
        for name in _CHANGED:
            vars(getattr(self, name)).update(_anew(kept[name]))
        self._drawn = copy(kept["drawn"]["count"])

    def _symbols(self, length: int, alphabet: str) -> str:
        start = next(self._drawn)
        return "".join(alphabet[(start + place) % len(alphabet)] for place in range(length))
