"""Worked-out theme versions, kept because a published version never changes."""

from collections.abc import Mapping
from copy import copy
from functools import lru_cache
from typing import Any

from core.cases.models import Application
from core.ports import Stores
from core.themes.plans import ThemePlan
from core.themes.publishing import ThemeVersion
from core.themes.who_is_who import join_plan

_MOST_KEPT = 64


class PlannedVersion:
    """A published version and its plan."""

    def __init__(self, version: ThemeVersion) -> None:
        self.version = version
        self.plan = ThemePlan(version.theme, version.catalogue)

    def joined(self, answers: Mapping[str, Any], parties: Mapping[str, str]) -> "PlannedVersion":
        """Return the same version with the roles joined that one person holds (law 17).

        Raises:
            InvalidAnswersError: Listing every answer that its question cannot take.
            InvalidPartiesError: Listing every statement that cannot be taken.
        """
        plan = join_plan(self.plan, answers, parties)
        if plan is self.plan:
            return self
        joined = copy(self)
        joined.plan = plan
        return joined


class _Keyed:
    """A version as a cache key: its checksum tells its content, and halls differ in its day."""

    def __init__(self, version: ThemeVersion) -> None:
        self._version = version
        published = (version.published_at, version.published_by)
        self._key = (version.code, version.version, version.checksum, *published)

    def plan(self) -> PlannedVersion:
        return PlannedVersion(self._version)

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Keyed) and other._key == self._key


@lru_cache(maxsize=_MOST_KEPT)
def _planned(keyed: _Keyed) -> PlannedVersion:
    """Work a version out once for all who ask: every hall and training room of a process."""
    return keyed.plan()


class PlanShelf:
    """Keeps the versions that were used lately, with their plans."""

    def __init__(self, size: int = _MOST_KEPT) -> None:
        self._pinned: dict[tuple[str, int], PlannedVersion] = {}
        self._size = size

    def plan(self, version: ThemeVersion) -> PlannedVersion:
        """Return the plan of a version, working it out the first time."""
        return _planned(_Keyed(version))

    def latest(self, stores: Stores, code: str) -> PlannedVersion:
        """Return the newest version of a theme."""
        return self.plan(stores.themes.latest(code))

    def pinned(self, stores: Stores, code: str, number: int) -> PlannedVersion:
        """Return the version that a visit or case started with."""
        known = self.known(code, number)
        if known is None:
            known = self._pinned[code, number] = self.plan(stores.themes.version(code, number))
            for oldest in list(self._pinned)[: -self._size]:
                del self._pinned[oldest]
        return known

    def of_application(self, stores: Stores, application: Application) -> PlannedVersion:
        """Return the version of an application, with the roles joined that one person holds.

        Raises:
            InvalidPartiesError: Listing every statement that cannot be taken.
        """
        planned = self.pinned(stores, application.theme_code, application.theme_version)
        return planned.joined(application.answers, application.parties)

    def known(self, code: str, number: int) -> PlannedVersion | None:
        """Return a version that was read before: published versions never change (law 9)."""
        return self._pinned.get((code, number))
