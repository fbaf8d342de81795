"""What if: a threshold moves, a matter leaves, an exemption is added."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pydantic import BaseModel, ConfigDict

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import (
    Code,
    Comparison,
    Exemption,
    Matter,
    Theme,
)
from core.errors import WhatIfError
from core.themes.plans import ThemePlan


class MovedThreshold(BaseModel):
    """Comparisons with one number compare with another: in one matter, or everywhere."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: Code
    was: int | float
    becomes: int | float
    matter: Code | None = None


class AddedExemption(BaseModel):
    """A material need not be handed in any more."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    material: str
    exemption: Exemption


class WhatIf(BaseModel):
    """Changes to try."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    thresholds: tuple[MovedThreshold, ...] = ()
    without: tuple[Code, ...] = ()
    exemptions: tuple[AddedExemption, ...] = ()


def changed_plan(plan: ThemePlan, what_if: WhatIf) -> ThemePlan:
    """Return the theme with all changes made; nothing of the catalogue itself changes.

    Raises:
        WhatIfError: If a change names something that the theme does not have.
    """
    theme, matters = plan.theme, dict[str, Matter](plan.catalogue.matters)
    for threshold in what_if.thresholds:
        theme = _with_threshold(theme, matters, threshold)
    for code in what_if.without:
        theme = _without(theme, code)
    for added in what_if.exemptions:
        _add_exemption(theme, matters, added)
    return ThemePlan(theme, _with_matters(plan.catalogue, matters))


def _with_matters(catalogue: Catalogue, matters: dict[str, Matter]) -> Catalogue:
    return replace(catalogue, matters=matters)


def _with_threshold(theme: Theme, matters: dict[str, Matter], moved: MovedThreshold) -> Theme:
    """Move a threshold; ``included`` conditions of the theme belong to their matters."""
    codes = [matter.matter for matter in theme.matters if moved.matter in (None, matter.matter)]
    before = (theme, [matters.get(code) for code in codes])
    included = tuple(
        _moved(matter, moved) if matter.matter in codes else matter for matter in theme.matters
    )
    update: dict[str, Any] = {"matters": included}
    if moved.matter is None:
        update["questions"] = tuple(_moved(question, moved) for question in theme.questions)
    theme = theme.model_copy(update=update)
    for code in codes:
        if code in matters:
            matters[code] = _moved(matters[code], moved)
    if before == (theme, [matters.get(code) for code in codes]):
        name = f"{moved.question} {moved.was:g}"
        raise WhatIfError(what="threshold", name=name, known=_numbers(theme, matters))
    return theme


def _moved(part: Any, moved: MovedThreshold) -> Any:
    """Return a part of the catalogue with every such comparison in it changed."""
    if isinstance(part, Comparison):
        is_it = part.question == moved.question and part.value == moved.was
        return part.model_copy(update={"value": moved.becomes}) if is_it else part
    if isinstance(part, tuple):
        return tuple(_moved(entry, moved) for entry in part)
    if isinstance(part, BaseModel):
        changed = {name: _moved(getattr(part, name), moved) for name in type(part).model_fields}
        return part.model_copy(update=changed)
    return part


def _numbers(theme: Theme, matters: dict[str, Matter]) -> str:
    parts = [
        theme,
        *(matters[matter.matter] for matter in theme.matters if matter.matter in matters),
    ]
    found = {f"{q} {value:g}" for part in parts for q, value in _thresholds(part)}
    return ", ".join(sorted(found))


def _thresholds(part: Any) -> Iterator[tuple[str, float]]:
    if isinstance(part, Comparison) and isinstance(part.value, int | float):
        yield part.question, part.value
    elif isinstance(part, tuple):
        for entry in part:
            yield from _thresholds(entry)
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from _thresholds(getattr(part, name))


def _without(theme: Theme, code: str) -> Theme:
    left = tuple(matter for matter in theme.matters if matter.matter != code)
    if len(left) == len(theme.matters):
        known = ", ".join(matter.matter for matter in theme.matters)
        raise WhatIfError(what="matter", name=code, known=known)
    return theme.model_copy(update={"matters": left})


def _add_exemption(theme: Theme, matters: dict[str, Matter], added: AddedExemption) -> None:
    code, _, material = added.material.rpartition(".")
    in_theme = {inclusion.matter for inclusion in theme.matters}
    matter = matters.get(code) if code in in_theme else None
    if matter is None or material not in {required.id for required in matter.materials}:
        known = (
            [f"{code}.{required.id}" for required in matter.materials]
            if matter
            else sorted(in_theme)
        )
        raise WhatIfError(what="material", name=added.material, known=", ".join(known))
    materials = tuple(
        required.model_copy(update={"exemption": added.exemption})
        if required.id == material
        else required
        for required in matter.materials
    )
    matters[code] = matter.model_copy(update={"materials": materials})
