"""What keeps a request about somebody's own data from being taken, or answered."""

from core.errors.families import CaseError


class RequestEmptyError(CaseError):
    """A request does not say what is wished."""

    message_key = "error.privacy.request_empty"


class RequestAnsweredError(CaseError):
    """The request was answered already, or there is none of that number."""

    message_key = "error.privacy.request_answered"


class AnswerUnfitError(CaseError):
    """The answer is none to this request: without its reason, its value, or of another kind."""

    message_key = "error.privacy.answer_unfit"


class CaseRunningError(CaseError):
    """What is still being dealt with cannot be locked away; it is withdrawn first."""

    message_key = "error.privacy.case_running"


class CaseRestrictedError(CaseError):
    """The case is kept for the archive alone; nobody works with it any more."""

    message_key = "error.privacy.case_restricted"


class PersonNumberError(CaseError):
    """What was typed is no identity number."""

    message_key = "error.privacy.person_number"


class NotConsentedError(CaseError):
    """There is no such consent, or it was withdrawn already."""

    message_key = "error.privacy.not_consented"


class RightsAtCounterError(CaseError):
    """The receipt has no code, as those of before had none: it is asked for at the counter."""

    message_key = "error.privacy.at_counter"
