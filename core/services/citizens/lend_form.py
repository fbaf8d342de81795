"""A form goes to the applicant's phone and comes back: one visit, held in one place at a time.

The visit so far lies between the two, sealed by the token that stands in the square code alone.
The phone keeps there what it fills in, page by page, so that the kiosk shows how far it is. Taking
it back takes it away: whatever the phone keeps after that is refused, and it is told so.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from core.errors import LinkExpiredError
from core.ports import Clock, Randomness, Sealer, Stores, Transaction
from core.services.citizens.sealed_visits import SealedVisits, VisitState
from core.visits.models import KeptVisit
from core.visits.passing import LINK_LASTS, TOKEN_ALPHABET, TOKEN_SYMBOLS, digest_of


@dataclass(frozen=True, slots=True)
class LentForm:
    """A visit that lies between kiosk and phone.

    ``page`` of ``pages`` is filled in now, ``last`` names the entry that was filled in last,
    without what it says. ``is_open`` says that a phone has come, ``is_returned`` that it gave the
    form back. ``changes`` counts what the phone has kept.
    """

    state: VisitState
    page: int = 0
    pages: int = 0
    last: str = ""
    is_open: bool = False
    is_returned: bool = False
    changes: int = 0


class LendForm:
    """Both ends of a form that is filled in on a phone."""

    def __init__(
        self,
        *,
        transaction: Transaction,
        clock: Clock,
        randomness: Randomness,
        sealer: Sealer | None,
    ) -> None:
        self._transaction = transaction
        self._clock = clock
        self._randomness = randomness
        self._sealed = SealedVisits(LentForm, sealer)

    @property
    def lends(self) -> bool:
        """Say whether forms go to phones here: nothing lies there unsealed."""
        return self._sealed.can_seal

    def lend(self, form: LentForm) -> str:
        """Lay a form where a phone gets it, and return the token that opens it.

        Raises:
            NotKeptError: If nothing can be sealed here.
            StorageError: If it could not be written.
        """
        token = self._randomness(TOKEN_SYMBOLS, TOKEN_ALPHABET)
        kept = self._kept(form, token)
        with self._transaction() as stores:
            stores.visits.keep(kept)
        return token

    def look(self, token: str) -> LentForm:
        """Return how far the form is.

        Raises:
            LinkExpiredError: If it was taken back, or nobody has touched it for ten minutes.
        """
        with self._transaction() as stores:
            return self._opened(stores, token)

    def save(self, token: str, change: Callable[[LentForm], LentForm]) -> LentForm:
        """Change the form from the phone; it stays open for ten minutes more.

        Raises:
            LinkExpiredError: If it was taken back, or nobody has touched it for ten minutes.
        """
        with self._transaction() as stores:
            form = self._opened(stores, token, to_change=True)
            changed = change(form)
            changed = replace(changed, changes=form.changes + 1)
            stores.visits.keep(self._kept(changed, token))
        return changed

    def take(self, token: str) -> VisitState:
        """Return the visit and let go of it here: it goes on at the kiosk alone.

        Raises:
            LinkExpiredError: If nobody has touched it for ten minutes, or it was taken already.
        """
        with self._transaction() as stores:
            form = self._opened(stores, token, to_change=True)
            stores.visits.forget(digest_of(token))
        return form.state

    def close(self, token: str) -> None:
        """Remove the visit: the phone can do nothing more with it, and is told so."""
        with self._transaction() as stores:
            stores.visits.forget(digest_of(token))

    def _kept(self, form: LentForm, token: str) -> KeptVisit:
        return KeptVisit(
            digest_of(token), self._sealed.seal(form, token), self._clock() + LINK_LASTS
        )

    def _opened(self, stores: Stores, token: str, *, to_change: bool = False) -> LentForm:
        kept = stores.visits.kept(digest_of(token), to_change=to_change)
        if kept is None or kept.expires_at <= self._clock():
            raise LinkExpiredError
        form = self._sealed.open(kept.sealed, token)
        if form is None:
            raise LinkExpiredError
        return form
