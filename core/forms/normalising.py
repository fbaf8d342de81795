"""Put values that mean the same into one form, before they are checked and kept."""

from collections.abc import Iterable, Mapping
from typing import Any

from core.catalogue.models import FieldType
from core.forms.kinds import KINDS
from core.forms.models import FieldKey, MergedField


def values_in_order(
    form: Iterable[MergedField], values: Mapping[FieldKey, Any]
) -> dict[FieldKey, Any]:
    """Return values as their kinds write them; what is not understood stays as it is."""
    kinds = {merged.key: merged.type for merged in form}
    return {
        key: normalised_value(kinds[key], value) if key in kinds else value
        for key, value in values.items()
    }


def normalised_value(kind: FieldType, value: Any) -> Any:
    """Return a value, or each of several, as its kind writes it.

    Examples:
        >>> normalised_value(FieldType.PHONE, ["１３８００１３８０００", None])
        ['13800138000', None]
    """
    if isinstance(value, list | tuple) and kind is not FieldType.CHOICES:
        return [normalised_value(kind, one) for one in value]
    if isinstance(value, list | tuple) and any(isinstance(one, list | tuple) for one in value):
        return [normalised_value(kind, one) for one in value]
    return value if value is None else KINDS[kind].normalise(value)
