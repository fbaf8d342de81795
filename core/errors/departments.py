"""Errors between this system and departments' own systems."""

from core.errors.families import InfrastructureError


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
