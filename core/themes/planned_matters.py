"""One matter as a theme uses it: subjects bound, places in order, conditions at hand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from core.catalogue.models import (
    COMMITMENT_PREFIX,
    AnyDocument,
    Column,
    Condition,
    DataElement,
    FieldKey,
    FieldSpec,
    MaterialRequirement,
    Matter,
)
from core.forms.models import FieldUse
from core.materials.keys import DocumentKey
from core.materials.merging import MaterialUse
from core.situations.conditions import Truth
from core.situations.engines.compiling import Conditions, InForce


@dataclass(frozen=True, slots=True)
class ConditionalField:
    """A place that asks, and the conditions under which it does."""

    use: FieldUse
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class ConditionalMaterial:
    """A requirement and the condition under which it stands."""

    use: MaterialUse
    condition: Condition | None


class Item(NamedTuple):
    """What is in force or not: a matter, a field, table or column of it, or a material.

    ``when`` is what has to hold: of each group of conditions, one.
    """

    kind: str
    ref: str
    matter: str
    when: tuple[Conditions, ...]


@dataclass(frozen=True, slots=True)
class PlannedMatter:
    """One matter of the theme with its fields and materials, subjects bound.

    ``first_item`` is the place of the matter itself among the items of the theme; its
    fields, materials and tables follow.
    """

    matter: Matter
    conditions: tuple[Condition | None, ...]
    fields: tuple[ConditionalField, ...]
    materials: tuple[ConditionalMaterial, ...]
    first_item: int

    def items(self) -> Iterator[Item]:
        """Yield what is in force or not, the matter first."""
        code = self.matter.code
        yield Item("matter", code, code, (self.conditions,))
        for field in self.fields:
            kind = "column" if field.use.column else "field"
            own = tuple((condition,) for condition in field.conditions)
            yield Item(kind, field.use.ref, code, (self.conditions, *own))
        for material in self.materials:
            yield Item("material", material.use.ref, code, (self.conditions, (material.condition,)))
        for table in self.matter.fields:
            if table.columns:
                ref = f"{code}.{table.id}"
                yield Item("table", ref, code, (self.conditions, (table.when,)))

    def truth(self, in_force: InForce) -> Truth:
        """Return whether the matter is in force, out, or undecided."""
        return in_force.truth(self.first_item)

    def fields_in(self, in_force: InForce) -> Iterator[FieldUse]:
        """Yield the places that certainly ask."""
        certain = in_force.certain >> self.first_item + 1
        return (field.use for place, field in enumerate(self.fields) if certain >> place & 1)

    def materials_in(self, in_force: InForce) -> Iterator[MaterialUse]:
        """Yield the requirements that certainly stand."""
        certain = in_force.certain >> self.first_item + 1 + len(self.fields)
        return (
            material.use for place, material in enumerate(self.materials) if certain >> place & 1
        )


class Resolver:
    """Turns one matter's own words into uses with bound subjects and positions."""

    def __init__(
        self,
        matter: Matter,
        elements: Mapping[str, DataElement],
        bound: Mapping[tuple[str, str], str],
        *,
        start: int,
    ) -> None:
        self._matter = matter
        self._elements = elements
        self._bound = bound
        self._position = start

    def _subject(self, subject: str) -> str:
        """Bind a subject; a commitment belongs to its matter and is never bound."""
        if subject.startswith(COMMITMENT_PREFIX):
            return subject
        return self._bound.get((self._matter.code, subject), subject)

    def fields(self) -> tuple[ConditionalField, ...]:
        """Return the places that ask; those not catalogued yet are left out."""
        resolved = []
        for ref, field, entry in self._matter.entries():
            if entry.element is None or entry.subject is None:
                continue
            self._position += 1
            conditions = (field.when,) if entry is field else (field.when, entry.when)
            resolved.append(
                ConditionalField(
                    self._use(ref, field, entry),
                    tuple(condition for condition in conditions if condition is not None),
                )
            )
        return tuple(resolved)

    def _use(self, ref: str, field: FieldSpec, entry: Column) -> FieldUse:
        is_column = entry is not field
        element = self._elements.get(str(entry.element))
        return FieldUse(
            key=FieldKey(str(entry.element), self._subject(str(entry.subject))),
            ref=ref,
            matter=self._matter.code,
            field=field.id,
            column=entry.id if is_column else None,
            position=self._position,
            label=entry.label,
            section=field.section or self._matter.form_name,
            type=entry.type,
            required=entry.required,
            options=entry.options,
            code_list=entry.code_list,
            validation=entry.validation,
            legal_basis=self._matter.legal_basis,
            rows_optional=is_column and not field.required,
            rules=_rules(entry, element),
            standard=element.standard if element else "",
            filled_by=entry.filled_by,
        )

    def materials(self) -> tuple[ConditionalMaterial, ...]:
        """Return the requirements, with the materials they come down to."""
        resolved = []
        for requirement in self._matter.materials:
            self._position += 1
            use = self._material_use(requirement)
            resolved.append(ConditionalMaterial(use, requirement.when))
        return tuple(resolved)

    def _material_use(self, requirement: MaterialRequirement) -> MaterialUse:
        return MaterialUse(
            ref=f"{self._matter.code}.{requirement.id}",
            matter=self._matter.code,
            position=self._position,
            requirement=requirement,
            # A document named twice, also by a binding, is still one material.
            documents=tuple(
                dict.fromkeys(
                    DocumentKey(document.document, self._subject(document.subject))
                    for document in requirement.documents()
                    if document.subject is not None
                )
            ),
            alternatives=isinstance(requirement.evidence, AnyDocument),
            producers=requirement.produced_by,
            legal_basis=self._matter.legal_basis,
        )


def _rules(entry: Column, element: DataElement | None) -> tuple[str, ...]:
    """Return what is demanded of a value: by the department, else by the element."""
    rule = entry.validation or (element.validation if element else "")
    return (rule,) if rule else ()
