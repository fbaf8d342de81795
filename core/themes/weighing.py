"""What an answer changes: what comes with it, and what only other answers ask for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from core.themes.guides import concluded_guide
from core.themes.material_lists import list_materials
from core.themes.plans import ThemePlan


@dataclass(frozen=True, slots=True)
class DifferenceItem:
    """A matter or a material; ``is_asked`` says that the person brings it."""

    is_material: bool
    code: str
    name: str
    is_asked: bool = False


@dataclass(frozen=True, slots=True)
class AnswerDifference:
    """What ``comes`` with an answer that not every other one brings, and what it spares."""

    comes: tuple[DifferenceItem, ...]
    spared: tuple[DifferenceItem, ...]


def weigh_answer(
    plan: ThemePlan, answers: Mapping[str, Any], question: str, option: str
) -> AnswerDifference:
    """Return what one option changes, compared with all others, as far as that is certain.

    Raises:
        InvalidAnswersError: Listing every answer that its question cannot take.
    """
    options = plan.catalogue.question(question).options
    after = {choice: _items(plan, {**answers, question: choice}) for choice in options}
    chosen = after.pop(option)
    in_all = set.intersection(*map(set, after.values())) if after else set()
    return AnswerDifference(
        comes=tuple(item for key, item in chosen.items() if key not in in_all),
        spared=_each_once(
            item for items in after.values() for key, item in items.items() if key not in chosen
        ),
    )


def _each_once(items: Iterable[DifferenceItem]) -> tuple[DifferenceItem, ...]:
    return tuple({(item.is_material, item.code): item for item in items}.values())


def _items(plan: ThemePlan, answers: Mapping[str, Any]) -> dict[tuple[bool, str], DifferenceItem]:
    guide = concluded_guide(plan, answers)
    matters = (
        DifferenceItem(False, code, plan.matters[code].matter.name) for code in guide.matters
    )
    materials = (
        DifferenceItem(True, material.code, material.name, material.is_asked)
        for material in list_materials(plan, guide)
        if not material.material.is_produced
    )
    return {(item.is_material, item.code): item for item in (*matters, *materials)}
