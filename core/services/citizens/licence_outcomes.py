"""What came of licences that were to be fetched."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from core.cases.models import FetchedRecord
from core.catalogue.models import FieldKey
from core.forms.prefilling import FetchedValue
from core.services.citizens.offer_licences import LicenceOffer


class LicenceState(StrEnum):
    """What came of one licence; ``prefilling.outcome.<outcome>`` says it."""

    FETCHED = "fetched"
    PARTLY = "partly"
    NOT_FOUND = "not_found"
    NOT_VALID = "not_valid"
    UNREACHABLE = "unreachable"
    NUMBER_NEEDED = "number_needed"


@dataclass(frozen=True, slots=True)
class LicenceOutcome:
    """What came of one licence, and the fields that are left to the applicant."""

    offer: LicenceOffer
    outcome: LicenceState
    fetched: tuple[FetchedValue, ...] = ()
    left: tuple[FieldKey, ...] = ()

    @property
    def params(self) -> dict[str, Any]:
        """Return what fills the sentence that tells it."""
        return {
            "licence": self.offer.licence,
            "about": self.offer.about,
            "count": len(self.fetched),
            "left": len(self.left),
        }


@dataclass(frozen=True, slots=True)
class Prefilled:
    """What was fetched: values and their records by ``element@subject``, licence by licence."""

    values: dict[str, Any] = field(repr=False)
    records: dict[str, FetchedRecord]
    outcomes: tuple[LicenceOutcome, ...]


def forget_holder(
    holder: str, values: Mapping[str, Any], records: Mapping[str, FetchedRecord]
) -> tuple[dict[str, Any], dict[str, FetchedRecord]]:
    """Return values and records without what was fetched by one holder's number.

    For when that number changes, or the holder takes the consent back.
    """
    dropped = {place for place, record in records.items() if record.holder == holder}
    return (
        {place: value for place, value in values.items() if place not in dropped},
        {place: record for place, record in records.items() if place not in dropped},
    )
