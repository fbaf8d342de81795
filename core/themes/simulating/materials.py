"""How many materials each of very many situations needs, exactly as a guide counts them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from core.catalogue.models import FieldKey, MaterialKind
from core.materials.merging import MaterialUse, merge_materials
from core.situations.engines.components import grouped
from core.situations.engines.packed_columns import Numbers, PackedColumn, by_pattern, packed
from core.situations.engines.situation_columns import SituationColumns
from core.themes.guides import carried_by
from core.themes.measuring import count_materials
from core.themes.plans import ThemePlan


class Carried(NamedTuple):
    """A value known without asking: by a licence that is fetched, or that a matter issues."""

    key: FieldKey
    producer: str


@dataclass
class SimulatedMaterials:
    """Materials of each situation, and where which values are known because of them."""

    after: Numbers
    asked: Numbers
    carried: dict[Carried, list[PackedColumn]] = field(default_factory=dict)


class _Need(NamedTuple):
    use: MaterialUse
    column: PackedColumn


def simulate_materials(plan: ThemePlan, columns: SituationColumns) -> SimulatedMaterials:
    """Count the materials of every situation.

    Requirements that have no document in common have nothing to do with each other. So
    each component of requirements is merged by itself, once for each way in which its
    members and the matters that may produce for them are in force.
    """
    needs = [
        _Need(material.use, columns.items[planned.first_item + 1 + len(planned.fields) + place])
        for planned in plan.matters.values()
        for place, material in enumerate(planned.materials)
        if material.use.requirement.kind is MaterialKind.EVIDENCE
    ]
    zeros = np.zeros(columns.number, dtype=np.int64)
    materials = SimulatedMaterials(zeros.copy(), zeros.copy())
    for component in grouped(needs, lambda need: need.use.documents):
        _count_component(plan, columns, component, materials)
    return materials


def _count_component(
    plan: ThemePlan,
    columns: SituationColumns,
    component: Sequence[_Need],
    materials: SimulatedMaterials,
) -> None:
    named = dict.fromkeys(code for need in component for code in need.use.producers)
    producers = [code for code in named if code in plan.matters]
    carried: dict[Carried, int] = {}
    rows: list[tuple[int, int, frozenset[int]]] = []

    def count(pattern: tuple[bool, ...]) -> tuple[int]:
        stand = [need.use for need, there in zip(component, pattern, strict=False) if there]
        there = pattern[len(component) :]
        in_force = {code for code, is_there in zip(producers, there, strict=True) if is_there}
        merged = merge_materials(stand, in_force)
        counts = count_materials(len(stand), merged)
        known = {
            Carried(key, material.provided_by.matter)
            for material in merged
            for key in carried_by(plan, material)
        }
        places = frozenset(carried.setdefault(key, len(carried)) for key in sorted(known))
        rows.append((counts.after, counts.asked, places))
        return (len(rows) - 1,)

    deciding = [need.column for need in component]
    deciding += [columns.items[plan.matters[code].first_item] for code in producers]
    pattern = by_pattern(deciding, columns.number, count)[:, 0]
    materials.after += np.array([after for after, _, _ in rows])[pattern]
    materials.asked += np.array([asked for _, asked, _ in rows])[pattern]
    for document, place in carried.items():
        known = np.array([place in places for _, _, places in rows])
        materials.carried.setdefault(document, []).append(packed(known[pattern]))
