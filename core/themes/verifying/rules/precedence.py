"""Matters that wait for each other in some situation, so that none of them can begin."""

from collections.abc import Iterator, Mapping, Sequence, Set

from core.catalogue.findings import error
from core.catalogue.models import Precedence
from core.situations.engines.formulas import FALSE, Formula
from core.themes.verifying.encoded_themes import EncodedTheme
from core.themes.verifying.findings import RuleFinding
from core.themes.verifying.rule import Rule
from core.themes.verifying.witnesses import FalseWitnessError, Witness


def precedence_cycle(theme: EncodedTheme) -> Iterator[RuleFinding]:
    """Yield circles of matters in force that wait for each other, each circle once."""
    edges = [edge for edge in theme.plan.theme.precedence if edge.binding == "hard"]
    somebody_waits = theme.formulas.any_of(_waiting_for_ever(theme, edges).values())
    seen: set[frozenset[str]] = set()
    others: list[Formula] = []
    while (witness := theme.witness(somebody_waits, *others)) is not None:
        for circle in _circles(theme, witness, edges):
            others.append(-theme.formulas.all_of(map(theme.in_force, circle)))
            if frozenset(circle) not in seen:
                seen.add(frozenset(circle))
                yield RuleFinding(error("precedence-cycle", theme.code, matters=circle), witness)


def _waiting_for_ever(theme: EncodedTheme, edges: Sequence[Precedence]) -> Mapping[str, Formula]:
    """Return, for each matter that waits, a variable that can only be true if it waits in vain.

    Whoever waits in vain is in force and waits for somebody who does so, too: a set of
    matters for which that is true is one that no schedule ever begins with.
    """
    formulas = theme.formulas
    waits = {
        code: formulas.variable_mostly_false()
        for code in dict.fromkeys(edge.matter for edge in edges)
    }
    for code, waiting in waits.items():
        formulas.demand(-waiting, theme.in_force(code))
        blocked = (_blocked(theme, edge, waits) for edge in edges if edge.matter == code)
        formulas.demand(-waiting, formulas.any_of(blocked))
    return waits


def _blocked(theme: EncodedTheme, edge: Precedence, waits: Mapping[str, Formula]) -> Formula:
    formulas = theme.formulas
    if edge.mode == "all":
        return formulas.any_of(waits.get(code, FALSE) for code in edge.after)
    everybody = [
        formulas.any_of((-theme.in_force(code), waits.get(code, FALSE))) for code in edge.after
    ]
    return formulas.all_of((formulas.any_of(map(theme.in_force, edge.after)), *everybody))


def _circles(
    theme: EncodedTheme, witness: Witness, edges: Sequence[Precedence]
) -> Iterator[list[str]]:
    """Yield the circles that the schedule of a situation is stuck in."""
    stuck = frozenset(theme.schedule(witness).stuck)
    if not stuck:
        raise FalseWitnessError(f"{theme.code}: every review is scheduled after {witness}")
    for start in sorted(stuck):
        yield _circle_from(start, {code: _blockers(code, edges, stuck) for code in stuck})


def _blockers(code: str, edges: Sequence[Precedence], stuck: Set[str]) -> str:
    """Return one of those a stuck matter waits for in vain."""
    waited_for = (after for edge in edges if edge.matter == code for after in edge.after)
    return next(after for after in waited_for if after in stuck)


def _circle_from(start: str, waits_for: Mapping[str, str]) -> list[str]:
    path = [start]
    while waits_for[path[-1]] not in path:
        path.append(waits_for[path[-1]])
    circle = path[path.index(waits_for[path[-1]]) :]
    first = circle.index(min(circle))
    return circle[first:] + circle[:first]


RULES = (Rule(50, precedence_cycle),)
