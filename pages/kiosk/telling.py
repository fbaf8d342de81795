"""Tell citizens what went wrong: never in the words of whoever runs the kiosk."""

from collections.abc import Mapping
from contextlib import AbstractContextManager

from core.errors import ServiceError
from core.i18n import translate
from pages.shared import feedback


def errors_told(
    locale: str, labels: Mapping[str, str] | None = None
) -> AbstractContextManager[None]:
    """Show any deliberate error of the block to whoever stands here instead of raising it."""
    return feedback.errors_told(locale, labels, words=words_of)


def words_of(error: ServiceError, locale: str) -> str:
    """Return what a citizen is told of an error."""
    return translate(error.citizen_key or error.message_key, locale, **error.params)
