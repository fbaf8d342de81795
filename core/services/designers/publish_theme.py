"""Publish a theme: proved first, then frozen with everything it uses (laws 8 and 9)."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Theme
from core.errors import (
    EmptyThemeError,
    NothingToPublishError,
    StaleDraftError,
    ThemeHasErrorsError,
    ThemeUnprovedError,
)
from core.ports import Draft, Stores
from core.services.acting import Acting
from core.services.designers.preview_theme import preview_theme
from core.services.designers.prove_theme import Prover
from core.services.queries.waiting_themes import untouched_themes
from core.services.setting_aside import unless_spoilt
from core.services.theme_documents import theme_of
from core.themes.publishing import ThemeVersion, checksum_of, restore, snapshot_of

ThemeReader = Callable[[Stores], Theme]
"""Reads the theme that is to be published; read twice, it is the same or refused."""


class Publishing:
    """Publishes themes, whoever wants it: people their drafts, a library its first content."""

    def __init__(self, acting: Acting, prover: Prover) -> None:
        """Publish in the name of whoever may act.

        Args:
            acting: Opens each transaction, and says who publishes; refuses who may not.
            prover: What proves themes.
        """
        self._acting = acting
        self._prover = prover

    def publish(self, code: str, *, at: datetime, revision: int | None = None) -> ThemeVersion:
        """Publish a draft as the next version.

        Args:
            code: The theme.
            at: When.
            revision: The revision somebody looked at before; any where nobody did.

        Raises:
            EmptyThemeError, ThemeHasErrorsError, ThemeUnprovedError, NothingToPublishError,
            StaleDraftError: If it may not be.
        """
        with self._acting() as (stores, _):
            draft = _draft(stores, code)
        seen = draft.revision if revision is None else revision
        return self._publish(partial(_draft_of_revision, code=code, seen=seen), at=at)

    def publish_first(self, code: str, *, at: datetime) -> ThemeVersion:
        """Publish a theme of the library that nobody has published or worked on.

        Raises:
            EmptyThemeError, ThemeHasErrorsError, ThemeUnprovedError: If it may not be.
            NothingToPublishError: If somebody was faster.
        """
        return self._publish(partial(_untouched, code=code), at=at)

    def _publish(self, read: ThemeReader, *, at: datetime) -> ThemeVersion:
        """Verify outside the transaction that publishes: nobody waits meanwhile."""
        with self._acting() as (stores, _):
            theme, catalogue = read(stores), stores.catalogue.read().catalogue
        self._expect_proved(theme, catalogue)
        with self._acting() as (stores, permit):
            theme, catalogue = read(stores), stores.catalogue.read().catalogue
            if not self._prover.is_known(theme, catalogue):  # the library changed meanwhile
                raise ThemeUnprovedError(code=theme.code)
            version = _next_version(stores, theme, catalogue, at=at, by=permit.username)
            stores.themes.publish(version)
        return version

    def _expect_proved(self, theme: Theme, catalogue: Catalogue) -> None:
        """Refuse what does not work in every situation."""
        if not theme.matters:
            raise EmptyThemeError
        errors = preview_theme(theme, catalogue, theme.typical_answers).errors
        proof = self._prover.prove(theme, catalogue, ())
        if errors or proof.errors:
            raise ThemeHasErrorsError(code=theme.code, count=max(len(errors), len(proof.errors)))
        if not proof.proved:
            raise ThemeUnprovedError(code=theme.code)


def _draft(stores: Stores, code: str) -> Draft:
    draft = stores.themes.draft(code)
    if draft is None:
        raise NothingToPublishError(code=code, version=latest_number(stores, code))
    return draft


def _draft_of_revision(stores: Stores, *, code: str, seen: int) -> Theme:
    draft = stores.themes.draft(code)
    if draft is None or draft.revision != seen:
        raise StaleDraftError(code=code, saved_by=draft.saved_by if draft else "")
    return theme_of(draft.document)


def _untouched(stores: Stores, *, code: str) -> Theme:
    if code not in untouched_themes(stores):
        raise NothingToPublishError(code=code, version=latest_number(stores, code))
    return stores.catalogue.read().catalogue.themes[code]


def _next_version(
    stores: Stores, theme: Theme, catalogue: Catalogue, *, at: datetime, by: str
) -> ThemeVersion:
    snapshot = snapshot_of(theme, catalogue)
    checksum = checksum_of(snapshot)
    number = latest_number(stores, theme.code)
    newest = unless_spoilt(partial(stores.themes.version, theme.code, number)) if number else None
    if newest is not None and newest.checksum == checksum:
        raise NothingToPublishError(code=theme.code, version=number)
    frozen_theme, frozen_catalogue = restore(snapshot)
    return ThemeVersion(theme.code, number + 1, frozen_theme, frozen_catalogue, checksum, at, by)


def latest_number(stores: Stores, code: str) -> int:
    """Return the number of the newest version, 0 if there is none."""
    return stores.themes.latest_numbers().get(code, 0)


def earlier_themes(stores: Stores, code: str) -> tuple[Theme, ...]:
    """Return what a theme was before anybody's draft: as it is published, and in the library."""
    number = latest_number(stores, code)
    newest = unless_spoilt(partial(stores.themes.version, code, number)) if number else None
    published = (newest.theme,) if newest is not None else ()
    in_library = stores.catalogue.read().catalogue.themes.get(code)
    return (*published, in_library) if in_library else published
