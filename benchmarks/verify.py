"""Proving a theme, beside z3 on the same questions.

Both are asked the same: which matters, fields and materials are in force in some
situation, which of them together with the next few and which without them, and whether
some situation has no matter. z3 gets the conditions as they stand, with
real numbers for numbers and whole ones for options, and keeps what it
has learnt between questions; ours is :mod:`core.themes.verifying`. Both have to agree on
every one. Then a theme that is made up grows, to see how time does.

Run with ``make bench`` or ``python -m benchmarks.verify``. Ratios are what to compare.
"""

import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import (
    AllOf,
    Comparison,
    Condition,
    Matter,
    Question,
    QuestionKind,
    Theme,
)
from core.catalogue.packages import read_package
from core.situations.engines.situation_diagrams import count_situations
from core.themes.plans import ThemePlan
from core.themes.verifying.encoded_themes import EncodedTheme
from core.themes.verifying.verification import verify_theme

ROOT = Path(__file__).parents[1]
DELIVERED = ROOT.parent / "shared" / "facts" / "catalogue"
CATALOGUE = DELIVERED if DELIVERED.is_dir() else ROOT / "assets" / "catalogue"
THEME = "T10"
SIZES = (40, 80, 160, 320)
CONDITIONS_PER_160 = 300
PARTNERS = 5
SEED = 20261125
ROUNDS = 3

Answers = list[bool]


class Query(NamedTuple):
    """Some conditions that hold together and some that do not; possible or not?"""

    hold: tuple[int, ...]
    fail: tuple[int, ...]


def queries_of(plan: ThemePlan) -> list[Query]:
    """Return the questions: items by their place, alone, in pairs, and all matters out."""
    places = range(len(plan.items))
    matters = tuple(place for place in places if plan.items[place].kind == "matter")
    alone = [Query((place,), ()) for place in places]
    pairs = [
        (first, other) for first in places for other in places[first + 1 : first + 1 + PARTNERS]
    ]
    both = [Query(pair, ()) for pair in pairs]
    either = [Query((first,), (other,)) for first, other in pairs]
    return [*alone, *both, *either, Query((), matters)]


def ours(plan: ThemePlan, queries: list[Query]) -> Answers:
    """Answer by one incremental SAT solver."""
    theme = EncodedTheme(plan)
    return [
        theme.possible(
            *(theme.items[p] for p in query.hold), *(-theme.items[p] for p in query.fail)
        )
        for query in queries
    ]


class Z3Theme:
    """A theme as somebody would write it down for z3: enumerations, numbers, one solver."""

    def __init__(self, plan: ThemePlan) -> None:
        import z3

        self._z3, self._plan = z3, plan
        self._solver = z3.Solver()
        self._variables: dict[str, Any] = {}
        self._asked: dict[str, Any] = {}
        theme, declared = plan.theme, plan.catalogue.questions
        for use in theme.questions:
            question = declared[use.question]
            self._variables[question.id] = self._variable(question)
            self._asked[question.id] = self.holds(use.ask_when)
        self.items = [
            z3.And(*(z3.Or(*map(self.holds, group)) for group in item.when)) for item in plan.items
        ]

    def _variable(self, question: Question) -> Any:
        z3 = self._z3
        if question.kind is QuestionKind.NUMBER:
            return z3.Real(question.id)
        if question.kind is QuestionKind.MULTIPLE:
            return {option: z3.Bool(f"{question.id}={option}") for option in question.options}
        variable = z3.Int(question.id)
        self._solver.add(variable >= 0, variable < len(question.options))
        return variable

    def holds(self, condition: Condition | None) -> Any:
        """Return a condition as z3 has it; what is not asked does not satisfy it (law 6)."""
        """Return a condition as z3 has it."""
        z3 = self._z3
        if condition is None:
            return z3.BoolVal(True)
        if isinstance(condition, Comparison):
            return self._compared(condition)
        if isinstance(condition, AllOf):
            return z3.And(*map(self.holds, condition.all))
        return z3.Or(*map(self.holds, condition.any))

    def _compared(self, comparison: Comparison) -> Any:
        z3, code = self._z3, comparison.question
        fixed = self._plan.theme.fixed_answers.get(code)
        if fixed is not None:
            values = (
                comparison.value if isinstance(comparison.value, tuple) else (comparison.value,)
            )
            same = fixed in values
            return z3.BoolVal(same == (comparison.op != "ne"))
        if code not in self._variables:
            return z3.BoolVal(False)
        return z3.And(self._asked[code], self._satisfied(comparison))

    def _satisfied(self, comparison: Comparison) -> Any:
        z3, variable = self._z3, self._variables[comparison.question]
        question = self._plan.catalogue.questions[comparison.question]
        values = comparison.value if isinstance(comparison.value, tuple) else (comparison.value,)
        if question.kind is QuestionKind.NUMBER:
            return {
                "eq": variable == values[0],
                "ne": variable != values[0],
                "gt": variable > values[0],
                "ge": variable >= values[0],
                "lt": variable < values[0],
                "le": variable <= values[0],
                "in": z3.Or(*(variable == value for value in values)),
            }[comparison.op.value]
        if question.kind is QuestionKind.MULTIPLE:
            assert comparison.op == "in"
            return z3.Or(*(variable[value] for value in values))
        chosen = z3.Or(*(variable == question.options.index(value) for value in values))
        return z3.Not(chosen) if comparison.op == "ne" else chosen

    def possible(self, query: Query) -> bool:
        """Answer one question; pushing and popping is quicker here than assumptions are."""
        """Say whether some situation answers a query."""
        z3 = self._z3
        self._solver.push()
        self._solver.add(*(self.items[p] for p in query.hold))
        self._solver.add(*(z3.Not(self.items[p]) for p in query.fail))
        result = self._solver.check()
        self._solver.pop()
        return bool(result == z3.sat)


def by_z3(plan: ThemePlan, queries: list[Query]) -> Answers:
    """Answer by one z3 solver."""
    theme = Z3Theme(plan)
    return [theme.possible(query) for query in queries]


# --- A theme that is made up


def made_up(questions: int, seed: int = SEED) -> ThemePlan:
    """Return a theme with so many questions, chains of ``ask_when``, and nested conditions."""
    chance = random.Random(seed)
    asked = [_question(f"q{place}", chance) for place in range(questions)]
    matters = questions * CONDITIONS_PER_160 // 160
    theme = Theme.model_validate(
        {
            "format": 1,
            "code": "X",
            "name": "X",
            "questions": [
                {"question": made.id, "ask_when": _ask_when(asked[:place], chance)}
                for place, made in enumerate(asked)
            ],
            "matters": [
                {"matter": f"M{place}", "when": _condition(asked, chance, depth=2)}
                for place in range(matters)
            ],
        }
    )
    nothing: dict[str, Any] = {"name": "X", "department": "D", "committed_days": 1, "format": 1}
    catalogue = Catalogue(
        questions={made.id: made for made in asked},
        matters={f"M{n}": Matter(code=f"M{n}", **nothing) for n in range(matters)},
        themes={"X": theme},
    )
    return ThemePlan(theme, catalogue)


def _question(code: str, chance: random.Random) -> Question:
    if chance.random() < 0.2:
        return Question(id=code, text=code, kind=QuestionKind.NUMBER)
    options = tuple("甲乙丙丁"[: chance.randint(2, 4)])
    return Question(id=code, text=code, kind=QuestionKind.SINGLE, options=options)


def _ask_when(earlier: list[Question], chance: random.Random) -> Any:
    if not earlier or chance.random() < 0.5:
        return None
    return _comparison(chance.choice(earlier[-8:]), chance)


def _condition(asked: list[Question], chance: random.Random, depth: int) -> Any:
    if depth == 0:
        return _comparison(chance.choice(asked), chance)
    parts = [_condition(asked, chance, depth - 1) for _ in range(chance.randint(2, 3))]
    return {chance.choice(["all", "any"]): parts}


def _comparison(question: Question, chance: random.Random) -> dict[str, Any]:
    if question.kind is QuestionKind.NUMBER:
        op = chance.choice(["gt", "le", "ge", "lt"])
        return {"question": question.id, "op": op, "value": 100 * chance.randint(1, 9)}
    op = chance.choice(["eq", "ne"])
    return {"question": question.id, "op": op, "value": chance.choice(question.options)}


# --- Measuring


def seconds_for(work: Callable[[], Any], rounds: int = ROUNDS) -> tuple[float, Any]:
    """Return the least processor time of some rounds, and the result."""
    least, result = float("inf"), None
    for _ in range(rounds):
        start = time.process_time()
        result = work()
        least = min(least, time.process_time() - start)
    return least, result


def compare(name: str, plan: ThemePlan, rounds: int = ROUNDS) -> None:
    """Print both times and their ratio, once they agree."""
    queries = queries_of(plan)
    own, found = seconds_for(lambda: ours(plan, queries), rounds)
    peer, expected = seconds_for(lambda: by_z3(plan, queries), 1)
    assert found == expected, f"{name}: different answers"
    print(
        f"{name}: {len(queries)} questions, {sum(found)} possible  ours {own:.3f} s  "
        f"z3 {peer:.3f} s  ratio {peer / own:.1f}"
    )


def growth() -> Iterator[str]:
    """Tell how long all rules and the count take as a theme grows."""
    for size in SIZES:
        plan = made_up(size)
        seconds, verified = seconds_for(lambda plan=plan: verify_theme(plan), 1)  # type: ignore[misc]
        counting, number = seconds_for(
            lambda plan=plan: count_situations(EncodedTheme(plan).questions),
            1,  # type: ignore[misc]
        )
        found = len(verified.findings)
        digits = len(str(number))
        yield (
            f"{size} questions, {len(plan.matters)} conditions: all rules {seconds:.3f} s, "
            f"{found} findings; {digits} digits of situations counted in {counting:.3f} s"
        )


def main() -> None:
    catalogue = read_package(CATALOGUE).catalogue
    plans = {code: ThemePlan(catalogue.themes[code], catalogue) for code in catalogue.themes}
    for code, plan in sorted(plans.items()):
        seconds, verified = seconds_for(lambda plan=plan: verify_theme(plan))  # type: ignore[misc]
        print(f"{code}: {verified.situations:,} situations, all rules {seconds:.3f} s")
    compare(THEME, plans[THEME])
    compare("160 questions, 300 conditions, made up", made_up(160), 1)
    for line in growth():
        print(line)


if __name__ == "__main__":
    main()
