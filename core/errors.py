"""Every error this system raises on purpose, sorted by who can put it right.

Policy staff fix a :class:`DesignError`, the applicant fixes an
:class:`ApplicantError`, an officer resolves a :class:`CaseError`, and operations
look into an :class:`InfrastructureError`. A page therefore needs one ``except``
per audience, never one per error. Errors carry a message *key* and parameters
instead of a sentence, so that each reader gets it in their own language.
"""

from dataclasses import dataclass
from typing import Any


class ServiceError(Exception):
    """Base of all deliberate errors."""

    message_key = "error.unknown"

    def __init__(self, **params: Any) -> None:
        self.params = params
        details = ", ".join(f"{name}={value!r}" for name, value in params.items())
        super().__init__(f"{self.message_key} ({details})" if details else self.message_key)


class DesignError(ServiceError):
    """The catalogue or the theme as designed cannot work."""


class ApplicantError(ServiceError):
    """The applicant gave something we cannot take yet."""


class CaseError(ServiceError):
    """The case is not in a state that allows this step."""


class InfrastructureError(ServiceError):
    """Storage, rendering or a remote system failed."""


class StaffError(ServiceError):
    """Somebody of the staff cannot be let in, or an account cannot be kept as asked."""


class CatalogueUnreadableError(DesignError):
    """The directory of the catalogue is not there or cannot be read."""

    message_key = "error.design.catalogue_unreadable"

    def __init__(self, *, directory: str, reason: str) -> None:
        super().__init__(directory=directory, reason=reason)


class UnknownThemeError(DesignError):
    """No theme bears this code."""

    message_key = "error.design.unknown_theme"

    def __init__(self, *, code: str, hint: str = "") -> None:
        super().__init__(code=code, hint=hint)


class UnknownMatterError(DesignError):
    """No matter bears this code."""

    message_key = "error.design.unknown_matter"

    def __init__(self, *, code: str) -> None:
        super().__init__(code=code)


class ForeignMatterError(DesignError):
    """A matter belongs to another department; only that one and policy staff change it."""

    message_key = "error.design.foreign_matter"

    def __init__(self, code: str) -> None:
        super().__init__(code=code)


class ThemeNotReadyError(DesignError):
    """The theme uses matters that are still being catalogued."""

    message_key = "error.design.theme_not_ready"

    def __init__(self, *, code: str) -> None:
        super().__init__(code=code)


class WhatIfError(DesignError):
    """What is to be tried in a simulation names something that the theme does not have."""

    message_key = "error.design.what_if"

    def __init__(self, *, what: str, name: str, known: str) -> None:
        super().__init__(what=what, name=name, known=known)


class EmptyThemeError(DesignError):
    """A theme without a matter does nothing for anybody."""

    message_key = "error.design.empty_theme"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with what somebody gave us.

    ``place`` names what it is about (a question, or ``element@subject``);
    ``rule`` is stable for scripts, ``params`` fill the message ``problem.<rule>``.
    """

    place: str
    rule: str
    params: tuple[tuple[str, str], ...] = ()

    @property
    def message_key(self) -> str:
        """Return the key of the sentence that tells it."""
        return f"problem.{self.rule}"


class ProblemsError(ApplicantError):
    """Carries every problem at once: telling all in one go is law (行政许可法 32)."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(count=len(problems))
        self.problems = problems


class InvalidAnswersError(ProblemsError):
    """Answers to the guiding questions that cannot be taken."""

    message_key = "error.applicant.invalid_answers"


class NotJsonLogicError(ProblemsError):
    """A JsonLogic rule says what conditions cannot express."""

    message_key = "error.exchange.not_json_logic"


class NotDmnError(ProblemsError):
    """A DMN document says what themes cannot express, or is none."""

    message_key = "error.exchange.not_dmn"


class InvalidValuesError(ProblemsError):
    """Values of the form that cannot be taken."""

    message_key = "error.applicant.invalid_values"


class UnfinishedGuideError(ApplicantError):
    """There are questions left that decide what has to be done."""

    message_key = "error.applicant.unfinished_guide"


class MissingMaterialsError(ApplicantError):
    """Papers that may not be handed in later are missing."""

    message_key = "error.applicant.missing_materials"

    def __init__(self, *, names: tuple[str, ...]) -> None:
        super().__init__(names="、".join(names))
        self.names = names


class UploadRefusedError(ApplicantError):
    """A file that is no picture or PDF, is empty, or is too large."""

    def __init__(self, reason: str, **params: Any) -> None:
        self.message_key = f"error.applicant.upload_{reason}"
        super().__init__(**params)


class LicenceNotFoundError(ApplicantError):
    """The library has no such licence of this holder; what it would carry is asked instead."""

    message_key = "error.applicant.licence_not_found"

    def __init__(self, *, licence: str) -> None:
        super().__init__(licence=licence)


class NoIdentityError(ApplicantError):
    """There is no card on the reader; the number can be typed all the same."""

    message_key = "error.applicant.no_identity"


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


class StorageError(InfrastructureError):
    """What was handed in could not be written; nothing was acknowledged."""

    message_key = "error.infrastructure.storage"


class PrintingError(InfrastructureError):
    """The paper could not be made; the case itself is safe."""

    message_key = "error.infrastructure.printing"


class SourceUnreachableError(InfrastructureError):
    """A source of data gave no answer that can be used; the applicant is asked instead.

    ``reason`` is ``connection``, ``timeout``, ``refused`` (we may not ask), ``failed`` (it
    is out of order) or ``answer`` (it cannot be understood), and never says about whom.
    """

    message_key = "error.infrastructure.source_unreachable"

    def __init__(self, *, reason: str) -> None:
        super().__init__(reason=reason)


class ReaderUnreachableError(SourceUnreachableError):
    """The card reader gave no answer that can be used; the number is typed instead."""

    message_key = "error.infrastructure.reader_unreachable"


class AlteredRecordError(InfrastructureError):
    """Something that never changes is no longer as it was written; ``what`` names it."""

    message_key = "error.infrastructure.altered_record"

    def __init__(self, *, what: str) -> None:
        super().__init__(what=what)


class SettingsError(InfrastructureError):
    """The settings are not fit to start with; ``problems`` names each and says why."""

    message_key = "error.infrastructure.settings"

    def __init__(self, *, problems: str) -> None:
        super().__init__(problems=problems)


class StaleDraftError(DesignError):
    """Somebody else saved the draft in the meantime; saving would undo their work."""

    message_key = "error.design.stale_draft"

    def __init__(self, *, code: str, saved_by: str) -> None:
        super().__init__(code=code, saved_by=saved_by)


class ThemeHasErrorsError(DesignError):
    """The theme has findings that block publishing."""

    message_key = "error.design.theme_has_errors"

    def __init__(self, *, code: str, count: int) -> None:
        super().__init__(code=code, count=count)


class ThemeUnprovedError(DesignError):
    """It could not be proved that the theme works in every situation."""

    message_key = "error.design.theme_unproved"

    def __init__(self, *, code: str) -> None:
        super().__init__(code=code)


class ReasonTooShortError(DesignError):
    """A warning is accepted with a reason, told in a sentence or two."""

    message_key = "error.design.reason_too_short"

    def __init__(self, *, least: int, most: int) -> None:
        super().__init__(least=least, most=most)


class UnknownFindingError(DesignError):
    """There is no such warning about the theme as it stands."""

    message_key = "error.design.unknown_finding"

    def __init__(self, *, rule: str, at: str) -> None:
        super().__init__(rule=rule, at=at)


class NothingToPublishError(DesignError):
    """The draft is the same as the version that people use now."""

    message_key = "error.design.nothing_to_publish"

    def __init__(self, *, code: str, version: int) -> None:
        super().__init__(code=code, version=version)


class InvalidThemeError(DesignError):
    """The theme cannot be kept as it is: a name is missing, or too long."""

    message_key = "error.design.invalid_theme"

    def __init__(self, *, reason: str) -> None:
        super().__init__(reason=reason)


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


class PasswordRefusedError(StaffError):
    """A password that cannot be taken, whoever it belongs to."""

    def __init__(self, reason: str, **params: Any) -> None:
        self.message_key = f"error.staff.password_{reason}"
        super().__init__(**params)


class InvalidAccountError(StaffError):
    """An account that cannot be kept as it is: ``reason`` is username, name or role."""

    message_key = "error.staff.invalid_account"

    def __init__(self, *, reason: str) -> None:
        super().__init__(reason=reason)


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


class ScenarioRefusedError(DesignError):
    """A scenario file that cannot be read."""

    message_key = "error.design.scenario_refused"

    def __init__(self, *, file: str, line: int, reason: str) -> None:
        super().__init__(file=file, line=line, reason=reason)
