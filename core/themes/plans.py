"""A theme worked out against its catalogue once, so that any situation is guided quickly."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import replace
from functools import cached_property
from typing import Any

from core.catalogue.catalogue import Catalogue
from core.catalogue.findings import Finding, error
from core.catalogue.models import (
    Answer,
    AskingOrder,
    Condition,
    FieldKey,
    MaterialKind,
    Matter,
    Theme,
)
from core.forms.deriving import Derivations
from core.forms.merging import Memo, merge_fields
from core.forms.models import FieldUse, MergedField
from core.forms.page_cutting import MOST_ENTRIES
from core.forms.page_titles import PageQuestions
from core.forms.pages import FormPage
from core.forms.paging import Outline, plan_pages
from core.forms.parties import NOBODY_JOINED, Parties
from core.situations.asking import QuestionForecast, Shares
from core.situations.engines.compiling import InForce
from core.situations.explaining import Explainer
from core.situations.guiding import QuestionPlan, Situation
from core.themes.planned_matters import Item, PlannedMatter, Resolver

_MOST_JOINED = 200
"""Plans with roles joined that are kept; of a theme there are few that people really say."""


class ThemePlan:
    """A theme and everything it uses, resolved.

    Matters that the catalogue does not have cannot be guided; they are in
    ``findings``, as are matters that are still being catalogued.
    """

    def __init__(self, theme: Theme, catalogue: Catalogue) -> None:
        self.theme = theme
        self.catalogue = catalogue
        self.parties = NOBODY_JOINED
        self._by_parties: dict[frozenset[tuple[str, str]], ThemePlan] = {frozenset(): self}
        self._folded: Memo = {}
        self.bound: Mapping[tuple[str, str], str] = {
            (binding.matter, binding.subject): binding.bound_as
            for binding in theme.subject_bindings
        }
        """The theme's names for subjects, by matter and the matter's own name."""
        self.matters, items = self._planned()
        self.items = tuple(items)
        """Everything that is in force or not, at the place of its bit."""
        when = (item.when for item in items)
        self.questions = QuestionPlan(theme, catalogue.questions, when)
        self.findings = tuple(self._faults())

    def _planned(self) -> tuple[Mapping[str, PlannedMatter], list[Item]]:
        """Plan the matters, the lead department's first: they decide label and position."""
        conditions: dict[str, list[Condition | None]] = {}
        for included in self.theme.matters:
            conditions.setdefault(included.matter, []).append(included.when)
        known = [code for code in conditions if code in self.catalogue.matters]
        start, planned = 0, {}
        items: list[Item] = []
        for code in self.lead_first(known):
            matter = self.catalogue.matters[code]
            resolver = Resolver(matter, self.catalogue.elements, self.bound, start=start)
            planned[code] = PlannedMatter(
                matter,
                tuple(conditions[code]),
                resolver.fields(),
                resolver.materials(),
                first_item=len(items),
            )
            items += planned[code].items()
            start += len(planned[code].fields) + len(planned[code].materials)
        return {code: planned[code] for code in known}, items

    def lead_first(self, codes: Iterable[str]) -> list[str]:
        """Return matters in order, those of the lead department before all others."""
        return sorted(codes, key=self._is_joint)

    def reordered(self, theme: Theme) -> "ThemePlan":
        """Return the plan of this theme with its matters in another order.

        Nothing else may differ. What the order changes is planned anew: labels, positions,
        findings. Conditions, and with them the places of items, stay.
        """
        other = copy(self)
        other.theme = theme
        planned, _ = other._planned()
        other.matters = {
            code: replace(own, first_item=self.matters[code].first_item)
            for code, own in planned.items()
        }
        other.findings = tuple(other._faults())
        other._folded = {}
        other._by_parties = {frozenset(self.parties.represented_by.items()): other}
        other.__dict__.pop("forecast", None)
        return other

    def _is_joint(self, code: str) -> bool:
        return self.catalogue.matters[code].department != self.theme.lead_department

    def _faults(self) -> Iterator[Finding]:
        for code in dict.fromkeys(included.matter for included in self.theme.matters):
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

    def in_force(self, situation: Situation) -> InForce:
        """Return which items are in force, out or undecided in a situation."""
        return self.questions.in_force(situation)

    def with_parties(self, parties: Parties) -> "ThemePlan":
        """Return this plan for a case in which one person holds several roles (law 17)."""
        said = frozenset(parties.represented_by.items())
        known = self._by_parties.get(said)
        if known is not None:
            return known
        joined = copy(self)
        joined.parties = parties
        joined._folded = {}
        joined.__dict__.pop("derivations", None)
        if len(self._by_parties) < _MOST_JOINED:
            self._by_parties[said] = joined
        return joined

    def is_role_bound(self, element: str) -> bool:
        """Say whether an element belongs to the role and not to the person who holds it."""
        known = self.catalogue.elements.get(element)
        return known is not None and known.role_bound

    @cached_property
    def derivations(self) -> Derivations:
        """Return what can be computed in this catalogue, whoever is who."""
        return Derivations(self.catalogue, self.theme.subject_bindings, self.parties)

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

    def pages(
        self,
        form: Iterable[MergedField],
        *,
        known: Collection[FieldKey] = (),
        follows: Mapping[FieldKey, FieldKey] | None = None,
        most: int = MOST_ENTRIES,
    ) -> tuple[FormPage, ...]:
        """Return the pages of a merged form: the same on screen, in review and on paper.

        What is ``known`` need not be filled in, ``follows`` says what follows from which other
        entry; ``most`` entries of a page have to be filled in.
        """
        return plan_pages(form, self._outline, known=known, follows=follows, most=most)

    @cached_property
    def _outline(self) -> Outline:
        elements, subjects = self.catalogue.elements, self.catalogue.subjects
        lead = frozenset(code for code in self.matters if not self._is_joint(code))
        return Outline(
            lead,
            describes=lambda code: elements[code].describes if code in elements else "",
            subject_name=lambda code: subjects[code].short_name if code in subjects else "",
            matter_name=lambda code: self.matters[code].matter.name if code in self.matters else "",
            is_person=lambda code: code in subjects and subjects[code].is_single_person,
            asks=PageQuestions(self.catalogue).about,
        )

    @cached_property
    def explainer(self) -> Explainer:
        """Return what tells why something is in force, out or undecided."""
        return Explainer(self.questions.compiled)

    def conclude(self, answers: Mapping[str, Any]) -> Situation:
        """Return the situation that raw answers describe, as soon as nothing can change it.

        What was left out because it makes no difference is assumed, so that the situation
        is complete; as long as something does, it is the same as :meth:`situate` returns.
        """
        situation = self.situate(answers)
        if situation.complete or self.forecast.ahead(situation).question is not None:
            return situation
        assumed: dict[str, Answer] = {}
        concluded = situation
        while concluded.next_question is not None:
            assumed[concluded.next_question] = self.forecast.answers_to(concluded.next_question)[0]
            concluded = self.situate({**answers, **assumed})
        return replace(concluded, assumed=frozenset(assumed))

    @cached_property
    def forecast(self) -> QuestionForecast:
        """Return what looks ahead over this theme's questions, to all that they decide."""
        return self.forecast_with()

    def forecast_with(
        self,
        *,
        order: AskingOrder | None = None,
        shares: Shares | None = None,
        matters_only: bool = False,
    ) -> QuestionForecast:
        """Return what looks ahead in another order, with other shares, or to fewer things."""
        matters = [planned.first_item for planned in self.matters.values()]
        keys = {field.use.key for matter in self.matters.values() for field in matter.fields}
        return QuestionForecast(
            self.theme,
            self.questions,
            self.catalogue.questions,
            self._conditions(),
            shares=shares,
            items=matters if matters_only else None,
            besides=() if matters_only else self.derivations.answers_looked_at(keys),
            order=order,
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
