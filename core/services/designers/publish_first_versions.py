"""Publish what a library brings with it and nobody has published yet, each theme on its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from core.catalogue.models import Theme
from core.errors import DesignError, NothingToPublishError
from core.ports import Draft, Stores, Transaction
from core.services.designers.freeze_version import expect_proved, freeze_version
from core.services.designers.proofs import Prover
from core.services.queries.waiting_themes import untouched_themes
from core.services.theme_documents import document_of
from core.services.theme_versions import latest_number
from core.staff.permissions import CATALOGUE_NAME
from core.working_days import day_of


@dataclass(frozen=True, slots=True)
class FirstVersion:
    """One theme of many: ``trouble`` says why it stays a draft; without any it is about to begin.

    ``place`` counts from 1.
    """

    place: int
    of: int
    code: str
    name: str
    trouble: DesignError | None = None


_PROVER = Prover()
"""What is filled twice in one process is proved once."""

Teller = Callable[[FirstVersion], None]


def tell_nobody(_one: FirstVersion) -> None:
    """Let a theme pass without a word."""


def publish_first_versions(
    transaction: Transaction, *, at: datetime, tell: Teller = tell_nobody
) -> tuple[str, ...]:
    """Publish what is proved, keep the rest as drafts; return the codes that were published.

    Several processes may do this at once: what another one has done is passed over. Whoever is
    stopped halfway goes on with the next theme at the next start.
    """
    with transaction() as stores:
        waiting = untouched_themes(stores)
    published = []
    for place, (code, name) in enumerate(waiting.items(), 1):
        tell(FirstVersion(place, len(waiting), code, name))
        try:
            _publish_first(transaction, code, at)
            published.append(code)
        except NothingToPublishError:
            continue
        except DesignError as trouble:
            if _kept_as_draft(transaction, code, at):
                tell(FirstVersion(place, len(waiting), code, name, trouble))
    return tuple(published)


def _publish_first(transaction: Transaction, code: str, at: datetime) -> None:
    """Publish what comes with a catalogue: nobody of the staff does.

    Raises:
        EmptyThemeError, ThemeHasErrorsError, ThemeUnprovedError: If it may not be.
        NothingToPublishError: If somebody was faster.
    """
    with transaction() as stores:
        theme, catalogue = _untouched(stores, code), stores.catalogue.read().catalogue
    expect_proved(_PROVER, theme, catalogue, on=day_of(at))
    with transaction() as stores:
        freeze_version(stores, _PROVER, _untouched(stores, code), at=at, by=CATALOGUE_NAME)


def _untouched(stores: Stores, code: str) -> Theme:
    if code not in untouched_themes(stores):
        raise NothingToPublishError(code=code, version=latest_number(stores, code))
    return stores.catalogue.read().catalogue.themes[code]


def _kept_as_draft(transaction: Transaction, code: str, at: datetime) -> bool:
    """Make a draft of the theme for somebody to mend, unless another process just did."""
    with transaction() as stores:
        if code not in untouched_themes(stores):
            return False
        theme = stores.catalogue.read().catalogue.themes[code]
        stores.themes.save_draft(Draft(code, document_of(theme), 1, at, CATALOGUE_NAME))
    return True
