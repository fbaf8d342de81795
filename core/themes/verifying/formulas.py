"""Propositional formulas as literals of one incremental solver (Tseitin's encoding).

A formula is a whole number, its negation the negative number. Equal formulas are written
into the solver once, and one solver answers all questions under assumptions, so that what
it learns from one rule serves the next.
"""

from collections import deque
from collections.abc import Iterable, Mapping
from itertools import combinations

from pysat.solvers import Solver

Formula = int
TRUE: Formula = 1
FALSE: Formula = -TRUE
_SOLVER = "minisat22"
"""The quickest of those tried at thousands of small questions about one theme."""
_MOST_MET = 64


class Formulas:
    """Writes formulas, and says which can be true together.

    Examples:
        >>> formulas = Formulas()
        >>> wet, cold = formulas.variable(), formulas.variable()
        >>> both = formulas.all_of([wet, cold])
        >>> formulas.possible(both), formulas.possible(both, -wet)
        (True, False)
    """

    def __init__(self) -> None:
        self._solver = Solver(name=_SOLVER)
        self._last = TRUE
        self._met: deque[frozenset[Formula]] = deque(maxlen=_MOST_MET)
        self._written: dict[frozenset[Formula], Formula] = {}
        self.demand(TRUE)

    def variable(self) -> Formula:
        """Return a new variable."""
        self._last += 1
        return self._last

    def demand(self, *alternatives: Formula) -> None:
        """Demand for good that one of some formulas is true."""
        self._solver.add_clause(list(alternatives))

    def demand_at_most_one(self, formulas: Iterable[Formula]) -> None:
        """Demand for good that no two of some formulas are true."""
        for one, other in combinations(formulas, 2):
            self.demand(-one, -other)

    def any_of(self, formulas: Iterable[Formula]) -> Formula:
        """Return the formula that is true where one of some formulas is."""
        parts = frozenset(formulas) - {FALSE}
        if TRUE in parts or any(-part in parts for part in parts):
            return TRUE
        if len(parts) < 2:
            return next(iter(parts), FALSE)
        written = self._written.get(parts)
        if written is None:
            written = self._written[parts] = self.variable()
            self.demand(-written, *parts)
            for part in parts:
                self.demand(written, -part)
        return written

    def all_of(self, formulas: Iterable[Formula]) -> Formula:
        """Return the formula that is true where all of some formulas are."""
        return -self.any_of([-formula for formula in formulas])

    def possible(self, *formulas: Formula) -> bool:
        """Say whether some formulas can be true together.

        Most often an example that was met before answers it. What is demanded later only
        says what new variables mean, so that examples stay good.
        """
        if any(met.issuperset(formulas) for met in self._met):
            return True
        if not self._solver.solve(assumptions=formulas):
            return False
        self._met.append(frozenset(self._solver.get_model()))
        return True

    def example(self, *formulas: Formula) -> "Example":
        """Return one way in which some formulas, possible together, are true together."""
        self._solver.solve(assumptions=formulas)
        return Example({abs(one): one > 0 for one in self._solver.get_model()})


class Example:
    """Which formulas are true in one way of deciding all variables."""

    def __init__(self, values: Mapping[int, bool]) -> None:
        self._values = values

    def __getitem__(self, formula: Formula) -> bool:
        """Return whether a formula is true; a variable that nothing turns on is false."""
        return self._values.get(abs(formula), False) is (formula > 0)
