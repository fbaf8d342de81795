"""Drafts are plain data; a theme is what they say."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from core.catalogue.models import Theme
from core.errors import InvalidThemeError


def theme_of(document: Mapping[str, Any]) -> Theme:
    """Return the theme that plain data in catalogue format 1 describes.

    Raises:
        InvalidThemeError: Naming the first place that is not as it should be.
    """
    try:
        return Theme.model_validate(document)
    except ValidationError as invalid:
        place = ".".join(str(step) for step in invalid.errors()[0]["loc"])
        raise InvalidThemeError(reason=place) from invalid


def document_of(theme: Theme) -> dict[str, Any]:
    """Return a theme as plain data."""
    return theme.model_dump(mode="json", by_alias=True, exclude_unset=True)
