"""What visits leave behind, for as long as it is needed."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from core.cases.models import Upload
from core.visits.models import HelpCall, KeptVisit, PhoneLink
from core.visits.time_estimates import ElapsedTotal, StepKind


class VisitStore(Protocol):
    """Keeps what visits pass on: links to phones, files on the way, visits left for later."""

    def add_link(self, link: PhoneLink) -> None:
        """Insert a link."""

    def link(self, digest: str, *, to_change: bool = False) -> PhoneLink | None:
        """Return a link, over or not.

        With ``to_change`` nobody else gives or takes by it until the transaction ends.
        """

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

    def kept(self, digest: str, *, to_change: bool = False) -> KeptVisit | None:
        """Return a visit left for later, if it is there.

        With ``to_change`` nobody else takes or changes it until the transaction ends.
        """

    def forget(self, digest: str) -> bool:
        """Remove a visit left for later; say whether it was still there."""

    def forget_expired(self, now: datetime) -> int:
        """Remove every link, file and visit whose time is over; return how many there were."""


class HelpStore(Protocol):
    """Keeps calls for help."""

    def add(self, *, kiosk: str, step: str, at: datetime) -> HelpCall:
        """Insert a call, or return the one from this kiosk that nobody has answered."""

    def open_calls(self) -> tuple[HelpCall, ...]:
        """Return the calls that nobody has answered, the longest waiting first."""

    def is_open(self, number: int) -> bool:
        """Say whether nobody has answered a call yet."""

    def answered_by(self, number: int) -> str:
        """Return who answered a call, if somebody did."""

    def answer(self, number: int, *, by: str, at: datetime) -> None:
        """Write down who answers a call; the first stays."""


class FileLeaseStore(Protocol):
    """Keeps who holds which file until a case has it."""

    def hold(self, digest: str, *, holder: str, until: datetime) -> None:
        """Write down that a file is held; holding it again changes only until when."""

    def extend(self, holder: str, until: datetime) -> None:
        """Hold everything that somebody holds until another time."""

    def renew(self, holder: str, until: datetime) -> None:
        """Hold everything that somebody holds at least until then."""

    def let_go(self, holder: str) -> frozenset[str]:
        """Let go of everything that somebody holds, and return it."""

    def let_go_before(self, now: datetime) -> frozenset[str]:
        """Let go of everything that was to be held no longer than that, and return it."""

    def used(self, digests: Collection[str]) -> frozenset[str]:
        """Return which files are held, or belong to a case."""


class ElapsedTimeStore(Protocol):
    """Adds up how long the steps at the kiosks took, and keeps nothing else of it."""

    def observed(self) -> Mapping[StepKind, ElapsedTotal]:
        """Return how many steps of each kind took how long so far."""

    def add(self, totals: Mapping[StepKind, ElapsedTotal]) -> None:
        """Add how long some steps took."""
