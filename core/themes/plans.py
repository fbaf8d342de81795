"""A theme worked out against its catalogue once, so that any situation is guided quickly."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from core.catalogue.findings import Finding, error
from core.catalogue.models import (
    COMMITMENT_PREFIX,
    AnyDocument,
    Column,
    Condition,
    DataElement,
    FieldSpec,
    MaterialKind,
    MaterialRequirement,
    Matter,
    Theme,
)
from core.catalogue.packages import Catalogue
from core.forms.deriving import Derivations
from core.forms.merging import Memo, merge_fields
from core.forms.models import FieldKey, FieldUse, MergedField
from core.forms.paging import FormPage, Outline, plan_pages
from core.materials.merging import DocumentKey, MaterialUse
from core.situations.asking import QuestionForecast
from core.situations.conditions import Truth, disjunction
from core.situations.guiding import QuestionPlan, Situation


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


@dataclass(frozen=True, slots=True)
class PlannedMatter:
    """One matter of the theme with its fields and materials, subjects bound."""

    matter: Matter
    conditions: tuple[Condition | None, ...]
    fields: tuple[ConditionalField, ...]
    materials: tuple[ConditionalMaterial, ...]

    def truth(self, situation: Situation) -> Truth:
        """Return whether the matter is in force, out, or undecided."""
        return disjunction(situation.truth(condition) for condition in self.conditions)

    def fields_in(self, situation: Situation) -> Iterator[FieldUse]:
        """Yield the places that certainly ask."""
        for field in self.fields:
            if all(situation.truth(condition) for condition in field.conditions):
                yield field.use

    def materials_in(self, situation: Situation) -> Iterator[MaterialUse]:
        """Yield the requirements that certainly stand."""
        for material in self.materials:
            if material.condition is None or situation.truth(material.condition):
                yield material.use


class ThemePlan:
    """A theme and everything it uses, resolved.

    Matters that the catalogue does not have cannot be guided; they are in
    ``findings``, as are matters that are still being catalogued.
    """

    def __init__(self, theme: Theme, catalogue: Catalogue) -> None:
        self.theme = theme
        self.catalogue = catalogue
        self._folded: Memo = {}
        self.questions = QuestionPlan(theme, catalogue.questions)
        bound = {
            (binding.matter, binding.subject): binding.bound_as
            for binding in theme.subject_bindings
        }
        conditions: dict[str, list[Condition | None]] = {}
        for included in theme.matters:
            conditions.setdefault(included.matter, []).append(included.when)
        known = [code for code in conditions if code in catalogue.matters]
        lead_first = sorted(known, key=self._is_joint)
        start, planned = 0, {}
        for code in lead_first:
            matter = catalogue.matters[code]
            resolver = _Resolver(matter, catalogue.elements, bound, start=start)
            planned[code] = PlannedMatter(
                matter, tuple(conditions[code]), resolver.fields(), resolver.materials()
            )
            start += len(planned[code].fields) + len(planned[code].materials)
        self.matters: Mapping[str, PlannedMatter] = {code: planned[code] for code in known}
        self.findings = tuple(self._faults(conditions))

    def _is_joint(self, code: str) -> bool:
        """Sort the lead department's matters first; they decide label and position."""
        return self.catalogue.matters[code].department != self.theme.lead_department

    def _faults(self, codes: Iterable[str]) -> Iterator[Finding]:
        for code in codes:
            matter = self.catalogue.matters.get(code)
            if matter is None:
                at = f"{self.theme.code}.{code}"
                yield error("unknown-reference", at, what="matter", code=code, hint="")
            elif place := _uncatalogued(matter):
                yield error("not-catalogued", place, place=place, theme=self.theme.code)

    @property
    def ready(self) -> bool:
        """Say whether every matter is catalogued, so that nothing is left out silently."""
        return not any(finding.rule == "not-catalogued" for finding in self.findings)

    def situate(self, answers: Mapping[str, Any]) -> Situation:
        """Return the situation that raw answers describe."""
        return self.questions.situate(answers)

    @cached_property
    def derivations(self) -> Derivations:
        """Return what can be computed in this catalogue."""
        return Derivations(self.catalogue, self.theme.subject_bindings)

    def merged(self, uses: Iterable[FieldUse]) -> tuple[MergedField, ...]:
        """Return the merged form of some places of this theme."""
        catalogue = self.catalogue
        return merge_fields(
            uses,
            is_list=catalogue.is_list,
            repeats=catalogue.repeats,
            wordings=catalogue.written_as,
            memo=self._folded,
        )

    def pages(self, form: Iterable[MergedField]) -> tuple[FormPage, ...]:
        """Return the pages of a merged form: the same on screen, in review and on paper."""
        return plan_pages(form, self._outline)

    @cached_property
    def _outline(self) -> Outline:
        elements, subjects = self.catalogue.elements, self.catalogue.subjects
        lead = frozenset(code for code in self.matters if not self._is_joint(code))
        return Outline(
            lead,
            describes=lambda code: elements[code].describes if code in elements else "",
            subject_name=lambda code: subjects[code].short_name if code in subjects else "",
            matter_name=lambda code: self.matters[code].matter.name if code in self.matters else "",
        )

    @cached_property
    def forecast(self) -> QuestionForecast:
        """Return what looks ahead over this theme's questions."""
        return QuestionForecast(
            self.theme, self.questions, self.catalogue.questions, self._conditions()
        )

    def _conditions(self) -> Iterator[Condition | None]:
        for planned in self.matters.values():
            yield from planned.conditions
            for field in planned.fields:
                yield from field.conditions
            for material in planned.materials:
                yield material.condition


def _uncatalogued(matter: Matter) -> str:
    """Return the first place that has no element, subject or evidence yet."""
    for ref, _, entry in matter.entries():
        if entry.element is None or entry.subject is None:
            return ref
    for material in matter.materials:
        documents = material.documents()
        if material.kind is MaterialKind.EVIDENCE and (
            not documents or any(document.subject is None for document in documents)
        ):
            return f"{matter.code}.{material.id}"
    return ""


class _Resolver:
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
            rules=self._rules(entry),
        )

    def _rules(self, entry: Column) -> tuple[str, ...]:
        """Return what is demanded of a value: by the department, else by the element."""
        element = self._elements.get(str(entry.element))
        rule = entry.validation or (element.validation if element else "")
        return (rule,) if rule else ()

    def materials(self) -> tuple[ConditionalMaterial, ...]:
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
            # A document named twice, also by a binding, is still one paper.
            documents=tuple(
                dict.fromkeys(
                    DocumentKey(one.document, self._subject(one.subject))
                    for one in requirement.documents()
                    if one.subject is not None
                )
            ),
            alternatives=isinstance(requirement.evidence, AnyDocument),
            producers=requirement.produced_by,
            legal_basis=self._matter.legal_basis,
        )
