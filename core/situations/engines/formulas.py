"""Propositional formulas as literals of one incremental solver (Tseitin's encoding).

A formula is a whole number, its negation the negative number. Equal formulas are written
into the solver once, and one solver answers all questions under assumptions, so that what
it learns from one rule serves the next. Every formula also carries its truth in some
thousand cases drawn beforehand, one bit each: most of what is possible is seen there, and
the solver is left with what is rare and with what has to be proved impossible.
"""

from collections.abc import Iterable, Mapping
from random import Random

from pysat.solvers import Solver

Formula = int
TRUE: Formula = 1
FALSE: Formula = -TRUE
_SOLVER = "cadical195"
"""The quickest of those tried at thousands of small questions about one theme."""
_CASES = 8_192
_EVERY = (1 << _CASES) - 1
_SEED = 0
"""Always the same cases: whatever is drawn, the answers are the same, only sooner or later."""


class Formulas:
    """Writes formulas, and says which can be true together.

    Examples:
        >>> formulas = Formulas()
        >>> wet, cold = formulas.variable(), formulas.variable()
        >>> both = formulas.all_of([wet, cold])
        >>> formulas.possible(both), formulas.possible(both, -wet)
        (True, False)
    """

    always, never = TRUE, FALSE

    def __init__(self) -> None:
        self._solver = Solver(name=_SOLVER)
        self._draw = Random(_SEED)
        self._cases = [0, _EVERY]
        self._lawful = _EVERY
        """The cases in which everything that is demanded is so."""
        self._written: dict[frozenset[Formula], Formula] = {}
        self.demand(TRUE)

    def variable(self) -> Formula:
        """Return a new variable, true or false."""
        return self._named(self._draw.getrandbits(_CASES))

    def variable_mostly_false(self) -> Formula:
        """Return a new variable that may always be false, whatever is demanded of it."""
        return self._named(0)

    def one_of(self, number: int) -> list[Formula]:
        """Return so many formulas, of which exactly one is true: the leaves of a tree."""
        return [self.all_of(path) for path in self._paths(number)]

    def _paths(self, number: int) -> list[list[Formula]]:
        if number == 1:
            return [[TRUE]]
        turn, half = self.variable(), number // 2
        return [
            *([turn, *path] for path in self._paths(half)),
            *([-turn, *path] for path in self._paths(number - half)),
        ]

    def _named(self, cases: int) -> Formula:
        self._cases.append(cases)
        return len(self._cases) - 1

    def _true_in(self, formula: Formula) -> int:
        cases = self._cases[abs(formula)]
        return cases if formula > 0 else _EVERY ^ cases

    def demand(self, *alternatives: Formula) -> None:
        """Demand for good that one of some formulas is true."""
        met = 0
        for alternative in alternatives:
            met |= self._true_in(alternative)
        self._lawful &= met
        self._solver.add_clause(list(alternatives))

    def any_of(self, formulas: Iterable[Formula]) -> Formula:
        """Return the formula that is true where one of some formulas is."""
        parts = frozenset(formulas) - {FALSE}
        if TRUE in parts or any(-part in parts for part in parts):
            return TRUE
        if len(parts) < 2:
            return next(iter(parts), FALSE)
        written = self._written.get(parts)
        if written is None:
            written = self._written[parts] = self._define(parts)
        return written

    def _define(self, parts: frozenset[Formula]) -> Formula:
        cases = 0
        for part in parts:
            cases |= self._true_in(part)
        defined = self._named(cases)
        self._solver.add_clause([-defined, *parts])
        for part in parts:
            self._solver.add_clause([defined, -part])
        return defined

    def all_of(self, formulas: Iterable[Formula]) -> Formula:
        """Return the formula that is true where all of some formulas are."""
        return -self.any_of([-formula for formula in formulas])

    def possible(self, *formulas: Formula) -> bool:
        """Say whether some formulas can be true together."""
        cases = self._lawful
        for formula in formulas:
            cases &= self._true_in(formula)
        return bool(cases) or bool(self._solver.solve(assumptions=formulas))

    def example(self, *formulas: Formula) -> "Example":
        """Return one way in which some formulas, possible together, are true together."""
        self._solver.solve(assumptions=formulas)
        return Example({abs(literal): literal > 0 for literal in self._solver.get_model()})


class Example:
    """Which formulas are true in one way of deciding all variables."""

    def __init__(self, values: Mapping[int, bool]) -> None:
        self._values = values

    def __getitem__(self, formula: Formula) -> bool:
        """Return whether a formula is true; a variable that nothing turns on is false."""
        return self._values.get(abs(formula), False) is (formula > 0)
