"""What came of licences that were to be fetched."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from core.cases.models import FetchedRecord
from core.catalogue.models import FieldKey
from core.forms.prefilling import FetchedValue
from core.services.citizens.offer_licences import LicenceOffer

_NAMES = ("per.name", "org.name")
"""Elements by which the holder of a licence is named on it."""


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
    def holder_name(self) -> str:
        """Return whose licence came, by the name on it; nothing if its name was not asked for."""
        names = {field.key.element: field.value for field in self.fetched}
        return next((str(names[element]) for element in _NAMES if element in names), "")

    @property
    def comes_on_paper(self) -> bool:
        """Say whether the licence is handed in instead.

        Where the library cannot be reached, the office fetches it later, as agreed.
        """
        return self.outcome in {LicenceState.NOT_FOUND, LicenceState.NOT_VALID}

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

    @property
    def not_had(self) -> tuple[str, ...]:
        """Return the licences that come on paper, though it was agreed to fetch them."""
        return tuple(it.offer.code for it in self.outcomes if it.comes_on_paper)
