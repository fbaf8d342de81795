"""Whom errors are for: each family is put right by other people."""

from typing import Any


class ServiceError(Exception):
    """Base of all deliberate errors."""

    message_key = "error.unknown"
    citizen_key = ""
    """What somebody at a kiosk is told instead, where the message is for whoever runs it."""

    def __init__(self, **params: Any) -> None:
        self.params = params
        details = ", ".join(f"{name}={value!r}" for name, value in params.items())
        super().__init__(f"{self.message_key} ({details})" if details else self.message_key)


class DesignError(ServiceError):
    """The catalogue or the theme as designed cannot work."""

    citizen_key = "error.citizen.theme_closed"


class ApplicantError(ServiceError):
    """The applicant gave something we cannot take yet."""


class CaseError(ServiceError):
    """The case is not in a state that allows this step."""


class InfrastructureError(ServiceError):
    """Storage, rendering or a remote system failed."""


class StaffError(ServiceError):
    """Somebody of the staff cannot be let in, or an account cannot be kept as asked."""

    citizen_key = "error.citizen.out_of_order"
