"""Find matters of the library by whatever people remember of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from core.catalogue.bases import missing_bases
from core.catalogue.catalogue import Catalogue
from core.catalogue.searching import Facet, Hit, SearchIndex, matter_entries
from core.catalogue.validity import is_over
from core.services.acting import StaffContext
from core.staff.models import Principal
from core.staff.use_cases import UseCase
from core.working_days import day_of


@dataclass(frozen=True, slots=True)
class FoundMatter:
    """A matter that fits, and the text that it was found by (``facet`` says what it is)."""

    code: str
    name: str
    department: str
    department_name: str
    fields: int
    materials: int
    without_basis: int
    facet: Facet
    text: str
    is_over: bool = False


class FindMatters:
    """Searches the library; it prepares anew when the library has changed."""

    def __init__(self, staff: StaffContext) -> None:
        self._staff = staff
        self._known: tuple[Catalogue, SearchIndex] | None = None

    def found(self, session: Principal, words: str) -> tuple[FoundMatter, ...]:
        """Return the matters that every word fits, the best first; all, by code, for no words."""
        with self._staff.as_permitted(session, UseCase.FIND_MATTERS) as (stores, _):
            catalogue = stores.catalogue.read().catalogue
        hits = self._index_of(catalogue).find(words)
        return tuple(_found_matters(hits, catalogue, day_of(self._staff.clock())))

    def _index_of(self, catalogue: Catalogue) -> SearchIndex:
        if self._known is None or self._known[0] is not catalogue:
            self._known = catalogue, SearchIndex(matter_entries(catalogue))
        return self._known[1]


def _found_matters(hits: tuple[Hit, ...], catalogue: Catalogue, on: date) -> Iterator[FoundMatter]:
    for hit in hits:
        matter = catalogue.matters[hit.code]
        yield FoundMatter(
            code=hit.code,
            name=matter.name,
            department=matter.department,
            department_name=catalogue.department_name(matter.department),
            fields=sum(1 for _ in matter.entries()),
            materials=len(matter.materials),
            without_basis=len(missing_bases(matter)),
            facet=hit.facet,
            text=hit.text,
            is_over=is_over(matter, on),
        )
