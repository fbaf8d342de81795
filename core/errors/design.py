"""What policy staff put right in a theme, a round or a proposal."""

from typing import Any

from core.errors.families import DesignError


class UnknownThemeError(DesignError):
    """No theme bears this code."""

    message_key = "error.design.unknown_theme"

    def __init__(self, *, code: str, hint: str = "") -> None:
        super().__init__(code=code, hint=hint)


class InvalidPartyWordError(DesignError):
    """A word for a party has from ``least`` to ``most`` characters and means somebody."""

    message_key = "error.design.invalid_party_word"

    def __init__(self, *, least: int, most: int) -> None:
        super().__init__(least=least, most=most)


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


class StaleDraftError(DesignError):
    """Somebody else saved the draft in the meantime; saving would undo their work."""

    message_key = "error.design.stale_draft"

    def __init__(self, *, code: str, saved_by: str) -> None:
        super().__init__(code=code, saved_by=saved_by)


class ConflictingChangesError(StaleDraftError):
    """Two people changed the same place of a draft; one of them chooses.

    ``attempt`` is what could not be saved, as the use case that saves it knows it.
    """

    message_key = "error.design.conflicting_changes"

    def __init__(self, *, code: str, saved_by: str, attempt: Any) -> None:
        super().__init__(code=code, saved_by=saved_by)
        self.attempt = attempt


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


class SituationsDifferError(DesignError):
    """Saved situations of the theme do not come down to what was accepted."""

    message_key = "error.design.situations_differ"

    def __init__(self, *, code: str, count: int, names: str) -> None:
        super().__init__(code=code, count=count, names=names)


class InvalidTermError(DesignError):
    """A day in the life of a theme that cannot be: ``reason`` says which and why."""

    def __init__(self, reason: str, **params: Any) -> None:
        self.message_key = f"error.design.term_{reason}"
        super().__init__(**params)


class SituationFileError(DesignError):
    """A file of saved situations that cannot be read, and the line at which it cannot."""

    message_key = "error.design.situation_file"

    def __init__(self, *, line: int, place: str) -> None:
        super().__init__(line=line, place=place[:80])


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


class RoundRefusedError(DesignError):
    """A step of a round of confirming that may not be taken; ``reason`` says why."""

    def __init__(self, reason: str, **params: Any) -> None:
        self.message_key = f"error.design.round_{reason}"
        super().__init__(**params)


class ProposalDoubtedError(DesignError):
    """A change is not proposed any more: the catalogue has changed, or it is not proved."""

    message_key = "error.design.proposal_doubted"

    def __init__(self, *, proposal: str) -> None:
        super().__init__(proposal=proposal)


class ProposalDecidedError(DesignError):
    """Where a proposal stands, this cannot be said about it."""

    message_key = "error.design.proposal_decided"

    def __init__(self, *, state: str) -> None:
        super().__init__(state=state)


class ForeignProposalError(DesignError):
    """A proposal concerns other departments; only they answer it."""

    message_key = "error.design.foreign_proposal"

    def __init__(self, *, proposal: str) -> None:
        super().__init__(proposal=proposal)
