"""Tell citizens what went wrong: never in the words of whoever runs the kiosk."""

import logging
from collections.abc import Mapping
from contextlib import AbstractContextManager

from core.errors import ServiceError
from core.i18n import DEFAULT_LOCALE, translate
from pages.shared import feedback

_log = logging.getLogger(__name__)


def errors_told(
    locale: str, labels: Mapping[str, str] | None = None
) -> AbstractContextManager[None]:
    """Show any deliberate error of the block to whoever stands here instead of raising it."""
    return feedback.errors_told(locale, labels, words=words_of)


def words_of(error: ServiceError, locale: str) -> str:
    """Return what a citizen is told of an error."""
    return translate(error.citizen_key or error.message_key, locale, **error.params)


def out_of_order(error: ServiceError) -> None:
    """Say that nothing can be done here for now; the operator finds in the log why."""
    _log.error("The kiosk cannot begin: %s", error)
    feedback.tell(translate("error.citizen.out_of_order", DEFAULT_LOCALE))
