"""Show what the published themes save, cause by cause, and by department."""

from functools import lru_cache

from core.services.acting import StaffContext
from core.services.setting_aside import newest_versions
from core.staff.models import Principal
from core.staff.use_cases import UseCase
from core.themes.plans import ThemePlan
from core.themes.publishing import ThemeVersion
from core.themes.saving import SavingReport, ThemeSaving, saving_of, saving_report


class ShowSavings:
    """Measures published themes; one that has not changed is not measured again."""

    def __init__(self, staff: StaffContext) -> None:
        self._staff = staff
        self._saving = lru_cache(maxsize=4096)(_VersionSaving.measure)

    def savings(self, session: Principal) -> tuple[SavingReport, dict[str, str]]:
        """Return what the published themes save, and the names of departments by code."""
        with self._staff.as_permitted(session, UseCase.SHOW_SAVINGS) as (stores, _):
            versions, library = newest_versions(stores), stores.catalogue.read().catalogue
        savings = {
            code: self._saving(_VersionSaving(version)) for code, version in versions.items()
        }
        names = {code: department.name for code, department in library.departments.items()}
        return saving_report(savings, library), names


class _VersionSaving:
    """A version, known by its checksum."""

    def __init__(self, version: ThemeVersion) -> None:
        self._version = version

    def measure(self) -> ThemeSaving | None:
        return saving_of(ThemePlan(self._version.theme, self._version.catalogue))

    def __hash__(self) -> int:
        return hash(self._version.checksum)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _VersionSaving) and other._version.checksum == self._version.checksum
        )
