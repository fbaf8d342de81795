"""Open the transaction of a use case for whoever acts for the staff (law 21).

That their session is alive and what they may do is read in the transaction that does the work,
and stays so until it ends: whoever switches the account off meanwhile waits, or came first.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from core.cases.numbering import normalised
from core.errors import CaseError, CaseNotFoundError, NotPermittedError, SessionEndedError
from core.ports import Clock, Stores, Transaction
from core.review.clocks import DAYS_TO_CHECK
from core.review.matter_reviews import LICENCE
from core.services.review_steps import ReviewRules
from core.staff.access import REFUSED, Look
from core.staff.authenticating import is_open, is_to_be_seen, session_digest
from core.staff.models import CommandLineOperator, Principal, SessionToken, StaffMember
from core.staff.permissions import Permit, operator_permit, permit_for
from core.staff.use_cases import UNATTENDED, UseCase
from core.working_days import WEEKENDS_ONLY, WorkingCalendar

Acted = tuple[Stores, Permit]
"""The stores of a transaction, and who acts in it."""


@dataclass(frozen=True)
class StaffContext:
    """What the use cases of the staff share.

    ``session_clock`` measures sessions and looks; without one, ``clock`` does. In ``silent_kinds``
    of matters silence accepts; promises are checked ``check_days`` after a decision. ``systems``
    are departments whose own systems are told.
    """

    transaction: Transaction
    clock: Clock
    calendar: WorkingCalendar = WEEKENDS_ONLY
    session_clock: Clock | None = None
    silent_kinds: frozenset[str] = frozenset({LICENCE})
    check_days: int = DAYS_TO_CHECK
    systems: frozenset[str] = frozenset()

    @cached_property
    def review_rules(self) -> ReviewRules:
        """Return by what matters are reviewed."""
        return ReviewRules(self.calendar, self.silent_kinds, self.check_days, self.systems)

    @contextmanager
    def as_permitted(self, session: Principal, use_case: UseCase) -> Iterator[Acted]:
        """Open the stores for whoever holds a session, if they may do this.

        A case that is none of theirs is refused, and that they asked for it is written down.

        Raises:
            SessionEndedError: If nobody does any more.
            NotPermittedError: If none of their roles permits it.
        """
        try:
            with self.transaction() as stores:
                permit = permitted(stores, session, use_case, at=self.session_time())
                yield stores, permit
        except SessionEndedError:
            self._end_for_good(session)
            raise
        except CaseNotFoundError as refused:
            self._note_refused(session, use_case, refused.params["case_number"])
            raise

    def session_time(self) -> datetime:
        """Return what time it is for sessions and for looks."""
        return (self.session_clock or self.clock)()

    def expect(self, session: Principal, use_case: UseCase) -> None:
        """Refuse whoever may not do this, before anything is read."""
        with self.as_permitted(session, use_case):
            pass

    def _note_refused(self, session: Principal, use_case: UseCase, number: str) -> None:
        """Write down who was refused a case, if there is one: whatever refused was undone."""
        at = self.session_time()
        with self.transaction() as stores:
            permit = permitted(stores, session, use_case, at=at)
            case = _number_of(stores, number)
            if case:
                stores.access.add([Look(at, permit.username, use_case, case, part=REFUSED)])

    def _end_for_good(self, session: Principal) -> None:
        """Write down that a session has ended, so that no clock brings it back."""
        if isinstance(session, SessionToken) and session.secret:
            with self.transaction() as stores:
                stores.staff.revoke_session(session_digest(session.secret), self.session_time())


def _number_of(stores: Stores, number: str) -> str:
    """Return the number of a case as it is kept, or nothing if there is none."""
    try:
        return stores.cases.get(normalised(number)).number
    except CaseError:
        return ""


def permitted(stores: Stores, session: Principal, use_case: UseCase, *, at: datetime) -> Permit:
    """Return the permit of whoever holds a session.

    Raises:
        SessionEndedError: If nobody does any more.
        NotPermittedError: If none of their roles permits it.
    """
    if isinstance(session, CommandLineOperator):
        permit = operator_permit(use_case)
    else:
        seen = use_case not in UNATTENDED
        permit = permit_for(holder_in(stores, session, at=at, seen=seen), use_case)
    if permit is None:
        raise NotPermittedError(use_case=use_case)
    return permit


def holder_in(stores: Stores, token: SessionToken, *, at: datetime, seen: bool) -> StaffMember:
    """Return whose session it is; it stays alive until the transaction ends.

    ``seen`` says that somebody does something by it, and not a page by itself. Anything else that
    is handed in, whoever it says it is, is nobody's session.

    Raises:
        SessionEndedError: If it is not alive.
    """
    digest = session_digest(token.secret) if isinstance(token, SessionToken) else ""
    known = stores.staff.session(digest)
    if known is None:
        raise SessionEndedError
    account = stores.staff.account(known.username, to_act=True)
    # Read again: until the account could be kept as it is, it may have been switched off.
    is_seen = seen and is_to_be_seen(known, at)
    session = stores.staff.session(digest, to_act=not is_seen, to_change=is_seen)
    if session is None or account is None or not is_open(session, account, at):
        raise SessionEndedError
    if is_seen:
        stores.staff.see_session(digest, at)
    return account.member
