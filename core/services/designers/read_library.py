"""Read the matter library, to choose matters for a theme."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Theme
from core.services.acting import StaffContext
from core.services.setting_aside import newest_versions
from core.sounds import initials_in
from core.staff.models import Principal
from core.staff.use_cases import UseCase


@dataclass(frozen=True, slots=True)
class LibraryMatter:
    """A matter as it stands in the library.

    ``find`` are the words that it is found by besides its name: first letters, department,
    results, situations.
    """

    code: str
    name: str
    department: str
    committed_days: int
    fields: int
    materials: int
    find: str = ""


class ReadLibrary:
    """Reads the library as it stands now."""

    def __init__(self, staff: StaffContext) -> None:
        self._staff = staff

    def library(self, session: Principal) -> tuple[LibraryMatter, ...]:
        """Return every matter of the library, by code."""
        with self._staff.as_permitted(session, UseCase.LIST_MATTERS) as (stores, _):
            catalogue = stores.catalogue.read().catalogue
        return tuple(_listed(catalogue))

    def published_themes(self, session: Principal) -> tuple[Theme, ...]:
        """Return every theme as it was published last."""
        with self._staff.as_permitted(session, UseCase.LIST_PUBLISHED_THEMES) as (stores, _):
            return tuple(version.theme for version in newest_versions(stores).values())

    def catalogue(self, session: Principal) -> Catalogue:
        """Return the library as it stands now."""
        with self._staff.as_permitted(session, UseCase.READ_CATALOGUE) as (stores, _):
            return stores.catalogue.read().catalogue


def _listed(catalogue: Catalogue) -> Iterator[LibraryMatter]:
    for _, matter in sorted(catalogue.matters.items()):
        department, situations = catalogue.department_name(matter.department), matter.situations
        yield LibraryMatter(
            code=matter.code,
            name=matter.name,
            department=department,
            committed_days=matter.committed_days,
            fields=sum(1 for _ in matter.entries()),
            materials=len(matter.materials),
            find=" ".join((initials_in(matter.name), department, *matter.results, *situations)),
        )
