"""Check the merged form: all problems at once, each with its place (law 16)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import partial
from typing import Any

from core.catalogue.models import FieldType
from core.errors import Problem
from core.forms.deriving import is_resident
from core.forms.kinds import KINDS
from core.forms.kinds.checks import Check
from core.forms.kinds.identity import credit_code_problem, region_problem
from core.forms.kinds.numeric import number_of
from core.forms.models import FieldKey, MergedField

_STANDARDS: Mapping[str, Callable[[Any], str | None]] = {
    "GB 32100": credit_code_problem,
    "GB/T 2260": region_problem,
}
"""Checks that follow from the standard of the element, whatever its field type."""

_MAX_ENTRIES = 200
_BOUNDS = {
    "too-short": "shortest",
    "too-long": "longest",
    "too-small": "least",
    "too-great": "most",
}
"""Rules that a bound explains, and the bound that does."""


def validate_values(
    form: Iterable[MergedField],
    values: Mapping[FieldKey, Any],
    *,
    known: Set[FieldKey] = frozenset(),
    standard_of: Callable[[str], str] = lambda element: "",
    id_type: str = "",
) -> tuple[Problem, ...]:
    """Return every problem of the values, in the order of the form.

    Args:
        form: The merged form.
        values: What was given or computed.
        known: Keys that need no value now (issued later by a matter in force).
        standard_of: The standard of an element.
        id_type: The element that tells the kind of identity paper; the number of another
            paper than a resident identity card follows that paper's own rules.
    """
    problems: list[Problem] = []
    for merged in form:
        value = values.get(merged.key)
        if is_empty(value):
            if not merged.may_be_empty and merged.key not in known:
                problems.append(_problem(merged, "required"))
            continue
        paper = values.get(FieldKey(id_type, merged.key.subject)) if id_type else None
        checks = partial(_check, merged, standard_of(merged.key.element), paper)
        problems += _problems_with(merged, value, checks)
    return tuple(problems)


def is_empty(value: Any) -> bool:
    """Say whether nothing was given: no value, blanks, or a list of nothing.

    Examples:
        >>> [is_empty(value) for value in (None, "  ", [], ["", None], 0, False)]
        [True, True, True, True, False, False]
    """
    if isinstance(value, list | tuple):
        return all(is_empty(one) for one in value)
    return value is None or (isinstance(value, str) and not value.strip())


def _check(merged: MergedField, standard: str, paper: Any, member: int) -> Check:
    if merged.type is FieldType.IDENTITY and not is_resident(paper, member):
        return KINDS[FieldType.TEXT].problem
    return _STANDARDS.get(standard) or KINDS[merged.type].problem


def _problems_with(
    merged: MergedField, value: Any, checks: Callable[[int], Check]
) -> Iterator[Problem]:
    several = merged.repeats or merged.places > 1
    entries = list(value) if several and isinstance(value, list | tuple) else [value]
    if merged.places > 1 and len(entries) > merged.places:
        yield _problem(merged, "too-many", limit=str(merged.places))
    for member, entry in enumerate(entries[:_MAX_ENTRIES]):
        rule, given = _rule_broken(merged, entry, checks(member))
        if rule:
            yield _problem(merged, rule, given=str(given)[:40])
            return


def _rule_broken(merged: MergedField, entry: Any, check: Check) -> tuple[str | None, Any]:
    """Return the first rule an entry breaks, and the part of it that does."""
    if is_empty(entry):
        return ("required" if merged.required else None), entry
    if merged.type is FieldType.CHOICES:
        chosen = list(entry) if isinstance(entry, list | tuple) else [entry]
        wrong = [one for one in chosen if merged.options and one not in merged.options]
        return ("not-an-option" if wrong else None), (wrong or [""])[0]
    if merged.type is FieldType.CHOICE and merged.options:
        return ("not-an-option" if entry not in merged.options else None), entry
    return check(entry) or _bound_broken(merged, entry), entry


def _bound_broken(merged: MergedField, entry: Any) -> str | None:
    if isinstance(entry, list | tuple | bool):
        return None
    broken = merged.constraint.problem(str(entry).strip(), number_of(entry))
    return broken[0] if broken else None


def _problem(merged: MergedField, rule: str, **params: str) -> Problem:
    told = {"label": merged.label, **params}
    if rule == "not-an-option":
        told["options"] = "、".join(merged.options[:12])
    if rule in _BOUNDS:
        told["bound"] = str(getattr(merged.constraint, _BOUNDS[rule]) or "")
    if rule in {"mobile-too-short", "mobile-too-long"}:
        told["digits"] = str(abs(11 - len(params["given"].replace(" ", ""))))
    if rule == "identity-length":
        told["digits"] = str(len(params["given"]))
    return Problem(str(merged.key), rule, tuple(told.items()))
