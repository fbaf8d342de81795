"""Stand-ins for what the core needs from outside: everything in memory, nothing by chance."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from itertools import count
from types import SimpleNamespace
from typing import Any

from core.cases.models import Case, CaseLine, Event
from core.catalogue.packages import Catalogue
from core.errors import CaseNotFoundError, PrintingError, StorageError, UnknownThemeError
from core.ports import IdentityReader, LicenceLibrary, Sources
from core.services.kiosk import KioskService
from core.themes.publishing import ThemeVersion, checksum_of, snapshot_of

NOW = datetime(2026, 11, 24, 2, 32, tzinfo=UTC)
PDF = b"%PDF-1.7 fake"


class FakeThemes:
    """Every theme of a catalogue, published once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._versions = {code: _published(code, catalogue) for code in sorted(catalogue.themes)}

    def published_codes(self) -> tuple[str, ...]:
        return tuple(self._versions)

    def latest(self, code: str) -> ThemeVersion:
        if code not in self._versions:
            raise UnknownThemeError(code=code)
        return self._versions[code]

    def version(self, code: str, number: int) -> ThemeVersion:
        latest = self.latest(code)
        if latest.version != number:
            raise UnknownThemeError(code=code)
        return latest


def _published(code: str, catalogue: Catalogue) -> ThemeVersion:
    theme = catalogue.themes[code]
    checksum = checksum_of(snapshot_of(theme, catalogue))
    return ThemeVersion(code, 1, theme, catalogue, checksum, NOW, "tests")


class FakeCases:
    """Cases in a dictionary; ``fails`` makes the next writing fail."""

    def __init__(self) -> None:
        self.by_number: dict[str, Case] = {}
        self.fails = False

    def get(self, number: str) -> Case:
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

    def running_by_version(self, matter: str | None = None) -> Mapping[tuple[str, int], int]:
        cases = [c for c in self.by_number.values() if matter is None or matter in c.matters]
        keys = [(c.application.theme_code, c.application.theme_version) for c in cases]
        return {key: keys.count(key) for key in keys}

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


class FakeFiles:
    """Files in a dictionary."""

    def __init__(self) -> None:
        self.by_digest: dict[str, bytes] = {}

    def put(self, content: bytes) -> str:
        digest = sha256(content).hexdigest()
        self.by_digest[digest] = content
        return digest

    def get(self, digest: str) -> bytes:
        return self.by_digest[digest]


class FakePrinter:
    """A printer that notes what it printed; ``fails`` makes it jam."""

    def __init__(self) -> None:
        self.printed: list[Any] = []
        self.fails = False

    def receipt(self, content: Any) -> bytes:
        if self.fails:
            raise PrintingError
        self.printed.append(content)
        return PDF


class FakeKiosk:
    """A kiosk service and the stand-ins behind it."""

    def __init__(
        self,
        catalogue: Catalogue,
        library: LicenceLibrary | None = None,
        demo: Mapping[str, Mapping[str, Any]] | None = None,
        identity: IdentityReader | None = None,
    ) -> None:
        self.themes = FakeThemes(catalogue)
        self.cases = FakeCases()
        self.answers = FakeAnswers()
        self.files = FakeFiles()
        self.printer = FakePrinter()
        self._drawn = count()
        self.service = KioskService(
            transaction=self._transaction,
            files=self.files,
            printer=self.printer,
            clock=lambda: NOW,
            sources=Sources(licences=library, identity=identity),
            sealing_key=b"a key",
            demo=demo,
            randomness=self._symbols,
        )

    @contextmanager
    def _transaction(self) -> Iterator[SimpleNamespace]:
        yield SimpleNamespace(themes=self.themes, cases=self.cases, answers=self.answers)

    def _symbols(self, length: int, alphabet: str) -> str:
        start = next(self._drawn)
        return "".join(alphabet[(start + place) % len(alphabet)] for place in range(length))
