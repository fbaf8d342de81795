"""Demands on one value that exclude each other, where both are made in one situation (law 4)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from core.catalogue.findings import Finding, error
from core.catalogue.models import DataElement
from core.forms.conflicts import conflicts_in
from core.situations.engines.limits import GaveUpError
from core.themes.planned_matters import ConditionalField
from core.themes.verifying.encoded_themes import EncodedTheme
from core.themes.verifying.findings import RuleFinding
from core.themes.verifying.rule import Rule

_MOST_GROUPS = 20_000
_Group = tuple[ConditionalField, ...]
_OF_SETS = {"options", "bounds"}
"""What three demands can miss together though any two of them go together."""


def conflicting_fields(theme: EncodedTheme) -> Iterator[RuleFinding]:
    """Yield every smallest group of demands that no value can satisfy."""
    yield from _against_elements(theme)
    by_key: dict[str, list[ConditionalField]] = defaultdict(list)
    for field in theme.fields:
        by_key[str(field.use.key)].append(field)
    for fields in by_key.values():
        found_in_all = _conflicts(theme, fields)
        if found_in_all:
            of_sets = any(finding.variant in _OF_SETS for finding in found_in_all)
            yield from _in_one_situation(theme, fields, len(fields) if of_sets else 2)


def _against_elements(theme: EncodedTheme) -> Iterator[RuleFinding]:
    """Yield the places that ask as what can never be written as their element."""
    for field in theme.fields:
        element = theme.plan.catalogue.elements.get(field.use.key.element)
        if element is None or field.use.type.kind.fits(element.type.kind):
            continue
        witness = theme.witness(theme.asks(field))
        if witness is not None:
            yield RuleFinding(_unlike(field, element), witness)


def _unlike(field: ConditionalField, element: DataElement) -> Finding:
    use = field.use
    params = {
        "key": str(use.key),
        "first": f"{use.ref}「{use.label}」",
        "first_type": use.type.value,
        "second_type": element.type.value,
        "first_basis": use.legal_basis[:1] or "–",
    }
    return replace(error("conflicting-fields", str(use.key), **params), variant="element")


def _in_one_situation(
    theme: EncodedTheme, fields: Sequence[ConditionalField], largest: int
) -> Iterator[RuleFinding]:
    smallest: list[set[str]] = []
    for looked_at, group in enumerate(_groups(fields, largest)):
        if looked_at > _MOST_GROUPS:
            raise GaveUpError
        refs = {field.use.ref for field in group}
        if any(known <= refs for known in smallest):
            continue
        conflicts = _conflicts(theme, group)
        if conflicts:
            smallest.append(refs)
            witness = theme.witness(*map(theme.asks, group))
            if witness is not None:
                yield from (RuleFinding(conflict, witness) for conflict in conflicts)


def _groups(fields: Sequence[ConditionalField], largest: int) -> Iterator[_Group]:
    """Yield every pair, and of those that limit what may be written larger groups, too."""
    yield from combinations(fields, 2)
    limiting = [field for field in fields if field.use.options or field.use.rules]
    for size in range(3, largest + 1):
        yield from combinations(limiting, size)


def _conflicts(theme: EncodedTheme, group: Sequence[ConditionalField]) -> tuple[Finding, ...]:
    return conflicts_in(theme.plan.merged(field.use for field in group))


RULES = (Rule(100, conflicting_fields),)
