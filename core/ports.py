"""What the core needs from outside, as protocols that the outside implements."""

from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from core.cases.models import Application, Case, CaseLine, CaseStatus, Event, Upload
from core.catalogue.packages import Package
from core.forms.prefilling import LicenceCopy
from core.forms.sources import ValueSource
from core.receipts.models import PaperForm
from core.situations.observing import Counts
from core.staff.models import Account, Failures, StaffSession
from core.themes.publishing import ThemeVersion
from core.themes.verifying.acceptances import Acceptance
from core.visits.models import HelpCall, KeptVisit, PhoneLink
from core.visits.pace import Taken, Work

Clock = Callable[[], datetime]
"""Returns the present moment, with its time zone."""

Randomness = Callable[[int, str], str]
"""Returns so many unpredictable symbols of an alphabet."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A theme in the making: plain data in catalogue format 1, saved as it stands.

    ``revision`` counts the saves; somebody who saves over a newer revision is told.
    """

    code: str
    document: Mapping[str, Any]
    revision: int
    saved_at: datetime
    saved_by: str


class CatalogueStore(Protocol):
    """Keeps the matter library."""

    def read(self) -> Package:
        """Return the catalogue as it stands now."""

    def replace(self, files: Mapping[str, bytes], *, at: datetime, by: str) -> None:
        """Replace the whole library by the files of a catalogue directory."""

    def put(self, files: Mapping[str, bytes], *, at: datetime, by: str) -> None:
        """Insert or replace some files; all others stay as they are."""


class ThemeStore(Protocol):
    """Keeps drafts and published versions of themes."""

    def published_codes(self) -> tuple[str, ...]:
        """Return the codes of the themes that have a published version, in order."""

    def latest_numbers(self) -> Mapping[str, int]:
        """Return the number of the newest version of every published theme, in order of code."""

    def latest(self, code: str) -> ThemeVersion:
        """Return the newest version, or raise :class:`~core.errors.UnknownThemeError`."""

    def version(self, code: str, number: int) -> ThemeVersion:
        """Return one version, or raise :class:`~core.errors.UnknownThemeError`."""

    def publish(self, version: ThemeVersion) -> None:
        """Add a version. Versions are never changed or removed."""

    def drafts(self) -> tuple[Draft, ...]:
        """Return every draft, by code."""

    def draft(self, code: str) -> Draft | None:
        """Return the draft of a theme, if there is one."""

    def save_draft(self, draft: Draft) -> None:
        """Insert or replace a draft."""


class CaseStore(Protocol):
    """Keeps cases and their histories."""

    def get(self, number: str) -> Case:
        """Return one case, or raise :class:`~core.errors.CaseNotFoundError`."""

    def submitted_as(self, submission_key: str) -> Case | None:
        """Return the case that a submission became, if it did."""

    def exists(self, number: str) -> bool:
        """Say whether a number is taken."""

    def add(self, case: Case) -> None:
        """Insert a case with its history."""

    def append(self, event: Event) -> None:
        """Append one entry to the history of its case."""

    def add_file(self, number: str, upload: Upload) -> None:
        """Add a file that was handed in after the rest."""

    def set_status(self, number: str, status: CaseStatus) -> None:
        """Write down where a case stands now."""

    def latest(self, limit: int) -> tuple[CaseLine, ...]:
        """Return the cases that came last, newest first."""

    def running_by_version(self, matter: str | None = None) -> Mapping[tuple[str, int], int]:
        """Return how many unfinished cases there are, all or with a matter, by version."""


class AcceptanceStore(Protocol):
    """Keeps who accepts which warning about a theme."""

    def of(self, theme: str) -> tuple[Acceptance, ...]:
        """Return the acceptances that stand."""

    def add(self, theme: str, acceptance: Acceptance) -> None:
        """Add an acceptance; one that stood before is withdrawn by it."""

    def withdraw(self, theme: str, rule: str, place: str, *, by: str, at: datetime) -> None:
        """Let an acceptance stand no longer; it stays on record."""


class AnswerStore(Protocol):
    """Counts answers to questions, class by class, and keeps nothing else of them."""

    def count(self, theme: str, answers: Mapping[str, str]) -> None:
        """Count one answer to each of some questions."""

    def counts(self, theme: str) -> Counts:
        """Return how often each class of answers to each question of a theme was given."""


class StaffStore(Protocol):
    """Keeps accounts of the staff, their sessions, and failed attempts to log in."""

    def accounts(self) -> tuple[Account, ...]:
        """Return every account, by name."""

    def account(self, username: str) -> Account | None:
        """Return an account, if there is one."""

    def save_account(self, account: Account) -> None:
        """Insert or replace an account."""

    def failures(self, username: str) -> Failures:
        """Return the failed attempts under a name, whether or not an account bears it."""

    def save_failures(self, username: str, failures: Failures) -> None:
        """Replace the failed attempts under a name; none are forgotten."""

    def forget_failures(self, before: datetime) -> None:
        """Forget the failed attempts of every name that was last tried before."""

    def session(self, digest: str) -> StaffSession | None:
        """Return a session, open or not."""

    def add_session(self, session: StaffSession) -> None:
        """Insert a session."""

    def revoke_session(self, digest: str, at: datetime) -> None:
        """End one session, if it is there and has not ended."""

    def revoke_sessions_of(self, username: str, at: datetime) -> None:
        """End every session of an account that has not ended."""


class VisitStore(Protocol):
    """Keeps what visits pass on: links to phones, files on the way, visits left for later."""

    def add_link(self, link: PhoneLink) -> None:
        """Insert a link."""

    def link(self, digest: str) -> PhoneLink | None:
        """Return a link, over or not."""

    def add_file(self, digest: str, upload: Upload) -> None:
        """Insert a file that came by a link."""

    def waiting_files(self, digest: str) -> int:
        """Return how many files of a link nobody has taken yet."""

    def take_files(self, digest: str) -> tuple[Upload, ...]:
        """Remove the files that came by a link and return them, in the order they came."""

    def end_links(self, visit: str) -> None:
        """Remove the links of a visit and what came by them."""

    def keep(self, visit: KeptVisit) -> None:
        """Insert or replace a visit left for later."""

    def kept(self, digest: str) -> KeptVisit | None:
        """Return a visit left for later, if it is there."""

    def forget(self, digest: str) -> None:
        """Remove a visit left for later."""

    def forget_expired(self, now: datetime) -> int:
        """Remove every link, file and visit whose time is over; return how many there were."""


class HelpStore(Protocol):
    """Keeps calls for help."""

    def add(self, *, kiosk: str, step: str, at: datetime) -> HelpCall:
        """Insert a call."""

    def open_calls(self) -> tuple[HelpCall, ...]:
        """Return the calls that nobody has answered, the longest waiting first."""

    def answer(self, number: int, *, by: str, at: datetime) -> None:
        """Write down who answers a call; the first stays."""


class HoldStore(Protocol):
    """Keeps who holds which file until a case has it."""

    def hold(self, digest: str, *, holder: str, until: datetime) -> None:
        """Write down that a file is held; holding it again changes only until when."""

    def extend(self, holder: str, until: datetime) -> None:
        """Hold everything that somebody holds until another time."""

    def let_go(self, holder: str) -> frozenset[str]:
        """Let go of everything that somebody holds, and return it."""

    def let_go_before(self, now: datetime) -> frozenset[str]:
        """Let go of everything that was to be held no longer than that, and return it."""

    def used(self, digests: Collection[str]) -> frozenset[str]:
        """Return which files are held, or belong to a case."""


class PaceStore(Protocol):
    """Adds up how long work at the kiosks took, and keeps nothing else of it."""

    def observed(self) -> Mapping[Work, Taken]:
        """Return how much work took how long so far."""

    def add(self, taken: Mapping[Work, Taken]) -> None:
        """Add how long some work took."""


class FileStore(Protocol):
    """Keeps files by the SHA-256 of their content."""

    def put(self, content: bytes) -> str:
        """Write a file durably and return its digest; writing it again changes nothing."""

    def get(self, digest: str) -> bytes:
        """Return a file, or raise :class:`~core.errors.StorageError`."""

    def remove(self, digest: str) -> None:
        """Remove a file; one that is not there is no error."""


@dataclass(frozen=True, slots=True)
class Stores:
    """The stores of one transaction."""

    catalogue: CatalogueStore
    themes: ThemeStore
    cases: CaseStore
    staff: StaffStore
    answers: AnswerStore
    acceptances: AcceptanceStore
    visits: VisitStore
    help: HelpStore
    holds: HoldStore
    pace: PaceStore


Transaction = Callable[[], AbstractContextManager[Stores]]
"""Opens the stores for one use case; leaving it normally commits, durably."""


class Sealer(Protocol):
    """Seals what somebody leaves here, so that it opens by their secret alone."""

    def seal(self, content: bytes, secret: str) -> bytes:
        """Return what may be stored."""

    def open(self, sealed: bytes, secret: str) -> bytes | None:
        """Return what was sealed, or nothing if the secret is another one."""


class PasswordHasher(Protocol):
    """Keeps passwords so that nobody can read them."""

    def hash(self, password: str) -> str:
        """Return what may be stored of a password."""

    def matches(self, password: str, password_hash: str) -> bool:
        """Say whether a password is the one that was stored."""


@dataclass(frozen=True, slots=True)
class LicenceRequest:
    """What is asked of a licence library: one licence of one holder, and why.

    Only ``elements`` may come back; ``theme`` and ``matters`` are the purpose, ``consent``
    refers to the holder's agreement.
    """

    licence: str
    holder_number: str = field(repr=False)  # personal, so in no log
    elements: tuple[str, ...]
    theme: str
    matters: tuple[str, ...]
    consent: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Who was identified, and when. ``method`` is card, or another way that is as sure."""

    number: str = field(repr=False)  # personal, so in no log; as is the name
    name: str = field(repr=False)
    method: str
    read_at: datetime


class IdentityMethod(StrEnum):
    """How somebody is identified: by their card, their face, or a code their phone confirms."""

    CARD = "card"
    FACE = "face"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class IdentityCode:
    """A code that somebody's phone confirms; ``shown`` is what stands in it."""

    reference: str = field(repr=False)
    shown: str = field(repr=False)


class IdentityReader(Protocol):
    """Identifies who stands at the kiosk: an ID-card reader, or a service behind it."""

    @property
    def methods(self) -> tuple[IdentityMethod, ...]:
        """Return how it can identify somebody."""

    def read(self, method: IdentityMethod = IdentityMethod.CARD) -> Identity:
        """Return who put their card on the reader, or who looks into the camera.

        Raises:
            NoIdentityError: If there is nobody.
            SourceUnreachableError: If there is no answer that can be used.
        """

    def show_code(self) -> IdentityCode:
        """Return a code for somebody's phone.

        Raises:
            SourceUnreachableError: If there is no answer that can be used.
        """

    def read_code(self, code: IdentityCode) -> Identity | None:
        """Return who confirmed a code; nobody yet is nothing.

        Raises:
            NoIdentityError: If it is over, or was refused.
            SourceUnreachableError: If there is no answer that can be used.
        """


class LicenceLibrary(Protocol):
    """Looks up electronic licences (电子证照库) or shared data, and their status now."""

    def query(self, request: LicenceRequest) -> LicenceCopy:
        """Return the parts of a licence that were asked for.

        Raises:
            LicenceNotFoundError: If this holder has no such licence.
            SourceUnreachableError: If there is no answer that can be used.
        """


@dataclass(frozen=True, slots=True)
class Sources:
    """Whom a kiosk can ask instead of the applicant; each may be absent."""

    licences: LicenceLibrary | None = None
    shared_data: LicenceLibrary | None = None
    identity: IdentityReader | None = None

    @property
    def libraries(self) -> dict[ValueSource, LicenceLibrary]:
        """Return what can be asked for values, by the source that they then have."""
        given = {
            ValueSource.E_LICENCE: self.licences,
            ValueSource.DATA_SHARING: self.shared_data,
        }
        return {source: one for source, one in given.items() if one is not None}


class Printer(Protocol):
    """Turns the content of a paper into a PDF."""

    def receipt(self, content: Any) -> bytes:
        """Return the receipt (收件凭证) as PDF bytes."""

    def department_form(self, content: PaperForm) -> bytes:
        """Return a department's form as PDF bytes."""


__all__ = [
    "AcceptanceStore",
    "AnswerStore",
    "Application",
    "Case",
    "CaseStore",
    "CatalogueStore",
    "Clock",
    "Draft",
    "FileStore",
    "HelpCall",
    "HelpStore",
    "Identity",
    "IdentityReader",
    "KeptVisit",
    "LicenceCopy",
    "LicenceLibrary",
    "LicenceRequest",
    "PasswordHasher",
    "PhoneLink",
    "Printer",
    "Randomness",
    "Sealer",
    "Sources",
    "StaffStore",
    "Stores",
    "ThemeStore",
    "Transaction",
    "Upload",
    "VisitStore",
]  # fmt: skip
