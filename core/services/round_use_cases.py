"""What pages about rounds are given, by who acts."""

from dataclasses import dataclass

from core.services.acting import StaffContext
from core.services.case_logs import OwnLog
from core.services.designers.confirm_rounds import ConfirmRounds
from core.services.library.pull_matters import published_in
from core.services.officers.answer_rounds import AnswerRounds
from core.services.officers.department_ledger import DepartmentLedger
from core.services.officers.update_lists import UpdateLists


@dataclass(frozen=True, slots=True)
class RoundUseCases:
    """Rounds as the service office sees them, and as a department does."""

    confirming: ConfirmRounds
    answering: AnswerRounds
    updating: UpdateLists
    ledgers: DepartmentLedger


def round_use_cases(staff: StaffContext, log: OwnLog | None = None) -> RoundUseCases:
    """Return the use cases; with ``log``, rounds ask about what happened to cases as well."""
    updating = UpdateLists(staff, published_in)
    return RoundUseCases(
        ConfirmRounds(staff, log),
        AnswerRounds(staff),
        updating,
        DepartmentLedger(staff, updating),
    )
