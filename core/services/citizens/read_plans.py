"""Read the version of a theme that a visit started with, worked out."""

from collections.abc import Mapping
from typing import Any

from core.cases.models import Application
from core.ports import Transaction
from core.services.theme_plans import PlannedVersion, PlanShelf


class ReadPlan:
    """Reads versions, each once as long as ``plans`` keeps it."""

    def __init__(self, *, transaction: Transaction, plans: PlanShelf) -> None:
        self._transaction = transaction
        self._plans = plans

    def __call__(self, theme: str, version: int) -> PlannedVersion:
        """Return a published version.

        Raises:
            UnknownThemeError: If there is none.
        """
        known = self._plans.known(theme, version)
        if known is not None:
            return known
        with self._transaction() as stores:
            return self._plans.pinned(stores, theme, version)

    def joined(
        self, theme: str, version: int, answers: Mapping[str, Any], parties: Mapping[str, str]
    ) -> PlannedVersion:
        """Return a published version with the roles joined that one person holds (law 17).

        Raises:
            UnknownThemeError: If there is none.
            InvalidPartiesError: Listing every statement that cannot be taken.
        """
        return self(theme, version).joined(answers, parties)

    def of_application(self, application: Application) -> PlannedVersion:
        """Return the version of an application in the making, joined as it says.

        Raises:
            UnknownThemeError: If there is none.
            InvalidPartiesError: Listing every statement that cannot be taken.
        """
        return self.joined(
            application.theme_code,
            application.theme_version,
            application.answers,
            application.parties,
        )
