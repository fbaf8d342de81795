"""Say in words why a file of a catalogue was refused, with its line and what would be right."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from core.catalogue.findings import Finding, Severity
from core.catalogue.models import Part
from core.catalogue.yaml_reading import Lines, RefusedFileError

_UNION_TAGS = frozenset({"one", "all", "any", "plain", "told", "several"})
_MAX_FINDINGS_PER_FILE = 20


def refusal_finding(
    name: str, refusal: RefusedFileError, severity: Severity = Severity.ERROR
) -> Finding:
    """Return the finding that tells why a file was refused."""
    params = tuple(refusal.params.items())
    return Finding(refusal.rule, severity, name, name, refusal.line, params)


def invalid_findings(
    invalid: ValidationError, data: Any, lines: Lines, name: str
) -> Iterator[Finding]:
    """Turn pydantic's errors into findings, one for each place, the first twenty."""
    seen: set[tuple[Any, ...]] = set()
    for error in invalid.errors(include_url=False):
        place = _place_in(data, error["loc"])
        if place in seen:
            continue
        seen.add(place)
        if len(seen) > _MAX_FINDINGS_PER_FILE:
            return
        rule, params = _rule_of(error, place)
        at = "".join(f"[{s}]" if isinstance(s, int) else f".{s}" for s in place).lstrip(".")
        yield Finding(
            rule, Severity.ERROR, at or name, name, lines.at(place), (("at", at), *params)
        )


def _place_in(data: Any, loc: tuple[int | str, ...]) -> tuple[Any, ...]:
    """Return the path into the data; pydantic adds names of union branches to it."""
    place: list[Any] = []
    node = data
    for index, step in enumerate(loc):
        inside = isinstance(node, dict) and step in node
        inside = inside or (isinstance(node, tuple) and isinstance(step, int))
        if inside:
            place.append(step)
            node = node[step]
        elif index == len(loc) - 1 and isinstance(node, dict) and step not in _UNION_TAGS:
            place.append(step)
    return tuple(place)


def _rule_of(error: Any, place: tuple[Any, ...]) -> tuple[str, tuple[tuple[str, Any], ...]]:
    kind, given = error["type"], shown(error["input"])
    key = str(place[-1]) if place else ""
    if kind == "extra_forbidden":
        return "unknown-key", (("key", shown(key)), ("hint", closest(key, _KNOWN_KEYS)))
    if kind in {"missing", "union_tag_not_found"}:
        return "missing-key", (("key", _missing_key(error, key)),)
    if kind in {"string_pattern_mismatch", "unsafe_code"} or (
        kind == "string_too_long" and "pattern" not in error["ctx"] and key in _CODE_KEYS
    ):
        return "unsafe-code", (("given", given),)
    if kind in {"enum", "literal_error", "union_tag_invalid"}:
        return "unknown-value", _not_among(error["input"], error["ctx"])
    if kind == "table_columns":
        return "table-columns", ()
    expected = _EXPECTATIONS.get(kind, kind.removesuffix("_type").removesuffix("_parsing"))
    hint = f'"{error["input"]}"' if kind == "string_type" and _is_plain(error["input"]) else ""
    return "wrong-type", (("given", given), ("expected", expected), ("hint", hint))


def _missing_key(error: Any, key: str) -> str:
    """Return the key that is missing: of a part of several kinds, the one that says which."""
    return str(error.get("ctx", {}).get("discriminator", key)).strip("'")


def _not_among(given: Any, context: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    """Return what was given, what may be, and what of it is nearest; a kind is given by a key."""
    expected = context.get("expected") or context["expected_tags"]
    given = context.get("tag", given)
    allowed = [part.strip("' ") for part in expected.replace(" or ", ", ").split(",")]
    hint = closest(str(given), allowed)
    return (("given", shown(given)), ("allowed", allowed), ("hint", hint))


_CODE_KEYS = frozenset({"code", "id", "matter", "element", "subject", "document", "question"})


def _models(base: type[Part]) -> Iterator[type[Part]]:
    for model in base.__subclasses__():
        yield model
        yield from _models(model)


_KNOWN_KEYS = sorted(
    {info.alias or key for model in _models(Part) for key, info in model.model_fields.items()}
)
_EXPECTATIONS = {
    "string_type": "text",
    "string_too_short": "text (not empty)",
    "string_too_long": "text (shorter)",
    "int_type": "whole number",
    "int_parsing": "whole number",
    "float_type": "number",
    "bool_type": "true / false",
    "unnamed_confirmation": "false, or who confirmed it (by) and when (on)",
    "day": "day, such as 2026-11-25",
    "yuan": 'amount in quotes, with its fen, such as "80.00"',
    "percent": 'percentage in quotes, such as "3" or "1.5"',
    "tuple_type": "list",
    "dict_type": "mapping",
    "model_type": "mapping",
    "model_attributes_type": "mapping",
    "greater_than_equal": "whole number, 0 or more",
    "less_than_equal": "smaller number",
    "decided_value": "a value, or a clock",
    "decided_clock": "proposed: true",
}


def _is_plain(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def shown(value: Any) -> str:
    """Return a value short enough for a message."""
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "…"


def closest(name: str, names: Iterable[str]) -> str:
    """Return the most similar name, or nothing.

    Examples:
        >>> closest("lable", ["label", "type"]), closest("zzz", ["label"])
        ('label', '')
    """
    return next(iter(get_close_matches(name[:80], list(names), n=1, cutoff=0.6)), "")
