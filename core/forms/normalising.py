"""Put values that mean the same into one form, before they are checked and kept."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from core.catalogue.models import FieldKey, FieldType
from core.characters import clean
from core.forms.models import MergedField
from core.kinds.values import KINDS, LINED, kind_of
from core.kinds.values.temporal import LONG_TERM

_MOMENTS = frozenset({FieldType.DATE, FieldType.DATETIME, FieldType.MONTH})
_CHOSEN = frozenset({FieldType.CHOICE, FieldType.CHOICES})
_MEASURED = _MOMENTS | {FieldType.INTEGER, FieldType.MONEY, FieldType.NUMBER}
_CODE_STANDARDS = frozenset({"GB 32100"})
_CODES = frozenset({FieldType.IDENTITY, FieldType.PHONE})
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
        key: _cleaned_if_read(form[key].type if key in form else FieldType.TEXT, value)
        for key, value in values.items()
        if value is not None
    }


def _cleaned_if_read(kind: FieldType, value: Any) -> Any:
    """Return a value cleaned; what should be a day and is none stays as it was given."""
    if isinstance(value, list | tuple):
        return type(value)(_cleaned_if_read(kind, one) for one in value)
    cleaned = cleaned_value(kind, value)
    is_unread = kind in _MOMENTS and not _is_day(kind, cleaned)
    return value if is_unread else cleaned


def _is_day(kind: FieldType, value: Any) -> bool:
    read = KINDS[kind].normalise(value)
    return read == LONG_TERM or KINDS[kind].problem(read) is None


def cleaned_value(kind: FieldType, value: Any) -> Any:
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
        return type(value)(cleaned_value(kind, one) for one in value)
    if isinstance(value, dict):
        return {name: cleaned_value(kind, one) for name, one in value.items()}
    if not isinstance(value, str):
        return value
    cleaned = clean(value, lines=kind in LINED or kind is FieldType.CHOICES).replace("\t", " ")
    return cleaned.strip() if kind in _CHOSEN else cleaned


def normalised_value(kind: FieldType, value: Any, standard: str = "") -> Any:
    """Return a value, or each of several, cleaned and as its kind or its standard writes it.

    Examples:
        >>> normalised_value(FieldType.PHONE, ["１３８００１３８０００", None])
        ['13800138000', None]
    """
    if isinstance(value, list | tuple) and kind is not FieldType.CHOICES:
        return [normalised_value(kind, one, standard) for one in value]
    if isinstance(value, list | tuple) and any(isinstance(one, list | tuple) for one in value):
        return [normalised_value(kind, one, standard) for one in value]
    if value is None:
        return None
    return kind_of(kind, standard).normalise(cleaned_value(kind, value))


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
        return type(value)(_in_one_form(merged, one) for one in value)
    kind = kind_of(merged.type, merged.standard)
    is_code = merged.type in _CODES or merged.standard in _CODE_STANDARDS
    is_plain = not isinstance(value, str) or _PLAIN.fullmatch(value)
    if not is_code and (merged.type not in _MEASURED or is_plain):
        return value
    written = kind.normalise(value)
    return written if kind.problem(written) is None or merged.constraint.allows(written) else value
