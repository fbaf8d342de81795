"""Answer calls for help from the kiosks."""

from core.services.acting import StaffContext
from core.staff.models import Principal
from core.staff.use_cases import UseCase
from core.visits.models import HelpCall


class HelpCalls:
    """What the staff see and answer of calls for help."""

    def __init__(self, staff: StaffContext) -> None:
        self._staff = staff

    def open_calls(self, session: Principal) -> tuple[HelpCall, ...]:
        """Return the calls that nobody has answered, the longest waiting first."""
        with self._staff.as_permitted(session, UseCase.LIST_CALLS) as (stores, _):
            return stores.help.open_calls()

    def answer(self, session: Principal, number: int) -> None:
        """Say that somebody goes there; the first who says so does."""
        with self._staff.as_permitted(session, UseCase.ANSWER_CALL) as (stores, permit):
            stores.help.answer(number, by=permit.username, at=self._staff.clock())
