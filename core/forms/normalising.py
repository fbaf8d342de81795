"""Put values that mean the same into one form, before they are checked and kept."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from core.catalogue.models import PLAIN_TEXT, FieldKey, FieldType
from core.characters import clean
from core.forms.models import MergedField
from core.kinds.records import FieldKind
from core.kinds.standards import rules_for
from core.kinds.values.temporal import LONG_TERM

_PLAIN = re.compile(r"[-+0-9.:TZ ]*")
"""Digits and what may stand between them, as departments write days and amounts."""


def values_in_order(
    form: Iterable[MergedField], values: Mapping[FieldKey, Any]
) -> dict[FieldKey, Any]:
    """Return values as their kinds write them; what is not understood stays as it is."""
    fields = {merged.key: merged for merged in form}
    return {
        key: normalised_value(fields[key].type, value, fields[key].standard)
        if key in fields
        else value
        for key, value in values.items()
    }


def cleaned_values(
    form: Mapping[FieldKey, MergedField], values: Mapping[FieldKey, Any]
) -> dict[FieldKey, Any]:
    """Return values as they were given, without what nobody sees; absent ones are left out."""
    return {
        key: _cleaned_if_read(form[key].type if key in form else PLAIN_TEXT, value)
        for key, value in values.items()
        if value is not None
    }


def _cleaned_if_read(field_type: FieldType, value: Any) -> Any:
    """Return a value cleaned; what should be a day and is none stays as it was given."""
    if isinstance(value, list | tuple):
        return type(value)(_cleaned_if_read(field_type, item) for item in value)
    cleaned = cleaned_value(field_type, value)
    is_unread = field_type.kind.is_moment and not _is_day(field_type.kind, cleaned)
    return value if is_unread else cleaned


def _is_day(kind: FieldKind, value: Any) -> bool:
    read = kind.normalise(value)
    return read == LONG_TERM or kind.problem(read) is None


def cleaned_value(field_type: FieldType, value: Any) -> Any:
    r"""Return a value, or each of several, without what nobody sees (law 19).

    Only texts of several lines keep their line breaks, and a text that holds one choice a line.
    A tab is a blank; around what can be chosen there is none.

    Examples:
        >>> cleaned_value(FieldType.TEXT, ["林\u200b月", 3]), cleaned_value(FieldType.TEXT, "1\v2")
        (['林月', 3], '1 2')
        >>> cleaned_value(FieldType.CHOICES, ["\t自有", "租赁 "])
        ['自有', '租赁']
    """
    if isinstance(value, list | tuple):
        return type(value)(cleaned_value(field_type, item) for item in value)
    if isinstance(value, dict):
        return {name: cleaned_value(field_type, item) for name, item in value.items()}
    if not isinstance(value, str):
        return value
    kind = field_type.kind
    cleaned = clean(value, lines=kind.has_lines or kind.is_several).replace("\t", " ")
    return cleaned.strip() if kind.is_choice else cleaned


def normalised_value(field_type: FieldType, value: Any, standard: str = "") -> Any:
    """Return a value, or each of several, cleaned and as its kind or its standard writes it.

    Examples:
        >>> normalised_value(FieldType.PHONE, ["１３８００１３８０００", None])
        ['13800138000', None]
    """
    if isinstance(value, list | tuple) and not field_type.kind.is_several:
        return [normalised_value(field_type, item, standard) for item in value]
    if isinstance(value, list | tuple) and any(isinstance(item, list | tuple) for item in value):
        return [normalised_value(field_type, item, standard) for item in value]
    if value is None:
        return None
    return rules_for(field_type.kind, standard).normalise(cleaned_value(field_type, value))


def written_alike(
    form: Mapping[FieldKey, MergedField], values: Mapping[FieldKey, Any]
) -> dict[FieldKey, Any]:
    """Return values of which each has one form; those that are right as they stand stay.

    Numbers by which somebody is found or reached are the same in every department's form,
    however they were typed; a day or an amount is rewritten only from other than plain digits.
    """
    return {
        key: _in_one_form(form[key], value) if key in form else value
        for key, value in values.items()
    }


def _in_one_form(merged: MergedField, value: Any) -> Any:
    if isinstance(value, list | tuple):
        return type(value)(_in_one_form(merged, item) for item in value)
    kind, rules = merged.type.kind, rules_for(merged.type.kind, merged.standard)
    is_plain = not isinstance(value, str) or _PLAIN.fullmatch(value)
    is_measured = kind.is_moment or kind.is_number
    if not (kind.is_code or rules.is_code or (is_measured and not is_plain)):
        return value
    written = rules.normalise(value)
    return written if rules.problem(written) is None or merged.constraint.allows(written) else value
