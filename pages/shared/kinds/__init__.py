"""How each kind of field is asked on a screen: one file each, found by listing this package.

A widget shows the value that is known and returns what is in it now, in the way the
core writes values: days as ``YYYY-MM-DD``, yes and no as booleans, nothing as ``None``.
"""

from typing import Any

from core.discovering import entries_in
from core.forms.models import MergedField
from pages.shared.slots import Slot
from pages.shared.widgets import FieldWidget, typed_as

FIELD_WIDGETS = entries_in(__name__, "WIDGET", FieldWidget)
"""Widgets by the kind of field, which is the name of the file."""
_NAMES = frozenset({"per.name"})


def ask(field: MergedField, value: Any, slot: Slot) -> Any:
    """Ask for one value of a field and return it."""
    widget = FIELD_WIDGETS[field.type]
    keys = "name" if field.key.element in _NAMES else widget.keys
    with typed_as(keys, slot.key):
        return widget.ask(field, value, slot)


def taken(field: MergedField, key: str) -> Any:
    """Return what is in the widget of a field now, without drawing it.

    It is what :func:`ask` returns; a form that is sent need not be drawn again to be read.
    """
    return FIELD_WIDGETS[field.type].taken(field, key)


def taken_several(field: MergedField, key: str) -> Any:
    """Return what is in the widgets of a field with several places."""
    entries = [taken(field, f"{key}.{place}") for place in range(field.places)]
    return [entry for entry in entries if entry is not None] or None


def ask_several(field: MergedField, value: Any, slot: Slot) -> Any:
    """Ask for as many values as the field has places; empty places are left out."""
    given = list(value) if isinstance(value, list | tuple) else [value]
    entries = []
    for place in range(field.places):
        each = Slot(f"{slot.key}.{place}", _label_at(place, slot.label), slot.locale)
        entries.append(ask(field, given[place] if place < len(given) else None, each))
    return [entry for entry in entries if entry is not None] or None


def _label_at(place: int, label: str) -> str:
    """Return what one of several places is called: 备用名称1 is followed by 备用名称2."""
    name = label.rstrip("0123456789")
    return f"{label} ({place + 1})" if name == label else f"{name}{place + 1}"
