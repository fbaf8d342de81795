"""Put values that mean the same into one form, before they are checked and kept."""

from collections.abc import Iterable, Mapping
from typing import Any

from core.catalogue.models import FieldType
from core.characters import clean
from core.forms.kinds import KINDS, LINED
from core.forms.models import FieldKey, MergedField

_MOMENTS = frozenset({FieldType.DATE, FieldType.DATETIME, FieldType.MONTH})


def values_in_order(
    form: Iterable[MergedField], values: Mapping[FieldKey, Any]
) -> dict[FieldKey, Any]:
    """Return values as their kinds write them; what is not understood stays as it is."""
    kinds = {merged.key: merged.type for merged in form}
    return {
        key: normalised_value(kinds[key], value) if key in kinds else value
        for key, value in values.items()
    }


def cleaned_values(
    form: Mapping[FieldKey, MergedField], values: Mapping[FieldKey, Any]
) -> dict[FieldKey, Any]:
    """Return values as they were given, without what nobody sees; absent ones are left out."""
    return {
        key: _cleaned_if_read(form[key].type if key in form else FieldType.TEXT, value)
        for key, value in values.items()
        if value is not None
    }


def _cleaned_if_read(kind: FieldType, value: Any) -> Any:
    """Return a value cleaned; what should be a day and is none stays as it was given."""
    if isinstance(value, list | tuple):
        return type(value)(_cleaned_if_read(kind, one) for one in value)
    cleaned = cleaned_value(kind, value)
    is_unread = kind in _MOMENTS and KINDS[kind].problem(KINDS[kind].normalise(cleaned))
    return value if is_unread else cleaned


def cleaned_value(kind: FieldType, value: Any) -> Any:
    r"""Return a value, or each of several, without what nobody sees (law 19).

    Only texts of several lines keep their line breaks, and a text that holds one choice a line.

    Examples:
        >>> cleaned_value(FieldType.TEXT, ["林\u200b月", 3]), cleaned_value(FieldType.TEXT, "1\v2")
        (['林月', 3], '1 2')
    """
    if isinstance(value, list | tuple):
        return type(value)(cleaned_value(kind, one) for one in value)
    if isinstance(value, dict):
        return {name: cleaned_value(kind, one) for name, one in value.items()}
    if not isinstance(value, str):
        return value
    return clean(value, lines=kind in LINED or kind is FieldType.CHOICES)


def normalised_value(kind: FieldType, value: Any) -> Any:
    """Return a value, or each of several, cleaned and as its kind writes it.

    Examples:
        >>> normalised_value(FieldType.PHONE, ["１３８００１３８０００", None])
        ['13800138000', None]
    """
    if isinstance(value, list | tuple) and kind is not FieldType.CHOICES:
        return [normalised_value(kind, one) for one in value]
    if isinstance(value, list | tuple) and any(isinstance(one, list | tuple) for one in value):
        return [normalised_value(kind, one) for one in value]
    return value if value is None else KINDS[kind].normalise(cleaned_value(kind, value))
