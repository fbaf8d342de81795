"""Matters that use what another one produces, or require it, and do not wait for it (law 18)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from core.catalogue.findings import error, warning
from core.catalogue.models import Precedence
from core.situations.engines.formulas import FALSE, TRUE, Formula
from core.themes.verifying.encoded_themes import EncodedTheme
from core.themes.verifying.findings import RuleFinding
from core.themes.verifying.rule import Rule


def does_not_wait(theme: EncodedTheme) -> Iterator[RuleFinding]:
    """Yield who begins before a matter has ended that it needs; one finding for each need."""
    order = _HardOrder(theme)
    for material in theme.materials:
        use, requirement = material.use, material.use.requirement
        for producer in dict.fromkeys(use.producers):
            too_early = -order.ends_first(producer, use.matter)
            witness = theme.witness(theme.needs(material), theme.in_force(producer), too_early)
            if witness is not None:
                name = f"{use.ref}「{requirement.name}」"
                params = {"matter": use.matter, "material": name, "earlier": producer}
                found = error("does-not-wait", use.ref, **params)
                if requirement.necessity == "deferrable":
                    found = warning("does-not-wait", use.ref, **params)
                    found = replace(found, variant="deferrable")
                yield RuleFinding(found, witness)
    yield from _before_prerequisites(theme, order)


def _before_prerequisites(theme: EncodedTheme, order: "_HardOrder") -> Iterator[RuleFinding]:
    for code, planned in theme.plan.matters.items():
        for required in dict.fromkeys(planned.matter.requires):
            too_early = -order.ends_first(required, code)
            witness = theme.witness(theme.in_force(code), theme.in_force(required), too_early)
            if witness is not None:
                params = {"matter": code, "earlier": required}
                found = error("does-not-wait", f"{theme.code}.{code}", **params)
                yield RuleFinding(replace(found, variant="requires"), witness)


def prerequisite_not_in_force(theme: EncodedTheme) -> Iterator[RuleFinding]:
    """Yield the matters whose prerequisites are in the theme, but in some situation not in force.

    That is as it should be where the result is there already, as ``already_when`` says.
    """
    included = {matter.matter for matter in theme.plan.theme.matters}
    for code, planned in theme.plan.matters.items():
        requires = dict.fromkeys(planned.matter.requires)
        if included.isdisjoint(requires):
            continue  # ``missing-prerequisite`` says so
        is_met = [_is_there(theme, require) for require in requires]
        witness = theme.witness(theme.in_force(code), -theme.formulas.any_of(is_met))
        if witness is not None:
            params = {"matter": code, "requires": list(requires)}
            found = warning("prerequisite-not-in-force", f"{theme.code}.{code}", **params)
            yield RuleFinding(found, witness)


def _is_there(theme: EncodedTheme, required: str) -> Formula:
    """Return when a matter is in force, or its result is there already."""
    matter = theme.plan.catalogue.matters.get(required)
    already_when = matter.already_when if matter else None
    already = FALSE if already_when is None else theme.situations.holds(already_when)
    return theme.formulas.any_of((theme.in_force(required), already))


class _HardOrder:
    """Says in which situations one matter surely ends before another begins.

    An edge of mode ``all`` waits for each of those in force. One of mode ``any`` waits only for
    the earliest, so several in force make sure of an end only if each of them waits for it.
    """

    def __init__(self, theme: EncodedTheme) -> None:
        self._theme = theme
        self._edges: dict[str, list[Precedence]] = {code: [] for code in theme.plan.matters}
        for edge in theme.plan.theme.precedence:
            if edge.binding == "hard" and edge.matter in self._edges:
                self._edges[edge.matter].append(edge)
        self._waited_for = {
            code: {code for edge in edges for code in edge.after}
            for code, edges in self._edges.items()
        }
        self._ends_first = cache(self._worked_out)

    def ends_first(self, earlier: str, later: str) -> Formula:
        """Return when one matter waits for another, itself or through others."""
        return self._ends_first(earlier).get(later, FALSE)

    def _worked_out(self, earlier: str) -> Mapping[str, Formula]:
        """Return when each matter waits for one of them.

        Edges are followed in rounds, so that a circle of them comes to an end as well.
        """
        waits: dict[str, Formula] = {}
        changed = {earlier}
        for _ in self._edges:
            known = waits | {earlier: TRUE}
            longer = {
                code: self._theme.formulas.any_of(self._is_sure(edge, known) for edge in edges)
                for code, edges in self._edges.items()
                if not changed.isdisjoint(self._waited_for[code])
            }
            changed = {
                code for code, longest in longer.items() if waits.get(code, FALSE) != longest
            }
            if not changed:
                break
            waits |= longer
        return waits

    def _is_sure(self, edge: Precedence, known: Mapping[str, Formula]) -> Formula:
        """Return when whoever the edge waits for has waited itself, or is the one waited for."""
        formulas, in_force = self._theme.formulas, self._theme.in_force
        after = dict.fromkeys(edge.after)
        if edge.mode == "all":
            return formulas.any_of(
                formulas.all_of((in_force(code), known.get(code, FALSE))) for code in after
            )
        each = [formulas.any_of((-in_force(code), known.get(code, FALSE))) for code in after]
        return formulas.all_of((formulas.any_of(map(in_force, after)), *each))


RULES = (
    Rule(70, does_not_wait),
    Rule(160, prerequisite_not_in_force),
)
