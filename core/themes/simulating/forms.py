"""How many fields each of very many situations asks for, exactly as a guide counts them."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from core.catalogue.models import Answer, FieldKey
from core.situations.conditions import Knowledge
from core.situations.engines.components import grouped
from core.situations.engines.packed_columns import PackedColumn, by_pattern, packed
from core.situations.engines.situation_columns import SituationColumns
from core.situations.guiding import Situation
from core.themes.plans import ThemePlan
from core.themes.simulating.known_values import known_without_asking
from core.themes.simulating.materials import Carried, SimulatedMaterials


class Forms(NamedTuple):
    """Where which entries stand, and which keys are on the merged form, and left to ask."""

    entries: tuple[PackedColumn, ...]
    keys: Mapping[FieldKey, PackedColumn]
    asked: Mapping[FieldKey, PackedColumn]


def lay_out_forms(
    plan: ThemePlan, columns: SituationColumns, materials: SimulatedMaterials
) -> Forms:
    """Work out the merged form of every situation, and what of it the applicant is asked."""
    any_of = columns.algebra.any_of
    entries, asking = [], dict[FieldKey, dict[str, list[PackedColumn]]]()
    for code, planned in plan.matters.items():
        for place, field in enumerate(planned.fields, start=planned.first_item + 1):
            column = columns.items[place]
            entries.append(column)
            asking.setdefault(field.use.key, {}).setdefault(code, []).append(column)
    by_matter = {
        key: {code: any_of(uses) for code, uses in matters.items()}
        for key, matters in asking.items()
    }
    keys = {key: any_of(matters.values()) for key, matters in by_matter.items()}
    known = known_without_asking(plan, columns)
    _add_carried(known, materials.carried, by_matter)
    for key, column in _derived(plan, columns, keys).items():
        known.setdefault(key, []).append(column)
    asked = {
        key: column & ~any_of(known[key]) if key in known else column
        for key, column in keys.items()
    }
    return Forms(tuple(entries), keys, asked)


def _add_carried(
    known: dict[FieldKey, list[PackedColumn]],
    carried: Mapping[Carried, list[PackedColumn]],
    asking: Mapping[FieldKey, Mapping[str, PackedColumn]],
) -> None:
    """Add what licences carry; a matter that asks itself cannot use the licence it issues."""
    for (key, producer), where in carried.items():
        own = asking.get(key, {}).get(producer) if producer else None
        known.setdefault(key, []).extend(
            column if own is None else column & ~own for column in where
        )


class _Member(NamedTuple):
    key: FieldKey
    keys: frozenset[FieldKey]
    questions: frozenset[str]


def _derived(
    plan: ThemePlan, columns: SituationColumns, keys: Mapping[FieldKey, PackedColumn]
) -> dict[FieldKey, PackedColumn]:
    """Return where which keys follow from others, component by component of related keys."""
    members = [_Member(key, *plan.derivations.looked_at_for(key)) for key in keys]
    related = [member for member in members if member.keys]
    found: dict[FieldKey, PackedColumn] = {}
    for component in grouped(related, lambda rule: (rule.key, *rule.keys)):
        found |= _derived_in(plan, columns, keys, component)
    return found


def _derived_in(
    plan: ThemePlan,
    columns: SituationColumns,
    keys: Mapping[FieldKey, PackedColumn],
    component: list[_Member],
) -> dict[FieldKey, PackedColumn]:
    involved = [key for rule in component for key in (rule.key, *sorted(rule.keys)) if key in keys]
    involved = list(dict.fromkeys(involved))
    answers = _answers_looked_at(plan, component)
    targets = [rule.key for rule in component]

    def follow(pattern: tuple[bool, ...]) -> list[int]:
        there = {key for key, is_there in zip(involved, pattern, strict=False) if is_there}
        given = zip(answers, pattern[len(involved) :], strict=True)
        known = Knowledge({question: answer for (question, answer), is_given in given if is_given})
        fixed, _ = plan.derivations.derivable(there, Situation(known, (), None))
        return [key in fixed for key in targets]

    deciding = [keys[key] for key in involved]
    deciding += [columns.answered(question, {answer}) for question, answer in answers]
    table = by_pattern(deciding, columns.number, follow)
    return {key: packed(table[:, place].astype(np.bool_)) for place, key in enumerate(targets)}


def _answers_looked_at(plan: ThemePlan, component: list[_Member]) -> list[tuple[str, Answer]]:
    questions = sorted({question for rule in component for question in rule.questions})
    known = plan.catalogue.questions
    return [(code, option) for code in questions if code in known for option in known[code].options]
