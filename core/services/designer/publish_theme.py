"""Publish a draft: proved first, then frozen with everything it uses (laws 8 and 9)."""

from datetime import datetime

from core.catalogue.models import Theme
from core.catalogue.packages import Catalogue
from core.errors import (
    EmptyThemeError,
    NothingToPublishError,
    StaleDraftError,
    ThemeHasErrorsError,
    ThemeUnprovedError,
    UnknownThemeError,
)
from core.ports import Draft, Stores, Transaction
from core.services.designer.preview_theme import preview_theme
from core.services.designer.prove_theme import Prover
from core.services.theme_documents import theme_of
from core.themes.publishing import ThemeVersion, checksum_of, restore, snapshot_of


class Publishing:
    """Publishes drafts."""

    def __init__(self, transaction: Transaction, prover: Prover) -> None:
        self._transaction = transaction
        self._prover = prover

    def publish(self, code: str, *, at: datetime, by: str) -> ThemeVersion:
        """Publish a draft as the next version.

        It is verified outside the transaction that publishes: nobody waits meanwhile.

        Raises:
            EmptyThemeError, ThemeHasErrorsError, ThemeUnprovedError, NothingToPublishError,
            StaleDraftError: If it may not be.
        """
        proved = self._proved_draft(code)
        with self._transaction() as stores:
            draft = stores.themes.draft(code)
            if draft is None or draft.revision != proved.revision:
                raise StaleDraftError(code=code, saved_by=draft.saved_by if draft else "")
            theme, catalogue = theme_of(draft.document), stores.catalogue.read().catalogue
            if not self._prover.is_known(theme, catalogue):  # the library changed meanwhile
                raise ThemeUnprovedError(code=code)
            version = _next_version(stores, theme, catalogue, at=at, by=by)
            stores.themes.publish(version)
        return version

    def _proved_draft(self, code: str) -> Draft:
        """Return a draft that works in every situation."""
        with self._transaction() as stores:
            draft = stores.themes.draft(code)
            if draft is None:
                raise NothingToPublishError(code=code, version=latest_number(stores, code))
            catalogue = stores.catalogue.read().catalogue
        theme = theme_of(draft.document)
        if not theme.matters:
            raise EmptyThemeError
        errors = preview_theme(theme, catalogue, theme.typical_answers).errors
        proof = self._prover.prove(theme, catalogue, ())
        if errors or proof.errors:
            raise ThemeHasErrorsError(code=code, count=max(len(errors), len(proof.errors)))
        if not proof.proved:
            raise ThemeUnprovedError(code=code)
        return draft


def _next_version(
    stores: Stores, theme: Theme, catalogue: Catalogue, *, at: datetime, by: str
) -> ThemeVersion:
    snapshot = snapshot_of(theme, catalogue)
    checksum = checksum_of(snapshot)
    number = latest_number(stores, theme.code)
    if number and stores.themes.latest(theme.code).checksum == checksum:
        raise NothingToPublishError(code=theme.code, version=number)
    frozen_theme, frozen_catalogue = restore(snapshot)
    return ThemeVersion(theme.code, number + 1, frozen_theme, frozen_catalogue, checksum, at, by)


def latest_number(stores: Stores, code: str) -> int:
    """Return the number of the newest version, 0 if there is none."""
    try:
        return stores.themes.latest(code).version
    except UnknownThemeError:
        return 0
