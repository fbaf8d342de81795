"""The merged form of a situation as a JSON Schema (2020-12), for programs that fill it in."""

import json
from collections.abc import Mapping
from typing import Any

from core.forms.models import MergedField
from core.forms.sources import LEFT_TO_APPLICANT
from core.themes.guides import Guide
from core.themes.plans import ThemePlan

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema_of(plan: ThemePlan, guide: Guide) -> bytes:
    """Return what values a case of this situation takes, by ``element@subject``.

    Required is what some office requires and nobody else tells.
    """
    required = [
        str(merged.key)
        for merged in guide.form
        if merged.required and guide.sources[merged.key] in LEFT_TO_APPLICANT
    ]
    schema = {
        "$schema": DIALECT,
        "title": plan.theme.name,
        "type": "object",
        "properties": {str(merged.key): _property(merged) for merged in guide.form},
        "required": required,
        "additionalProperties": False,
    }
    return json.dumps(schema, ensure_ascii=False, indent=2).encode()


def _property(merged: MergedField) -> dict[str, Any]:
    property_ = {"title": merged.label, "description": ", ".join(merged.asked_by)}
    value = _value(merged)
    if merged.repeats or merged.places > 1:
        several: dict[str, Any] = {"type": "array", "items": value}
        if merged.places > 1 and not merged.repeats:
            several["maxItems"] = merged.places
        return property_ | several
    return property_ | value


def _value(merged: MergedField) -> dict[str, Any]:
    kind = merged.type.kind
    if kind.is_several:
        return {"type": "array", "items": _chosen(merged), "uniqueItems": True}
    if merged.options:
        return _chosen(merged)
    if kind.is_truth or kind.is_agreed:
        return {"type": "boolean"}
    if kind.is_number:
        return {"type": "integer" if kind.is_counted else "number"}
    return {"type": "string", **_FORMATS.get(merged.type.value, {})}


def _chosen(merged: MergedField) -> dict[str, Any]:
    return {"type": "string", **({"enum": list(merged.options)} if merged.options else {})}


_FORMATS: Mapping[str, Mapping[str, str]] = {
    "date": {"format": "date"},
    "month": {"pattern": r"^\d{4}-(0[1-9]|1[0-2])$"},
}
