"""What somebody is told whose link, resume code or number does not let them in."""

from core.errors.families import ApplicantError


class LinkExpiredError(ApplicantError):
    """A link to a phone that is over, or never was."""

    message_key = "error.visits.link_expired"


class ReceiptLinkOverError(ApplicantError):
    """A link to a receipt that was used, or is over, or never was."""

    message_key = "error.visits.receipt_link_over"


class ReceiptRefusedError(ApplicantError):
    """Who opened the link to a receipt does not know the end of the number."""

    message_key = "error.visits.receipt_refused"


class TooManyFilesError(ApplicantError):
    """More files than one link takes."""

    message_key = "error.visits.too_many_files"


class ResumeCodeUnknownError(ApplicantError):
    """No visit is kept under this number, or it was kept too long."""

    message_key = "error.visits.resume_code_unknown"


class WrongCodeError(ApplicantError):
    """The code does not fit the number; ``tries`` are left before one has to wait."""

    message_key = "error.visits.wrong_code"

    def __init__(self, *, tries: int) -> None:
        super().__init__(tries=tries)


class ResumeCodeLockedError(ApplicantError):
    """Too many wrong codes lately; ``minutes`` are to be waited, and the visit is kept."""

    message_key = "error.visits.resume_code_locked"

    def __init__(self, *, minutes: int) -> None:
        super().__init__(minutes=minutes)


class NotKeptError(ApplicantError):
    """This kiosk keeps no visits."""

    message_key = "error.visits.not_kept"
