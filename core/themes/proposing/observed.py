"""What happened to the cases of a matter, as plain data from the monitoring of cases."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.catalogue.catalogue import Catalogue
from core.themes.proposing.edits import CatalogueEdit, EditedRecord
from core.themes.proposing.proposal import Candidate, ProposalKind

LEAST_CASES = 20
"""Fewer decisions say nothing about what an office can promise."""
_MUCH_LONGER = 0.75
"""What is kept in three quarters of the promised days can be promised shorter."""


@dataclass(frozen=True, slots=True)
class ObservedMatter:
    """How many cases of a matter were decided, and in how many working days nine of ten were."""

    matter: str
    decided: int
    days: int


def can_be_shorter(committed: int, decided: int, days: int) -> bool:
    """Say whether a promise is much longer than what nine of ten of enough cases take.

    Examples:
        >>> can_be_shorter(20, 30, 8), can_be_shorter(20, 5, 8), can_be_shorter(10, 30, 8)
        (True, False, False)
    """
    return decided >= LEAST_CASES and max(days, 1) <= committed * _MUCH_LONGER


def find_shorter(catalogue: Catalogue, observed: Iterable[ObservedMatter]) -> Iterator[Candidate]:
    """Yield matters whose committed days are much longer than what nine of ten cases take.

    Examples:
        >>> from core.catalogue.models import Matter
        >>> matter = Matter(format=1, code="A", name="甲", department="WJ", committed_days=20)
        >>> known = Catalogue(matters={"A": matter})
        >>> [candidate.edits[0].after for candidate in find_shorter(
        ...     known, [ObservedMatter("A", 30, 8), ObservedMatter("A", 5, 2)])]
        [8]
    """
    for found in observed:
        matter = catalogue.matters.get(found.matter)
        if matter is None:
            continue
        before, after = matter.committed_days, max(found.days, 1)
        if can_be_shorter(before, found.decided, after):
            edit = CatalogueEdit(
                EditedRecord.MATTER, matter.code, "", "committed_days", before, after
            )
            about = {
                "matter": matter.name,
                "before": before,
                "after": after,
                "cases": found.decided,
            }
            yield Candidate(ProposalKind.SHORTER, (edit,), about, (matter.department,))
