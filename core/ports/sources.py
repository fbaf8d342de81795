"""Who is asked instead of the applicant: identity readers, licence libraries, shared data."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from core.forms.prefilling import LicenceCopy
from core.forms.sources import ValueSource


@dataclass(frozen=True, slots=True)
class LicenceRequest:
    """What is asked of a licence library: one licence of one holder, and why.

    Only ``elements`` may come back; ``theme`` and ``matters`` are the purpose, ``consent``
    refers to the holder's agreement.
    """

    licence: str
    holder_number: str = field(repr=False)  # personal, so in no log
    elements: tuple[str, ...]
    theme: str
    matters: tuple[str, ...]
    consent: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Who was identified, and when. ``method`` is card, or another way that is as sure."""

    number: str = field(repr=False)  # personal, so in no log; as is the name
    name: str = field(repr=False)
    method: str
    read_at: datetime


class IdentityMethod(StrEnum):
    """How somebody is identified: by their card, their face, or a code their phone confirms."""

    CARD = "card"
    FACE = "face"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class IdentityCode:
    """A code that somebody's phone confirms; ``shown`` is what stands in it."""

    reference: str = field(repr=False)
    shown: str = field(repr=False)


class IdentityReader(Protocol):
    """Identifies who stands at the kiosk: an ID-card reader, or a service behind it."""

    @property
    def methods(self) -> tuple[IdentityMethod, ...]:
        """Return how it can identify somebody."""

    def read(self, method: IdentityMethod = IdentityMethod.CARD) -> Identity:
        """Return who put their card on the reader, or who looks into the camera.

        Raises:
            NoIdentityError: If there is nobody.
            SourceUnreachableError: If there is no answer that can be used.
        """

    def show_code(self) -> IdentityCode:
        """Return a code for somebody's phone.

        Raises:
            SourceUnreachableError: If there is no answer that can be used.
        """

    def read_code(self, code: IdentityCode) -> Identity | None:
        """Return who confirmed a code; nobody yet is nothing.

        Raises:
            NoIdentityError: If it is over, or was refused.
            SourceUnreachableError: If there is no answer that can be used.
        """


class LicenceLibrary(Protocol):
    """Looks up electronic licences (电子证照库) or shared data, and their status now."""

    def query(self, request: LicenceRequest) -> LicenceCopy:
        """Return the parts of a licence that were asked for.

        Raises:
            LicenceNotFoundError: If this holder has no such licence.
            SourceUnreachableError: If there is no answer that can be used.
        """


@dataclass(frozen=True, slots=True)
class Sources:
    """Whom a kiosk can ask instead of the applicant; each may be absent."""

    licences: LicenceLibrary | None = None
    shared_data: LicenceLibrary | None = None
    identity: IdentityReader | None = None

    @property
    def libraries(self) -> dict[ValueSource, LicenceLibrary]:
        """Return what can be asked for values, by the source that they then have."""
        given = {
            ValueSource.E_LICENCE: self.licences,
            ValueSource.DATA_SHARING: self.shared_data,
        }
        return {source: library for source, library in given.items() if library is not None}
