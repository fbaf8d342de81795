"""Find the cases that a person stands in, by an HMAC of the number of their paper.

Cases are looked through when somebody is looked for: those that came since the last time, and
after an upgrade all of them once. Handing in is not made slower by it.
"""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from core.errors import CaseErasedError, ServiceError
from core.privacy.persons import numbers_in
from core.privacy.requests import ASKED
from db.case_store import SqlCaseStore
from db.inserting import insert_into
from db.person_tables import CasePersonRow
from db.tables import CaseEventRow, ServiceCaseRow
from db.vault import vault_of

_NOBODY = ""


class SqlPersonStore:
    """Implements :class:`core.ports.PersonStore`. The caller owns the transaction."""

    def __init__(self, session: Session, *, hall: str) -> None:
        self._session = session
        self._hall = hall
        self._vault = vault_of(session, hall=hall)
        self._cases = SqlCaseStore(session, hall=hall)

    def cases_of(self, number: str) -> tuple[str, ...]:
        """Return the numbers of the cases that a person stands in, newest first."""
        for case_number in self._not_looked_through():
            self._look_through(case_number)
        found = (
            select(ServiceCaseRow.number)
            .join(
                CasePersonRow,
                (col(CasePersonRow.hall) == col(ServiceCaseRow.hall))
                & (col(CasePersonRow.case_number) == col(ServiceCaseRow.number)),
            )
            .where(
                ServiceCaseRow.hall == self._hall,
                CasePersonRow.found_by == self._found_by(number),
            )
            .order_by(col(ServiceCaseRow.received_at).desc(), col(ServiceCaseRow.number).desc())
        )
        return tuple(self._session.exec(found))

    def asked_about(self) -> tuple[str, ...]:
        """Return the numbers of the cases in whose history somebody asks about their data."""
        found = select(CaseEventRow.case_number).where(
            CaseEventRow.hall == self._hall, CaseEventRow.action == ASKED
        )
        return tuple(self._session.exec(found.distinct()))

    def _not_looked_through(self) -> list[str]:
        known = select(CasePersonRow.case_number).where(CasePersonRow.hall == self._hall)
        new = select(ServiceCaseRow.number).where(
            ServiceCaseRow.hall == self._hall, col(ServiceCaseRow.number).not_in(known)
        )
        return list(self._session.exec(new))

    def _look_through(self, case_number: str) -> None:
        """Note who stands in a case: in an erased one nobody; a spoilt one is looked at anew."""
        try:
            numbers = numbers_in(self._cases.get(case_number).application.values)
        except CaseErasedError:
            numbers = frozenset()
        except ServiceError:
            return
        self._note(case_number, map(self._found_by, numbers))

    def _note(self, case_number: str, found_by: Iterable[str]) -> None:
        for key in sorted(set(found_by)) or [_NOBODY]:
            row = insert_into(self._session, CasePersonRow).values(
                hall=self._hall, case_number=case_number, found_by=key
            )
            self._session.execute(row.on_conflict_do_nothing())

    def _found_by(self, number: str) -> str:
        return self._vault.found_by("person", number)
