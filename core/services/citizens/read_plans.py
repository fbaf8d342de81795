"""Read the version of a theme that a visit started with, worked out."""

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
