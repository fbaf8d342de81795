"""Every error this system raises on purpose, sorted by who can put it right.

Policy staff fix a :class:`DesignError`, the applicant fixes an
:class:`ApplicantError`, an officer resolves a :class:`CaseError`, and operations
look into an :class:`InfrastructureError`. A page therefore needs one ``except``
per audience, never one per error. Errors carry a message *key* and parameters
instead of a sentence, so that each reader gets it in their own language.
"""

from core.errors.applicant import (
    InvalidAnswersError,
    InvalidValuesError,
    LicenceNotFoundError,
    MissingMaterialsError,
    NoIdentityError,
    NotDmnError,
    NotJsonLogicError,
    Problem,
    ProblemsError,
    UnfinishedGuideError,
    UploadRefusedError,
)
from core.errors.case import CaseNotFoundError, DuplicateSubmissionError
from core.errors.design import (
    CatalogueUnreadableError,
    EmptyThemeError,
    ForeignMatterError,
    InvalidThemeError,
    NothingToPublishError,
    ReasonTooShortError,
    ScenarioRefusedError,
    StaleDraftError,
    ThemeHasErrorsError,
    ThemeNotReadyError,
    ThemeUnprovedError,
    UnknownFindingError,
    UnknownMatterError,
    UnknownThemeError,
    WhatIfError,
)
from core.errors.families import (
    ApplicantError,
    CaseError,
    DesignError,
    InfrastructureError,
    ServiceError,
    StaffError,
)
from core.errors.infrastructure import (
    AlteredRecordError,
    PrintingError,
    ReaderUnreachableError,
    SettingsError,
    SourceUnreachableError,
    StorageError,
)
from core.errors.staff import (
    AccountLockedError,
    InvalidAccountError,
    PasswordRefusedError,
    UnknownStaffError,
    UsernameTakenError,
    WrongLoginError,
)
from core.errors.visits import (
    LinkExpiredError,
    NotKeptError,
    SlipLockedError,
    SlipUnknownError,
    TooManyFilesError,
    WrongCodeError,
)

__all__ = [
    "AccountLockedError",
    "AlteredRecordError",
    "ApplicantError",
    "CaseError",
    "CaseNotFoundError",
    "CatalogueUnreadableError",
    "DesignError",
    "DuplicateSubmissionError",
    "EmptyThemeError",
    "ForeignMatterError",
    "InfrastructureError",
    "InvalidAccountError",
    "InvalidAnswersError",
    "InvalidThemeError",
    "InvalidValuesError",
    "LicenceNotFoundError",
    "LinkExpiredError",
    "MissingMaterialsError",
    "NoIdentityError",
    "NotDmnError",
    "NotJsonLogicError",
    "NotKeptError",
    "NothingToPublishError",
    "PasswordRefusedError",
    "PrintingError",
    "Problem",
    "ProblemsError",
    "ReaderUnreachableError",
    "ReasonTooShortError",
    "ScenarioRefusedError",
    "ServiceError",
    "SettingsError",
    "SlipLockedError",
    "SlipUnknownError",
    "SourceUnreachableError",
    "StaffError",
    "StaleDraftError",
    "StorageError",
    "ThemeHasErrorsError",
    "ThemeNotReadyError",
    "ThemeUnprovedError",
    "TooManyFilesError",
    "UnfinishedGuideError",
    "UnknownFindingError",
    "UnknownMatterError",
    "UnknownStaffError",
    "UnknownThemeError",
    "UploadRefusedError",
    "UsernameTakenError",
    "WhatIfError",
    "WrongCodeError",
    "WrongLoginError",
]
