"""A theme as formulas: when its matters, fields and materials are in force."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property

from core.catalogue.models import Condition, comparisons_in
from core.situations.engines.asked_questions import AskedQuestions
from core.situations.engines.formulas import Formula, Formulas
from core.situations.engines.situation_formulas import SituationFormulas
from core.themes.planned_matters import (
    ConditionalField,
    ConditionalMaterial,
    PlannedMatter,
)
from core.themes.plans import ThemePlan
from core.themes.scheduling import Schedule, schedule_reviews
from core.themes.verifying.witnesses import Witness, replayed


class EncodedTheme:
    """What the rules look at: a theme's plan, and formulas over all its situations."""

    def __init__(self, plan: ThemePlan) -> None:
        self.plan = plan
        self.formulas = Formulas()
        self.questions = _asked(plan, (*_outcomes(plan), *_own_conditions(plan)))
        self.situations = SituationFormulas(self.questions, self.formulas)
        self.items = tuple(self.situations.all_groups(item.when) for item in plan.items)
        """When each item of the plan is in force, in the plan's order."""
        typical = plan.theme.typical_answers.items()
        self._familiar = tuple(self.situations.equal(code, answer) for code, answer in typical)
        self.in_force = cache(self._in_force)
        """When a matter is in force, by its code."""

    @property
    def code(self) -> str:
        """Return the theme's code."""
        return self.plan.theme.code

    @cached_property
    def counted(self) -> AskedQuestions:
        """Return the questions as answers are told apart by what the theme itself turns on.

        What a matter says of its own applicability changes no count (DESIGN, section 4).
        """
        return _asked(self.plan, _outcomes(self.plan))

    @property
    def matters(self) -> Iterable[PlannedMatter]:
        """Return the theme's matters, as far as the catalogue has them."""
        return self.plan.matters.values()

    def _in_force(self, code: str) -> Formula:
        planned = self.plan.matters.get(code)
        whens = planned.conditions if planned else ()
        return self.formulas.any_of([self.situations.holds(when) for when in whens])

    def asks(self, field: ConditionalField) -> Formula:
        """Return when a place asks."""
        whens = (self.situations.holds(condition) for condition in field.conditions)
        return self.formulas.all_of((self.in_force(field.use.matter), *whens))

    def needs(self, material: ConditionalMaterial) -> Formula:
        """Return when a requirement stands."""
        when = self.situations.holds(material.condition)
        return self.formulas.all_of((self.in_force(material.use.matter), when))

    @cached_property
    def fields(self) -> tuple[ConditionalField, ...]:
        """Return every place of the theme that may ask."""
        return tuple(field for matter in self.matters for field in matter.fields)

    @cached_property
    def materials(self) -> tuple[ConditionalMaterial, ...]:
        """Return every requirement of the theme."""
        return tuple(material for matter in self.matters for material in matter.materials)

    @cached_property
    def turning_on(self) -> Mapping[str, tuple[int, ...]]:
        """Return, for each question, the places of the items whose conditions look at it.

        A table is asked for by its columns, which look at what the table looks at.
        """
        places: dict[str, dict[int, None]] = {}
        for place, item in enumerate(self.plan.items):
            if item.kind == "table":
                continue
            for condition in (when for group in item.when for when in group):
                for comparison in comparisons_in(condition):
                    places.setdefault(comparison.question, {})[place] = None
        return {code: tuple(found) for code, found in places.items()}

    def possible(self, *formulas: Formula) -> bool:
        """Say whether some formulas are true together in a situation."""
        return self.formulas.possible(*formulas)

    def witness(self, *formulas: Formula) -> Witness | None:
        """Return answers to a situation in which some formulas are true, if there is one.

        As many of them as can be are the theme's typical answers, so that it looks familiar.
        """
        if not self.possible(*formulas):
            return None
        wanted = formulas
        for familiar in self._familiar:
            if self.possible(*wanted, *familiar):
                wanted = (*wanted, *familiar)
        return replayed(self.formulas.example(*wanted), self.situations, self.items, self.plan)

    def schedule(self, witness: Witness) -> Schedule:
        """Return the reviews of a situation."""
        in_force = self.plan.in_force(self.plan.situate(witness))
        days = {
            code: planned.matter.committed_days
            for code, planned in self.plan.matters.items()
            if planned.truth(in_force)
        }
        return schedule_reviews(days, self.plan.theme.precedence)


def _asked(plan: ThemePlan, outcomes: Iterable[Condition | None]) -> AskedQuestions:
    when_asked, fixed = plan.questions.when_asked, plan.theme.fixed_answers
    return AskedQuestions(when_asked, fixed, plan.catalogue.questions, outcomes)


def _outcomes(plan: ThemePlan) -> Iterator[Condition | None]:
    """Yield the conditions that decide what is in force."""
    yield from (when for item in plan.items for group in item.when for when in group)


def _own_conditions(plan: ThemePlan) -> Iterator[Condition | None]:
    """Yield what matters, and those they require, say of themselves."""
    for planned in plan.matters.values():
        yield planned.matter.applies_when
        for code in planned.matter.requires:
            if code in plan.catalogue.matters:
                yield plan.catalogue.matters[code].already_when
