"""Freeze a proved theme as its next version, whoever publishes it (laws 8 and 9)."""

from datetime import date, datetime

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Theme
from core.errors import (
    EmptyThemeError,
    NothingToPublishError,
    ThemeHasErrorsError,
    ThemeUnprovedError,
)
from core.ports import Stores
from core.services.designers.check_situations import expect_situations_hold
from core.services.designers.preview_theme import preview_theme
from core.services.designers.proofs import Prover
from core.services.theme_versions import latest_number, latest_version
from core.themes.plans import ThemePlan
from core.themes.publishing import ThemeVersion, checksum_of, restore, snapshot_of


def expect_proved(prover: Prover, theme: Theme, catalogue: Catalogue, *, on: date) -> None:
    """Refuse what does not work in every situation on a day, or not in those that are saved.

    Raises:
        EmptyThemeError, ThemeHasErrorsError, ThemeUnprovedError, SituationsDifferError: If it
            does not.
    """
    if not theme.matters:
        raise EmptyThemeError
    errors = preview_theme(theme, catalogue, theme.typical_answers).errors
    proof = prover.prove(theme, catalogue, (), on=on)
    if errors or proof.errors:
        raise ThemeHasErrorsError(code=theme.code, count=max(len(errors), len(proof.errors)))
    if not proof.proved:
        raise ThemeUnprovedError(code=theme.code)
    if theme.saved_situations:
        expect_situations_hold(ThemePlan(theme, catalogue))


def freeze_version(
    stores: Stores, prover: Prover, theme: Theme, *, at: datetime, by: str
) -> ThemeVersion:
    """Publish a theme that was proved before the transaction began, with everything it uses.

    Raises:
        ThemeUnprovedError: If the library changed in the meantime.
        NothingToPublishError: If the newest version is the same.
    """
    catalogue = stores.catalogue.read().catalogue
    if not prover.is_known(theme, catalogue):
        raise ThemeUnprovedError(code=theme.code)
    version = _next_version(stores, theme, catalogue, at=at, by=by)
    stores.themes.publish(version)
    return version


def _next_version(
    stores: Stores, theme: Theme, catalogue: Catalogue, *, at: datetime, by: str
) -> ThemeVersion:
    snapshot = snapshot_of(theme, catalogue)
    checksum = checksum_of(snapshot)
    number, newest = latest_number(stores, theme.code), latest_version(stores, theme.code)
    if newest is not None and newest.checksum == checksum:
        raise NothingToPublishError(code=theme.code, version=number)
    frozen_theme, frozen_catalogue = restore(snapshot)
    return ThemeVersion(theme.code, number + 1, frozen_theme, frozen_catalogue, checksum, at, by)
