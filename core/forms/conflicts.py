"""What two departments demand of one value must be satisfiable together (law 4).

What can be reconciled is: a finer type for a coarser one, common options, the narrower of
two bounds. What excludes each other is a finding that names both sources and their legal
bases; it is never settled silently.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import combinations

from core.catalogue.findings import Finding, Severity
from core.forms.models import FieldUse, MergedField

_UNIT = re.compile(r"[(（]\s*([^()（）]{1,8})\s*[)）]\s*$")
_UNITS = {
    "㎡": "m²",
    "平方米": "m²",
    "m2": "m²",
    "m²": "m²",
    "平米": "m²",
    "公顷": "hm²",
    "元": "元",
    "万元": "万元",
    "千元": "千元",
    "米": "m",
    "m": "m",
    "厘米": "cm",
    "cm": "cm",
    "千克": "kg",
    "公斤": "kg",
    "kg": "kg",
    "吨": "t",
    "m³/日": "m³/d",
    "立方米/日": "m³/d",
}
_MAX_FINDINGS = 200


def conflicts_in(form: Iterable[MergedField]) -> tuple[Finding, ...]:
    """Return what no value can satisfy, for the fields that ask in one situation."""
    found: list[Finding] = []
    for merged in form:
        if len(merged.uses) > 1:
            found += _conflicts_of(merged)
    return tuple(found[:_MAX_FINDINGS])


def _conflicts_of(merged: MergedField) -> Iterator[Finding]:
    if not merged.constraint.satisfiable:
        yield _finding(merged, "bounds", merged.uses[0], merged.uses[-1])
    single = [use for use in merged.uses if _is_single_choice(use)]
    if not merged.agreed and single:
        yield _finding(merged, "options", single[0], single[-1])
    for first, second in combinations(merged.uses, 2):
        reason = _why_exclusive(first, second)
        if reason:
            yield _finding(merged, reason, first, second)
            return


def _why_exclusive(first: FieldUse, second: FieldUse) -> str:
    """Return why two uses exclude each other, or nothing."""
    if not first.type.kind.fits(second.type.kind):
        return "type"
    if _are_numbers(first, second) and _units_differ(first, second):
        return "unit"
    if first.matter != second.matter and (first.column is None) != (second.column is None):
        return "rows"
    return ""


def _is_single_choice(use: FieldUse) -> bool:
    kind = use.type.kind
    return kind.is_choice and not kind.is_several and bool(use.options)


def _are_numbers(first: FieldUse, second: FieldUse) -> bool:
    return first.type.kind.is_number and second.type.kind.is_number


def unit_of(label: str) -> str:
    """Return the unit that a label names in brackets at its end, or nothing.

    Examples:
        >>> unit_of("经营面积(㎡)"), unit_of("注册资本（万元）"), unit_of("姓名(中文)")
        ('m²', '万元', '')
    """
    found = _UNIT.search(label)
    return _UNITS.get(found[1], "") if found else ""


def _units_differ(first: FieldUse, second: FieldUse) -> bool:
    unit, other = unit_of(first.label), unit_of(second.label)
    return bool(unit and other and unit != other)


def _finding(merged: MergedField, reason: str, first: FieldUse, second: FieldUse) -> Finding:
    params = {
        "key": str(merged.key),
        "first": f"{first.ref}「{first.label}」",
        "second": f"{second.ref}「{second.label}」",
        "first_basis": first.legal_basis[:1] or "–",
        "second_basis": second.legal_basis[:1] or "–",
        "first_type": first.type.value,
        "second_type": second.type.value,
    }
    return Finding(
        "conflicting-fields",
        Severity.ERROR,
        str(merged.key),
        params=tuple(params.items()),
        variant=reason,
    )
