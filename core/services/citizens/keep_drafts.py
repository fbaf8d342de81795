"""Keep what somebody is about for as long as their page is open, across a restart of the server.

The key lives in the page alone, in the memory of the browser. Whoever has the database, the secret
of the installation and the log has nothing: a page that is loaded anew cannot open it either.
"""

from contextlib import suppress
from datetime import timedelta

from core.errors import StorageError
from core.ports import Clock, Sealer, Transaction
from core.services.citizens.sealed_visits import SealedVisits, VisitState
from core.visits.models import KeptVisit
from core.visits.passing import digest_of

DRAFT_LASTS = timedelta(minutes=10)


class DraftKeeper:
    """Keeps drafts, if there is a sealer. Each page has one, under its own key."""

    def __init__(self, *, transaction: Transaction, clock: Clock, sealer: Sealer | None) -> None:
        self._transaction = transaction
        self._clock = clock
        self._sealed = SealedVisits(VisitState, sealer)

    @property
    def keeps(self) -> bool:
        """Say whether drafts are kept here."""
        return self._sealed.can_seal

    def keep(self, state: VisitState, key: str) -> None:
        """Keep a draft in the place of what was kept under the key.

        Raises:
            StorageError: If it could not be written.
        """
        if not self.keeps:
            return
        sealed = self._sealed.seal(state, key)
        with self._transaction() as stores:
            until = self._clock() + DRAFT_LASTS
            stores.visits.keep(KeptVisit(_digest(key), sealed, until))

    def find(self, key: str) -> VisitState | None:
        """Return the draft of a page, if it is still there. It stays until it is dropped.

        Raises:
            AlteredRecordError: If it was altered, or makes no sense.
            StorageError: If that cannot be found out.
        """
        if not self.keeps:
            return None
        with self._transaction() as stores:
            kept = stores.visits.kept(_digest(key))
        if kept is None or kept.expires_at <= self._clock():
            return None
        return self._sealed.open(kept.sealed, key)

    def drop(self, key: str) -> None:
        """Remove a draft; one that cannot be removed now is swept away within minutes."""
        with suppress(StorageError), self._transaction() as stores:
            stores.visits.forget(_digest(key))


def _digest(key: str) -> str:
    """Return under what a draft is kept: nothing that a resume number could be."""
    return digest_of(f"draft:{key}")
