"""Fill in a form for the people of a scenario."""

from collections.abc import Iterable
from typing import Any

from core.forms.models import MergedField
from core.training.models import Scenario, as_given


def filled_values(scenario: Scenario, fields: Iterable[MergedField]) -> dict[str, Any]:
    """Return what the people of a scenario write into a form.

    What the scenario says itself comes first, then what the demo people of a role are known by,
    then what they share. What nobody knows stays empty, so that checking tells of it; so does what
    the scenario names without a value. A scenario that names nobody fills in what it says alone.
    """
    if not scenario.who:
        fields = ()
    values = {**_signatures(scenario), **scenario.given_values}
    for field in fields:
        place = str(field.key)
        value = _known_value(scenario, field) if place not in values else None
        if value is not None:
            values[place] = value
    return {place: value for place, value in values.items() if value is not None}


def _signatures(scenario: Scenario) -> dict[str, Any]:
    """Return who signs for each role that one person holds; no form has a page for them."""
    roles = ((role, scenario.people_of(role)) for role in scenario.who)
    return {f"case.sign@{role}": held[0]["per.name"] for role, held in roles if len(held) == 1}


def _known_value(scenario: Scenario, field: MergedField) -> Any:
    element, holders = field.key.element, scenario.people_of(field.key.subject)
    known = [as_given(person.get(element)) for person in holders]
    if known and None not in known:
        return known if field.repeats else known[0]
    shared = scenario.cast.shared
    value = as_given(shared.get(str(field.key), shared.get(element)))
    return None if value is None else _as_entries(value, field, members=len(holders) or 1)


def _as_entries(value: Any, field: MergedField, *, members: int) -> Any:
    """Return a value once for each member, or for each place that a form has for it."""
    if isinstance(value, list) and not field.type.kind.is_several:
        return value
    if field.repeats:
        return [value] * members
    return [value] * field.places if field.places > 1 else value
