"""Find the cases that a person stands in, by the number of their paper."""

from sqlmodel import Session, col, select

from core.errors import ServiceError
from core.privacy.persons import numbers_in
from core.privacy.requests import ASKED
from db.case_store import SqlCaseStore
from db.tables import CaseEventRow, ServiceCaseRow


class SqlPersonStore:
    """Implements :class:`core.ports.PersonStore`. The caller owns the transaction.

    Every case is opened: no column bears a number by which a person could be found.
    """

    def __init__(self, session: Session, *, hall: str) -> None:
        self._session = session
        self._hall = hall
        self._cases = SqlCaseStore(session, hall=hall)

    def cases_of(self, number: str) -> tuple[str, ...]:
        """Return the numbers of the cases that a person stands in, newest first."""
        newest_first = (col(ServiceCaseRow.received_at).desc(), col(ServiceCaseRow.number).desc())
        every = select(ServiceCaseRow.number).where(ServiceCaseRow.hall == self._hall)
        cases = list(self._session.exec(every.order_by(*newest_first)))
        return tuple(one for one in cases if number in self._numbers(one))

    def asked_about(self) -> tuple[str, ...]:
        """Return the numbers of the cases in whose history somebody asks about their data."""
        found = select(CaseEventRow.case_number).where(
            CaseEventRow.hall == self._hall, CaseEventRow.action == ASKED
        )
        return tuple(self._session.exec(found.distinct()))

    def _numbers(self, case_number: str) -> frozenset[str]:
        """Return whose numbers stand in a case; one that is spoilt is nobody's."""
        try:
            return numbers_in(self._cases.get(case_number).application.values)
        except ServiceError:
            return frozenset()
