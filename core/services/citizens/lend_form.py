"""A form goes to the applicant's phone and comes back: one visit, held in one place at a time.

The visit so far lies between the two, sealed by the token that stands in the square code alone.
The phone keeps there what it fills in, page by page, so that the kiosk shows how far it is. Taking
it back takes it away: whatever the phone keeps after that is refused, and it is told so.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from pydantic import TypeAdapter

from core.errors import AlteredRecordError, LinkExpiredError, NotKeptError, failures_told
from core.ports import Clock, Randomness, Sealer, Stores, Transaction
from core.services.citizens.keep_visits import VisitState, checked, unspoilt
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


_FORM = TypeAdapter(LentForm)


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
        self._sealer = sealer

    @property
    def lends(self) -> bool:
        """Say whether forms go to phones here: nothing lies there unsealed."""
        return self._sealer is not None

    def lend(self, form: LentForm) -> str:
        """Lay a form where a phone gets it, and return the token that opens it.

        Raises:
            NotKeptError: If nothing can be sealed here.
            StorageError: If it could not be written.
        """
        token = self._randomness(TOKEN_SYMBOLS, TOKEN_ALPHABET)
        kept = self._sealed(form, token)
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
            stores.visits.keep(self._sealed(changed, token))
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

    def _sealed(self, form: LentForm, token: str) -> KeptVisit:
        if self._sealer is None:
            raise NotKeptError
        sealed = checked(self._sealer.seal(_FORM.dump_json(form), token))
        return KeptVisit(digest_of(token), sealed, self._clock() + LINK_LASTS)

    def _opened(self, stores: Stores, token: str, *, to_change: bool = False) -> LentForm:
        kept = stores.visits.kept(digest_of(token), to_change=to_change)
        if self._sealer is None or kept is None or kept.expires_at <= self._clock():
            raise LinkExpiredError
        opened = self._sealer.open(unspoilt(kept.sealed), token)
        if opened is None:
            raise LinkExpiredError
        with failures_told(lambda _: AlteredRecordError(what="kept_visit")):
            return _FORM.validate_json(opened)
