"""What an officer resolves."""

from collections.abc import Mapping

from core.errors.families import CaseError


class CaseNotFoundError(CaseError):
    """No case bears this number."""

    message_key = "error.case.not_found"

    def __init__(self, *, case_number: str) -> None:
        super().__init__(case_number=case_number)


class TrainingNumberError(CaseNotFoundError):
    """No case here bears this number: it is one of a training room."""

    message_key = "error.case.training_number"


class CaseErasedError(CaseError):
    """What the case said was erased; that there was one, and its history, is still proved."""

    message_key = "error.case.erased"

    def __init__(self, *, case_number: str) -> None:
        super().__init__(case_number=case_number)


class HoldUnfitError(CaseError):
    """A hold stands already or not at all, or does not name its proceedings."""

    message_key = "error.case.hold_unfit"


class CaseHeldError(CaseError):
    """A case that is reviewed or before a court is no scenario."""

    message_key = "error.case.held"

    def __init__(self, *, case_number: str) -> None:
        super().__init__(case_number=case_number)


class CaseClosedError(CaseError):
    """The case was withdrawn, so nothing can be added."""

    message_key = "error.case.closed"


class CaseNotConcludedError(CaseError):
    """Something is still to happen in the case, so that no scenario is made of it."""

    message_key = "error.case.not_concluded"


class NothingOwedError(CaseError):
    """This paper is not owed: it was handed in, or never promised."""

    message_key = "error.case.nothing_owed"


class CorrectionEmptyError(CaseError):
    """A notice names nothing, or something without what is wrong and how it is mended."""

    message_key = "error.case.correction_empty"


class CorrectionTooLateError(CaseError):
    """The days in which a correction can be asked for are over: silence meant accepted."""

    message_key = "error.case.correction_too_late"

    def __init__(self, *, day: str) -> None:
        super().__init__(day=day)


class ViewNameMissingError(CaseError):
    """Filters are to be kept under a name, and it has none."""

    message_key = "error.case.view_name_missing"


class ViewNameTakenError(CaseError):
    """The officer keeps filters under that name already."""

    message_key = "error.case.view_name_taken"


class ViewGoneError(CaseError):
    """There is no such view of the officer's own (any more)."""

    message_key = "error.case.view_gone"


class TooManyViewsError(CaseError):
    """The officer keeps as many views as one may."""

    message_key = "error.case.too_many_views"


class CorrectionPendingError(CaseError):
    """The applicant has not put everything right yet that was asked for."""

    message_key = "error.case.correction_pending"


class CorrectionNotFirstError(CaseError):
    """A later notice names what the first did not: everything is said at once (law 12)."""

    message_key = "error.case.correction_not_first"

    def __init__(self, *, labels: str) -> None:
        super().__init__(labels=labels)


class NothingToCorrectError(CaseError):
    """This was put right already, or was never asked for."""

    message_key = "error.case.nothing_to_correct"


class NothingWrittenError(CaseError):
    """An answer to a correction notice says nothing."""

    message_key = "error.case.nothing_written"


class TrackingRefusedError(CaseError):
    """The number and the last four do not belong together; which is wrong is not said."""

    message_key = "error.case.tracking_refused"


class ActingRefusedError(CaseError):
    """Whoever stands there may not do this today: ``refusal`` says why.

    ``until`` is the day on which their authorisation ends or ended, in ISO 8601.
    """

    def __init__(self, refusal: str, *, until: str = "") -> None:
        self.message_key = f"error.acting.{refusal}"
        super().__init__(until=until)
        self.refusal = refusal


class AgentStandsError(CaseError):
    """Somebody acts for the person already: that is ended before another is named."""

    message_key = "error.case.agent_stands"


class NoAgentError(CaseError):
    """Nobody acts for another in the case (any more), so there is nothing to end."""

    message_key = "error.case.no_agent"


class GuardianAtWindowError(CaseError):
    """A guardian acts by law: that ends at the window, with proof of who the guardian is now."""

    message_key = "error.case.guardian_at_window"


class NotThePrincipalError(CaseError):
    """Only the one represented names an agent."""

    message_key = "error.case.not_the_principal"


class TrackingLockedError(CaseError):
    """Too many wrong attempts at this number lately."""

    message_key = "error.case.tracking_locked"

    def __init__(self, *, minutes: int) -> None:
        super().__init__(minutes=minutes)


class ReceiptCodeWrongError(CaseError):
    """The code is not the one on the receipt; ``tries`` are left before one has to wait."""

    message_key = "error.case.receipt_code_wrong"

    def __init__(self, *, tries: int) -> None:
        super().__init__(tries=tries)


class WithdrawAtCounterError(CaseError):
    """The receipt has no code, as those of before had none: it is withdrawn at the counter."""

    message_key = "error.case.withdraw_at_counter"


class DuplicateSubmissionError(CaseError):
    """This submission already became a case; whoever asks again gets that one (law 10)."""

    message_key = "error.case.duplicate_submission"

    def __init__(self, *, submission_key: str) -> None:
        super().__init__(submission_key=submission_key)


class StepNotPossibleError(CaseError):
    """A step cannot follow where the matter stands: decided, paused, or not its turn yet.

    ``action`` and ``state`` are named as the history and :mod:`core.review.states` name them.
    """

    message_key = "error.case.step_not_possible"

    def __init__(self, *, action: str, state: str) -> None:
        super().__init__(action=action, state=state)


class StepHinderedError(CaseError):
    """Something is in the way of a step: ``reason`` says what, as the page says it beside it."""

    def __init__(self, reason: str, params: Mapping[str, str]) -> None:
        self.message_key = f"review.hindrance.{reason}"
        super().__init__(**params)
        self.reason = reason


class CaseNotEndedError(CaseError):
    """Something of the case is still to be done, so it is not laid into the archive yet."""

    message_key = "error.case.not_ended"


class NothingToDeliverError(CaseError):
    """A result is not there to be handed over: not decided yet, or handed over a moment ago."""

    message_key = "error.case.nothing_to_deliver"


class HelpNotedError(CaseError):
    """That somebody was helped in a case was written down before, by whoever is named."""

    message_key = "error.case.help_noted"


class ReceiverUnknownError(CaseError):
    """The number at the counter is that of nobody who acts in the case."""

    message_key = "error.case.receiver_unknown"
