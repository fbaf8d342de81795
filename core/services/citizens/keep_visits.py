"""Leave a visit and come back to it: sealed, for seven days, behind a number and a code.

Whoever has the number alone tries slower and slower; whoever has the database alone has nothing.
"""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from core.cases.numbering import ALPHABET
from core.errors import (
    NotKeptError,
    OutcomeUnknownError,
    ResumeCodeLockedError,
    ResumeCodeUnknownError,
    StorageError,
    WrongCodeError,
    unsaved_is_unread,
)
from core.ports import Clock, Randomness, Sealer, Transaction
from core.privacy.retention import RETENTION, Retention
from core.services.citizens.lease_files import FileLeases
from core.services.citizens.sealed_visits import SealedVisits, VisitState
from core.services.guard_secrets import SecretGuard
from core.visits.models import KeptVisit
from core.visits.passing import (
    CODE_SYMBOLS,
    DIGITS,
    MOST_TRIES,
    RESUME_NUMBER_SYMBOLS,
    digest_of,
    is_resume_number,
    read_resume_number,
    resume_number,
)


@dataclass(frozen=True, slots=True)
class ResumeCode:
    """What somebody takes along: the number, the code, and until when both are good."""

    number: str = field(repr=False)
    code: str = field(repr=False)
    expires_at: datetime


class VisitKeeper:
    """Keeps visits, if there is a sealer."""

    def __init__(
        self,
        *,
        transaction: Transaction,
        clock: Clock,
        randomness: Randomness,
        sealer: Sealer | None,
        leases: FileLeases,
        retention: Retention = RETENTION,
    ) -> None:
        self._lasts = retention.visits
        self._transaction = transaction
        self._clock = clock
        self._randomness = randomness
        self._sealed = SealedVisits(VisitState, sealer)
        self._leases = leases
        self._guard = SecretGuard(
            "slip",
            free=MOST_TRIES,
            refusal=ResumeCodeLockedError,
            transaction=transaction,
            clock=clock,
        )

    @property
    def keeps(self) -> bool:
        """Say whether visits can be kept here."""
        return self._sealed.can_seal

    def keep(self, state: VisitState) -> ResumeCode:
        """Keep a visit and return what opens it.

        Raises:
            NotKeptError: If visits are not kept here.
            StorageError: If it could not be written.
        """
        if not self.keeps:
            raise NotKeptError
        symbols = self._randomness(RESUME_NUMBER_SYMBOLS, ALPHABET)
        code = self._randomness(CODE_SYMBOLS, DIGITS)
        now = self._clock()
        sealed = self._sealed.seal(state, _secret(symbols, code))
        kept = KeptVisit(digest_of(symbols), sealed, now + self._lasts)
        with self._transaction() as stores:
            stores.visits.keep(kept)
            stores.leases.extend(state.application.submission_key, kept.expires_at)
        return ResumeCode(resume_number(symbols), code, kept.expires_at)

    def resume(self, number: str, code: str, *, place: str = "") -> VisitState:
        """Return a visit and let go of it here: it goes on in one place.

        Its files are held from now on as those of any visit that lives.

        Args:
            number: The number of the resume code.
            code: The six digits.
            place: Where somebody tries.

        Raises:
            ResumeCodeUnknownError: If nothing is kept under the number.
            WrongCodeError: If the code does not fit.
            ResumeCodeLockedError: If it is too early to try again. The visit is kept.
            AlteredRecordError: If it was altered, or makes no sense. It stays, for the operator.
            StoreUnreadableError: If that cannot be found out. It stays as well.
        """
        digest, state = self._open(number, code, place)
        return self._let_go(digest, state, place)

    def look(self, number: str, code: str, *, place: str = "") -> VisitState:
        """Return a visit that stays where it is, for whoever is shown number and code.

        Raises:
            ResumeCodeUnknownError, WrongCodeError, ResumeCodeLockedError: As :meth:`resume` does.
        """
        digest, state = self._open(number, code, place)
        with suppress(StorageError):  # it was only looked at
            self._guard.passed(digest, place)
        return state

    def erase(self, number: str, code: str, *, place: str = "") -> None:
        """Erase a visit and its files at once: nobody goes on with it (个人信息保护法 47).

        Raises:
            ResumeCodeUnknownError, WrongCodeError, ResumeCodeLockedError: As :meth:`resume` does.
        """
        digest, state = self._open(number, code, place)
        self._let_go(digest, state, place)
        self._leases.let_go(state.application.submission_key)

    def _open(self, number: str, code: str, place: str) -> tuple[str, VisitState]:
        if not self.keeps:
            raise NotKeptError
        symbols = read_resume_number(number)
        if not is_resume_number(symbols):
            raise ResumeCodeUnknownError
        digest = digest_of(symbols)
        with unsaved_is_unread():  # it is only looked at, though attempts are counted
            left = self._guard.count(digest, place)
            with self._transaction() as stores:
                kept = stores.visits.kept(digest)
        if kept is None or kept.expires_at <= self._clock():
            raise ResumeCodeUnknownError
        state = self._sealed.open(kept.sealed, _secret(symbols, code.strip()))
        if state is None:
            raise WrongCodeError(tries=left) if left > 0 else self._guard.refusal()
        return digest, state

    def _let_go(self, digest: str, state: VisitState, place: str) -> VisitState:
        # Where the answer is lost, the visit is here all the same: better twice than nowhere.
        with unsaved_is_unread(), suppress(OutcomeUnknownError), self._transaction() as stores:
            if not stores.visits.forget(digest):  # somebody else was faster
                raise ResumeCodeUnknownError
            until = self._clock() + self._leases.lasts
            stores.leases.extend(state.application.submission_key, until)
        with suppress(StorageError):  # the visit is here and nowhere else
            self._guard.passed(digest, place)
        return state


def _secret(symbols: str, code: str) -> str:
    return f"{symbols}:{code}"
