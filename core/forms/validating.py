"""Check the merged form: all problems at once, each with its place (law 16)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from datetime import date
from functools import partial
from typing import Any

from core.catalogue.models import FieldKey
from core.errors import Problem
from core.forms.models import MergedField
from core.forms.pictures import is_picture, picture_problem
from core.forms.possible_dates import date_impossible
from core.kinds.records import Check, ValueRules
from core.kinds.standards import rules_for
from core.kinds.values.numeric import number_of
from core.kinds.values.phone import digits_missing

_BOUNDS = {
    "too-short": "shortest",
    "too-long": "longest",
    "too-small": "least",
    "too-great": "most",
}
"""Rules that a bound explains, and the bound that does."""
_LONGEST_TOLD = 40


def validate_values(
    form: Iterable[MergedField],
    values: Mapping[FieldKey, Any],
    *,
    known: Set[FieldKey] = frozenset(),
    standard_of: Callable[[str], str] = lambda element: "",
    id_type: str = "",
    today: date | None = None,
) -> tuple[Problem, ...]:
    """Return every problem of the values, in the order of the form.

    Args:
        form: The merged form.
        values: What was given or computed.
        known: Keys that need no value now (issued later by a matter in force).
        standard_of: The standard of an element.
        id_type: The element that tells the kind of identity paper; a number follows the
            rules of its paper.
        today: The day it is; without it nothing is known to be still to come.
    """
    problems: list[Problem] = []
    for merged in form:
        value = values.get(merged.key)
        if is_empty(value):
            if not merged.may_be_empty and merged.key not in known:
                problems.append(_problem(merged, "required"))
            continue
        papers = values.get(FieldKey(id_type, merged.key.subject)) if id_type else None
        rules = rules_for(merged.type.kind, standard_of(merged.key.element))
        check = partial(_rule_broken, merged, rules, papers=papers, today=today)
        problems += _problems_with(merged, value, check)
    return tuple(problems)


def is_empty(value: Any) -> bool:
    """Say whether nothing was given: no value, blanks, or a list of nothing.

    Examples:
        >>> [is_empty(value) for value in (None, "  ", [], ["", None], 0, False)]
        [True, True, True, True, False, False]
    """
    if isinstance(value, list | tuple):
        return all(is_empty(entry) for entry in value)
    return value is None or (isinstance(value, str) and not value.strip())


def entries_of(merged: MergedField, value: Any) -> list[Any]:
    """Return what each member or place was given; a single value is a list of one."""
    several = merged.repeats or merged.places > 1
    return list(value) if several and isinstance(value, list | tuple) else [value]


def words_of_member(merged: MergedField, member: int, number: int) -> dict[str, str]:
    """Return how a problem names its field, and which member of several is meant."""
    if number <= 1:
        return {"label": merged.label}
    return {"label": f"{merged.label} ({member + 1})", "member": str(member + 1)}


def _problems_with(
    merged: MergedField, value: Any, check: Callable[[Any, int], tuple[str | None, Any]]
) -> Iterator[Problem]:
    """Yield what is wrong with each entry: every member is looked at (law 16)."""
    entries = entries_of(merged, value)
    if merged.places > 1 and len(entries) > merged.places:
        yield _problem(merged, "too-many", limit=str(merged.places))
    for member, entry in enumerate(entries):
        rule, given = check(entry, member)
        if rule:
            params = words_of_member(merged, member, len(entries))
            yield _problem(merged, rule, **_explained(rule, given), **params)


def _rule_broken(
    merged: MergedField,
    rules: ValueRules,
    entry: Any,
    member: int,
    *,
    papers: Any,
    today: date | None,
) -> tuple[str | None, Any]:
    """Return the first rule an entry breaks, and the part of it that does."""
    if is_empty(entry):
        return ("required" if merged.required else None), entry
    if merged.type.kind.is_several:
        chosen = list(entry) if isinstance(entry, list | tuple) else [entry]
        wrong = [item for item in chosen if merged.options and item not in merged.options]
        return ("not-an-option" if wrong else None), (wrong or [""])[0]
    if merged.type.kind.is_choice and merged.options:
        return ("not-an-option" if entry not in merged.options else None), entry
    value = rules.normalise(entry)
    check = _check_of(merged, rules, papers, member)
    is_allowed = merged.constraint.allows(value)
    rule = None if is_allowed else check(value) or _bound_broken(merged, value)
    return rule or date_impossible(merged, value, today), entry


def _check_of(merged: MergedField, rules: ValueRules, papers: Any, member: int) -> Check:
    if is_picture(merged.key.element):
        return picture_problem
    on_paper = rules.problem_on_paper
    if on_paper is None:
        return rules.problem
    if isinstance(papers, list | tuple):
        papers = papers[member] if member < len(papers) else None
    return lambda number: on_paper(number, papers)


def _bound_broken(merged: MergedField, entry: Any) -> str | None:
    if isinstance(entry, list | tuple | bool):
        return None
    broken = merged.constraint.problem(str(entry).strip(), number_of(entry))
    return broken[0] if broken else None


def _explained(rule: str, given: Any) -> dict[str, str]:
    """Return what explains a broken rule: what was given, and how many digits are amiss."""
    params = {"given": shown(given)}
    if rule in {"mobile-too-short", "mobile-too-long"}:
        params["digits"] = str(abs(digits_missing(given)))
    if rule == "identity-length":
        params["digits"] = str(len("".join(shown(given).split())))
    return params


def shown(given: Any) -> str:
    """Return what was given, cut to what a sentence can hold.

    Examples:
        >>> shown("60"), len(shown("9" * 5000)), shown(10**9000)
        ('60', 40, '…')
    """
    try:
        return str(given)[:_LONGEST_TOLD]
    except ValueError:  # a whole number with more digits than Python writes
        return "…"


def _problem(merged: MergedField, rule: str, **params: str) -> Problem:
    words = {"label": merged.label, **params}
    if rule == "not-an-option":
        words["options"] = "、".join(merged.options[:12])
    if rule in _BOUNDS:
        words["bound"] = str(getattr(merged.constraint, _BOUNDS[rule]))
    return Problem(str(merged.key), rule, tuple(words.items()))
