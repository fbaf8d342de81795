"""What an officer resolves."""

from core.errors.families import CaseError


class CaseNotFoundError(CaseError):
    """No case bears this number."""

    message_key = "error.case.not_found"

    def __init__(self, *, case_number: str) -> None:
        super().__init__(case_number=case_number)


class DuplicateSubmissionError(CaseError):
    """This submission already became a case; whoever asks again gets that one (law 10)."""

    message_key = "error.case.duplicate_submission"

    def __init__(self, *, submission_key: str) -> None:
        super().__init__(submission_key=submission_key)
