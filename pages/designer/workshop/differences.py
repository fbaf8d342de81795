"""A difference of a matter in words: where, what it was, what it is."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from pydantic import TypeAdapter, ValidationError

from core.catalogue.models import Condition
from core.i18n import DEFAULT_LOCALE, listed, messages_of
from core.services.library import PartDifference
from pages.designer.wording import shown
from pages.designer.workspace import Workspace

ConditionWords = Callable[[Condition], str]
_LONGEST = 80
_CONDITIONS: TypeAdapter[Condition] = TypeAdapter(Condition)


def difference_words(
    difference: PartDifference, workspace: Workspace, words: ConditionWords | None = None
) -> str:
    """Return a difference as HTML; ``words`` tell a condition."""
    name = f"{difference.place} {attribute_name(difference.attribute, workspace)}".strip()
    before, after = (
        _condition_in_words(value, words)
        or _material_in_words(difference.attribute, value, workspace)
        or value_in_words(value, workspace)
        for value in (difference.before, difference.after)
    )
    arrow = escape(workspace.say("shop.becomes"))
    return (
        f"<b>{escape(name)}</b> <s>{escape(before)}</s> "
        f'<span aria-hidden="true">→</span><span class="heard">{arrow}</span> {escape(after)}'
    )


def _condition_in_words(value: Any, words: ConditionWords | None) -> str:
    """Return a condition in words, "" for what is none."""
    if words is None or not isinstance(value, Mapping):
        return ""
    try:
        condition = _CONDITIONS.validate_python(value)
    except ValidationError:
        return ""
    return words(condition)


def _material_in_words(name: str, value: Any, workspace: Workspace) -> str:
    """Return in words what proves something, or why it need not be handed in; "" for others."""
    if name not in ("evidence", "exemption") or not isinstance(value, Mapping):
        return ""
    if name == "exemption":
        way = workspace.say(f"shop.exempt.{value.get('by')}")
        return "：".join(filter(None, (way, shown(str(value.get("name", ""))))))
    parts = value.get("all") or value.get("any") or [value]
    written = ("@".join(filter(None, (p.get("document"), p.get("subject")))) for p in parts)
    return " · ".join(written)


def attribute_name(name: str, workspace: Workspace) -> str:
    """Return what an attribute is called; one that has no word is called by its code."""
    for kind in ("attribute", "field", "material"):
        if f"designer.shop.{kind}.{name}" in messages_of(DEFAULT_LOCALE):
            return workspace.say(f"shop.{kind}.{name}")
    return name


def value_in_words(value: Any, workspace: Workspace) -> str:
    """Return a value in words, shortened; a part is told by its name."""
    if value is None or value in ("", (), []):
        return workspace.say("shop.unsaid")
    if isinstance(value, bool):
        return workspace.say("shop.yes" if value else "shop.no")
    if isinstance(value, Mapping):
        return shown(str(value.get("label") or value.get("name") or workspace.say("shop.part")))
    if isinstance(value, list | tuple):
        value = listed([value_in_words(part, workspace) for part in value], workspace.locale)
    words = shown(str(value))
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
