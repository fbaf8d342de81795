"""What of a theme concerns which department: elements with present and draft side by side."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Condition, MaterialRequirement, Theme
from core.forms.models import FieldUse
from core.themes.confirming.models import CaseFinding, Element, ElementKind
from core.themes.plans import ThemePlan

_CONDITION: TypeAdapter[Condition | None] = TypeAdapter(Condition | None)
_Place = tuple[ElementKind, str]


class _Content(NamedTuple):
    departments: frozenset[str]
    value: Any


def concerned_elements(
    theme: Theme, catalogue: Catalogue, published: tuple[Theme, Catalogue] | None = None
) -> tuple[Element, ...]:
    """Return everything of a theme that a department has to agree to.

    What the published version has and the draft has no longer is among it: a department whose
    matter is taken out is asked as well.

    Args:
        theme: The draft.
        catalogue: The library as it stands.
        published: The version in use, with what it was frozen with.
    """
    after = _contents(theme, catalogue)
    before = _contents(*published) if published else {}
    return tuple(
        Element(
            kind,
            place,
            tuple(sorted(_departments(before, after, (kind, place)))),
            _value(before, (kind, place)),
            _value(after, (kind, place)),
        )
        for kind, place in dict.fromkeys((*after, *before))
    )


def to_be_asked(elements: Iterable[Element], *, everything: bool) -> tuple[Element, ...]:
    """Return what a round asks about: what the draft changes or cases speak of, or everything."""
    return tuple(
        element for element in elements if everything or element.is_changed or element.reasons
    )


def with_findings(
    elements: Iterable[Element], findings: Mapping[str, tuple[CaseFinding, ...]]
) -> tuple[Element, ...]:
    """Return elements with what cases say about their matters, by code, as reasons beside them."""
    return tuple(
        replace(element, reasons=findings.get(element.place, ()))
        if element.kind is ElementKind.MATTER
        else element
        for element in elements
    )


def _value(contents: Mapping[_Place, _Content], place: _Place) -> Any:
    return contents[place].value if place in contents else None


def _departments(
    before: Mapping[_Place, _Content], after: Mapping[_Place, _Content], place: _Place
) -> frozenset[str]:
    both = [contents[place].departments for contents in (before, after) if place in contents]
    return frozenset().union(*both)


def _contents(theme: Theme, catalogue: Catalogue) -> dict[_Place, _Content]:
    plan = ThemePlan(theme, catalogue)
    parts = (_matters, _shared_fields, _materials, _precedence, _bindings)
    return dict(content for part in parts for content in part(plan))


def _matters(plan: ThemePlan) -> Iterator[tuple[_Place, _Content]]:
    for code, planned in plan.matters.items():
        conditions = [_CONDITION.dump_python(when, mode="json") for when in planned.conditions]
        yield (
            (ElementKind.MATTER, code),
            _Content(_of(plan, [code]), {"name": planned.matter.name, "when": conditions}),
        )


def _shared_fields(plan: ThemePlan) -> Iterator[tuple[_Place, _Content]]:
    """Yield the fields that several departments ask and the applicant fills in once (law 1)."""
    uses: dict[str, list[FieldUse]] = defaultdict(list)
    for planned in plan.matters.values():
        for field in planned.fields:
            uses[str(field.use.key)].append(field.use)
    for key, group in uses.items():
        departments = _of(plan, [use.matter for use in group])
        if len(departments) > 1:
            asked = {use.ref: use.label for use in sorted(group, key=lambda use: use.ref)}
            yield (ElementKind.FIELD, key), _Content(departments, {"asked_by": asked})


def _materials(plan: ThemePlan) -> Iterator[tuple[_Place, _Content]]:
    """Yield the materials that the applicant need not hand in (四免)."""
    for code, planned in plan.matters.items():
        for material in planned.materials:
            use = material.use
            given = [producer for producer in use.producers if producer in plan.matters]
            exempted = _exemption(use.requirement)
            if exempted or given:
                value = {"name": use.requirement.name, "exemption": exempted, "produced_by": given}
                yield (ElementKind.MATERIAL, use.ref), _Content(_of(plan, [code]), value)


def _exemption(requirement: MaterialRequirement) -> dict[str, str] | None:
    exemption = requirement.exemption
    return {"by": exemption.by.value, "name": exemption.name} if exemption else None


def _precedence(plan: ThemePlan) -> Iterator[tuple[_Place, _Content]]:
    edges: dict[str, list[Any]] = defaultdict(list)
    for edge in plan.theme.precedence:
        edges[edge.matter].append(edge)
    for matter, group in edges.items():
        concerned = _of(plan, [matter, *(code for edge in group for code in edge.after)])
        waits = [
            {"after": list(edge.after), "mode": edge.mode, "binding": edge.binding}
            for edge in group
        ]
        yield (ElementKind.PRECEDENCE, matter), _Content(concerned, {"waits": waits})


def _bindings(plan: ThemePlan) -> Iterator[tuple[_Place, _Content]]:
    for binding in plan.theme.subject_bindings:
        place = f"{binding.matter}:{binding.subject}"
        value = {"subject": binding.subject, "as": binding.bound_as}
        yield (ElementKind.BINDING, place), _Content(_of(plan, [binding.matter]), value)


def _of(plan: ThemePlan, matters: Iterable[str]) -> frozenset[str]:
    return frozenset(
        plan.matters[code].matter.department for code in matters if code in plan.matters
    )
