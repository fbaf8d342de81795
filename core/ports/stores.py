"""What the library, the themes, the cases and the staff are kept in."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from core.cases.models import Case, CaseFilter, CaseLine, CaseOutline, CaseStatus, Event, Upload
from core.catalogue.packages import Package
from core.ports.kept_designs import Draft, DraftStep, LibraryChange, LibraryFile
from core.situations.observing import Counts
from core.staff.models import Account, Role, StaffSession
from core.themes.publishing import ThemeVersion
from core.themes.verifying.acceptances import Acceptance


class CatalogueStore(Protocol):
    """Keeps the matter library."""

    def is_empty(self) -> bool:
        """Say whether there is no file at all."""

    def read(self) -> Package:
        """Return the catalogue as it stands now."""

    def files(self) -> Mapping[str, LibraryFile]:
        """Return the files that it stands in, by name."""

    def digests(self) -> Mapping[str, str]:
        """Return the SHA-256 of each of these files, by name."""

    def replace(
        self, files: Mapping[str, bytes], *, at: datetime, by: str, reason: str = ""
    ) -> None:
        """Replace the whole library by the files of a catalogue directory."""

    def put(self, files: Mapping[str, bytes], *, at: datetime, by: str, reason: str = "") -> None:
        """Insert or replace some files; all others stay as they are."""

    def file(self, name: str) -> LibraryFile | None:
        """Return one file, if it is there; nobody else changes it until the transaction ends."""

    def changes(self, name: str) -> tuple[LibraryChange, ...]:
        """Return how a file changed, the first first; nothing if it is as it came."""


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
        """Return every draft that can be read, by code."""

    def draft_codes(self) -> tuple[str, ...]:
        """Return the code of every draft, in order, whatever became of it."""

    def draft(self, code: str) -> Draft | None:
        """Return the draft of a theme, if there is one."""

    def draft_revision(self, code: str) -> int | None:
        """Return how often the draft of a theme was saved, locking nothing, if there is one."""

    def add_draft(self, draft: Draft) -> bool:
        """Insert a draft; say whether there was none, not even a moment ago."""

    def save_draft(self, draft: Draft) -> None:
        """Insert or replace a draft."""


class StepStore(Protocol):
    """Keeps the steps of drafts, each with the theme as it was after it."""

    def of(self, code: str) -> tuple[DraftStep, ...]:
        """Return the steps of a draft, the oldest first."""

    def document(self, code: str, number: int) -> Mapping[str, Any] | None:
        """Return the theme after a step, if that step is kept."""

    def documents(self, code: str) -> tuple[Mapping[str, Any], ...]:
        """Return the theme after each step, the newest first, then those taken back."""

    def add(self, code: str, step: DraftStep, document: Mapping[str, Any]) -> None:
        """Add a step."""

    def go_to(self, code: str, number: int) -> None:
        """Take back every step after this one, and do again every step up to it."""

    def forget(self, code: str, numbers: Iterable[int]) -> None:
        """Remove steps."""


class RecordStore(Protocol):
    """Looks over what is kept."""

    def spoilt(self) -> tuple[str, ...]:
        """Return which rows make no sense, named by table and key."""


class CaseStore(Protocol):
    """Keeps cases and their histories."""

    def get(self, number: str, *, to_change: bool = False) -> Case:
        """Return one case, or raise :class:`~core.errors.CaseNotFoundError`.

        With ``to_change`` nobody else changes it until the transaction ends.
        """

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

    def erase(self, event: Event) -> frozenset[str]:
        """Destroy the key of a case with the entry that says so; return the digests of its files.

        Raises :class:`~core.errors.CaseErasedError` if that was done before.
        """

    def latest(self, limit: int) -> tuple[CaseLine, ...]:
        """Return the cases that came last, newest first."""

    def found(self, wanted: CaseFilter, *, skip: int, limit: int) -> tuple[CaseLine, ...]:
        """Return cases among all of the hall, newest first, without the first so many."""

    def count(self, wanted: CaseFilter) -> int:
        """Return how many cases of the hall are wanted."""

    def received_since(self, at: datetime) -> Mapping[str, int]:
        """Return how many cases of each theme have come in since a moment."""

    def running_by_version(self, matter: str | None = None) -> Mapping[tuple[str, int], int]:
        """Return how many unfinished cases there are, all or with a matter, by version."""


class CaseOutlineStore(Protocol):
    """Goes on with many cases at once, without what was said in them."""

    def of(self, numbers: Iterable[str], *, to_change: bool = True) -> tuple[CaseOutline, ...]:
        """Return cases whose histories are as they were written; others are set aside and told.

        With ``to_change`` nobody else changes them until the transaction ends.
        """

    def append(self, cases: Sequence[CaseOutline], events: Sequence[Event]) -> None:
        """Append entries to the histories of cases, and write where these stand after them."""


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
    """Keeps accounts of the staff and their sessions."""

    def accounts(self) -> tuple[Account, ...]:
        """Return every account, by name."""

    def account(
        self, username: str, *, to_act: bool = False, to_change: bool = False
    ) -> Account | None:
        """Return an account, if there is one.

        With ``to_act`` nobody changes it until the transaction ends, though several may act;
        with ``to_change`` nobody else does either.
        """

    def add_account(self, account: Account) -> bool:
        """Insert an account; say whether its name was free."""

    def set_password_hash(self, username: str, password_hash: str) -> bool:
        """Write another password hash; say whether there is such an account."""

    def set_roles(self, username: str, roles: Sequence[Role], department: str) -> bool:
        """Write other roles and another department; say whether there is such an account."""

    def switch_off(self, username: str) -> bool:
        """Switch an account off; say whether there is such an account."""

    def switch_on(self, username: str) -> bool:
        """Switch an account on; say whether there is such an account."""

    def last_seen(self) -> Mapping[str, datetime]:
        """Return when something was last done by each account, as far as sessions are kept."""

    def sessions_of(self, username: str) -> tuple[StaffSession, ...]:
        """Return the sessions of an account that were not ended by hand, the newest first."""

    def session(
        self, digest: str, *, to_act: bool = False, to_change: bool = False
    ) -> StaffSession | None:
        """Return a session, open or not.

        With ``to_act`` nobody ends it until the transaction ends, though several may act by it;
        with ``to_change`` nobody else does either.
        """

    def add_session(self, session: StaffSession) -> None:
        """Insert a session."""

    def see_session(self, digest: str, at: datetime) -> None:
        """Write down that something was done by a session; what was seen later stays."""

    def revoke_session(self, digest: str, at: datetime) -> None:
        """End one session, if it is there and has not ended."""

    def revoke_sessions_of(self, username: str, at: datetime) -> None:
        """End every session of an account that has not ended."""
