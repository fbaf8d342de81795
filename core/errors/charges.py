"""What is wrong with paying for the matters of a case."""

from core.errors.families import CaseError


class ChargeStepError(CaseError):
    """A step with a charge cannot follow: paid, waived or given back already, or there is none."""

    message_key = "error.case.charge_step"

    def __init__(self, *, name: str) -> None:
        super().__init__(name=name)


class NothingDueError(CaseError):
    """There is nothing to be paid in this case now."""

    message_key = "error.case.nothing_due"
