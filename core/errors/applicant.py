"""What the applicant puts right."""

from dataclasses import dataclass
from typing import Any

from core.errors.families import ApplicantError


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


class InvalidCorrectionError(ProblemsError):
    """A new value of an entry cannot be so."""

    message_key = "error.applicant.invalid_correction"


class InvalidPartiesError(ProblemsError):
    """Statements about who is who that cannot be taken (law 17)."""

    message_key = "error.applicant.invalid_parties"


class StatementIncompleteError(ProblemsError):
    """What an officer says with a step lacks something that the law wants."""

    message_key = "error.review.incomplete"


class NotJsonError(ProblemsError):
    """A text is no JSON that means one thing only."""

    message_key = "error.json.refused"


class NotJsonLogicError(ProblemsError):
    """A JsonLogic rule says what conditions cannot express."""

    message_key = "error.exchange.not_json_logic"


class NotDmnError(ProblemsError):
    """A DMN document says what themes cannot express, or is none."""

    message_key = "error.exchange.not_dmn"


class NotThemePackageError(ProblemsError):
    """A file is no package of a theme, or is not as its manifest says."""

    message_key = "error.exchange.not_package"


class InvalidValuesError(ProblemsError):
    """Values of the form that cannot be taken."""

    message_key = "error.applicant.invalid_values"


class UnfinishedGuideError(ApplicantError):
    """There are questions left that decide what has to be done."""

    message_key = "error.applicant.unfinished_guide"


class ThemeArchivedError(ApplicantError):
    """The theme is done here no longer, and its grace is over; ``instead`` is what replaces it."""

    def __init__(self, *, name: str, instead: str) -> None:
        self.message_key = f"error.applicant.theme_{'replaced' if instead else 'archived'}"
        super().__init__(name=name, instead=instead)


class MattersStoppedError(ApplicantError):
    """Matters that nobody can apply for today are in force; the theme waits for its office."""

    message_key = "error.applicant.matters_stopped"

    def __init__(self, *, names: tuple[str, ...]) -> None:
        super().__init__(names="、".join(names))


class MissingMaterialsError(ApplicantError):
    """Papers that may not be handed in later are missing."""

    message_key = "error.applicant.missing_materials"

    def __init__(self, *, names: tuple[str, ...]) -> None:
        super().__init__(names="、".join(names))
        self.names = names


class FilesGoneError(MissingMaterialsError):
    """Papers that were handed in are not there any more, or spoilt; they are asked for again.

    ``names`` say which, in words; ``digests`` are those of the files.
    """

    message_key = "error.applicant.files_gone"

    def __init__(self, *, names: tuple[str, ...], digests: frozenset[str]) -> None:
        super().__init__(names=names)
        self.digests = digests


class FilesQuarantinedError(FilesGoneError):
    """In papers that were handed in a virus was found meanwhile; others are asked for."""

    message_key = "error.applicant.files_quarantined"


class UploadRefusedError(ApplicantError):
    """A file that is no picture or PDF, is empty, or is too large; ``reason`` says which."""

    def __init__(self, reason: str, **params: Any) -> None:
        self.reason = reason
        self.message_key = f"error.applicant.upload_{reason}"
        super().__init__(**params)


class SignatureTooShortError(ApplicantError):
    """What was drawn is no more than a tap."""

    message_key = "error.applicant.signature_too_short"


class NameDiffersError(ApplicantError):
    """The name typed is not the one on the form."""

    message_key = "error.applicant.name_differs"


class LicenceNotFoundError(ApplicantError):
    """The library has no such licence of this holder; what it would carry is asked instead."""

    message_key = "error.applicant.licence_not_found"

    def __init__(self, *, licence: str) -> None:
        super().__init__(licence=licence)


class NoIdentityError(ApplicantError):
    """There is no card on the reader; the number can be typed all the same."""

    message_key = "error.applicant.no_identity"
