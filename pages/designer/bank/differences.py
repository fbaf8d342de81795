"""A difference of an entry in words: which attribute, what it was, what it is."""

from html import escape
from typing import Any

from core.catalogue.models import Unsure
from core.services.designers import Catalogue
from core.services.library import PartDifference
from pages.designer.bank.words import attribute_words
from pages.designer.wording import shown
from pages.designer.workspace import Workspace

_LONGEST = 120


def entry_difference_in_words(
    difference: PartDifference, catalogue: Catalogue, workspace: Workspace
) -> str:
    """Return a difference as HTML."""
    name = workspace.say(f"bank.attribute.{_NAMES.get(difference.attribute, difference.attribute)}")
    before, after = (
        _value(difference.attribute, value, catalogue, workspace)
        for value in (difference.before, difference.after)
    )
    becomes = escape(workspace.say("shop.becomes"))
    return (
        f"<b>{escape(name)}</b> <s>{escape(before)}</s> "
        f'<span aria-hidden="true">→</span><span class="heard">{becomes}</span> {escape(after)}'
    )


_NAMES = {"or": "or_kind"}
_SHORT = {"also_answers": "field", "never": "subject", "found_on": "licence"}
"""By what a part of an attribute is told where the whole of it would be too long."""


def _value(name: str, value: Any, catalogue: Catalogue, workspace: Workspace) -> str:
    words = shown(attribute_words(name, _read(name, value), catalogue, workspace))
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def _read(name: str, value: Any) -> Any:
    """Return a value as the models have it: differences are plain data."""
    if name == "unsure" and value:
        return Unsure.model_validate(value)
    if name in _SHORT and value:
        return tuple(str(part.get(_SHORT[name])) for part in value)
    return tuple(value) if isinstance(value, list) else value
