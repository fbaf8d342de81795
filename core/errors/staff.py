"""What is wrong with an account, or with who wants to come in."""

from typing import Any

from core.errors.families import StaffError


class WrongLoginError(StaffError):
    """Name and password do not belong together; which of them is wrong is never told."""

    message_key = "error.staff.wrong_login"

    def __init__(self, *, attempts_left: int) -> None:
        super().__init__(attempts_left=attempts_left)


class AccountLockedError(StaffError):
    """Too many attempts failed in a row, whether or not the name exists."""

    message_key = "error.staff.account_locked"

    def __init__(self, *, minutes: int) -> None:
        super().__init__(minutes=minutes)


class SessionEndedError(StaffError):
    """Nobody is logged in by this session: it ended, or its account was switched off."""

    message_key = "error.staff.session_ended"


class NotPermittedError(StaffError):
    """None of somebody's roles permits this; ``use_case`` is for the log."""

    message_key = "error.staff.not_permitted"

    def __init__(self, *, use_case: str) -> None:
        super().__init__(use_case=use_case)


class PasswordRefusedError(StaffError):
    """A password that cannot be taken, whoever it belongs to."""

    def __init__(self, reason: str, **params: Any) -> None:
        self.message_key = f"error.staff.password_{reason}"
        super().__init__(**params)


class InvalidAccountError(StaffError):
    """An account that cannot be kept as it is: ``reason`` is username, name, role or department."""

    def __init__(self, *, reason: str) -> None:
        self.message_key = f"error.staff.invalid_account.{reason}"
        super().__init__(reason=reason)


class OwnAccountError(StaffError):
    """An administrator's own account, of which only others do this: ``use_case`` says what."""

    def __init__(self, *, use_case: str) -> None:
        self.message_key = f"error.staff.own_account.{use_case}"
        super().__init__()


class UsernameTakenError(StaffError):
    """Another account already bears this name."""

    message_key = "error.staff.username_taken"

    def __init__(self, *, username: str) -> None:
        super().__init__(username=username)


class UnknownStaffError(StaffError):
    """No account bears this name."""

    message_key = "error.staff.unknown_staff"

    def __init__(self, *, username: str) -> None:
        super().__init__(username=username)


class UnknownDepartmentError(StaffError):
    """The library has no department of this code; ``near`` are those that may be meant."""

    message_key = "error.staff.unknown_department"

    def __init__(self, *, code: str, near: tuple[str, ...] = ()) -> None:
        if near:
            self.message_key = f"{self.message_key}.near"
        super().__init__(code=code, near=" / ".join(near))
