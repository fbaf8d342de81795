"""Errors between this system and departments' own systems."""

from core.errors.families import CaseError, InfrastructureError


class DepartmentSystemError(InfrastructureError):
    """A department's own system did not take a message, or nobody can say whether it did.

    ``reason`` is ``connection``, ``timeout``, ``unauthorised`` (it does not know us), ``failed``
    (it is out of order), ``answer`` (it answered what was not agreed), ``rejected`` (it finds the
    message wrong, and would again) or ``folder`` (there is none that can be written to); it never
    says about whom. What ``is_final`` is not tried again by itself.
    """

    def __init__(self, *, reason: str, is_final: bool = False) -> None:
        self.message_key = f"error.infrastructure.department_system_{reason}"
        self.reason = reason
        self.is_final = is_final
        super().__init__(reason=reason)


class MalformedStepError(CaseError):
    """A message of a department's system is not as agreed; ``places`` names where."""

    message_key = "error.case.step_malformed"

    def __init__(self, *, places: str) -> None:
        super().__init__(places=places)


class StepIdReusedError(CaseError):
    """A message bears the id of another one that was taken."""

    message_key = "error.case.step_id_reused"
