"""How many questions the 12 themes need on average until it is certain which matters apply.

Three ways of asking: every question whose condition holds; the author's order without the
questions that cannot change the outcome any more; and ours. Where trying every way of
asking is feasible, that is the judge: plain recursion over answers, which knows nothing of
diagrams or independent parts. Run with ``python -m benchmarks.asking``.
"""

import time

from benchmarks.guide import CATALOGUE
from core.catalogue.models import AskingOrder
from core.catalogue.packages import read_package
from core.themes.plans import ThemePlan
from tests.core.situations.exhaustive import Exhaustive

HEAD = (
    f"{'theme':<6}{'all':>9}{'author':>9}{'ours':>9}{'tried':>9}{'longest':>9}{'exact':>7}{'ms':>8}"
)
ROUNDING = 1e-6
MOST_TRIED = 9
"""With more questions, trying every way of asking takes too long."""


def main() -> None:
    """Print the expected numbers of each theme, and their sums as shares of asking all."""
    catalogue = read_package(CATALOGUE).catalogue
    plans = {code: ThemePlan(theme, catalogue) for code, theme in sorted(catalogue.themes.items())}
    for matters_only in (True, False):
        subject = "which matters apply" if matters_only else "matters, fields and materials"
        print(f"\nQuestions expected until it is certain: {subject}")
        print(HEAD)
        measured = [_measure(code, plan, matters_only) for code, plan in plans.items()]
        every, author, ours = (sum(column) for column in zip(*measured, strict=True))
        print(f"author / all {author / every:.4f}   ours / all {ours / every:.4f}")


def _measure(code: str, plan: ThemePlan, matters_only: bool) -> tuple[float, float, float]:
    nothing = plan.situate({})
    start = time.perf_counter()
    forecast = plan.forecast_with(order=AskingOrder.FEWEST, matters_only=matters_only)
    ours = forecast.ahead(nothing)
    milliseconds = 1_000 * (time.perf_counter() - start)
    by_author = plan.forecast_with(order=AskingOrder.AUTHOR, matters_only=matters_only)
    author, every = by_author.ahead(nothing), forecast.expected_if_all_were_asked() or 0.0
    tried = _tried(plan, matters_only) if len(plan.questions.order) <= MOST_TRIED else None
    if tried is not None and abs(tried - ours.expected) > ROUNDING:
        raise SystemExit(f"{code}: {ours.expected} is not the least, {tried} is")
    print(
        f"{code:<6}{every:>9.3f}{author.expected:>9.3f}{ours.expected:>9.3f}"
        f"{'' if tried is None else format(tried, '.3f'):>9}{ours.longest:>9}"
        f"{'yes' if ours.exact else 'no':>7}{milliseconds:>8.1f}"
    )
    return every, author.expected, ours.expected


def _tried(plan: ThemePlan, matters_only: bool) -> float:
    matters = [planned.first_item for planned in plan.matters.values()]
    return Exhaustive(plan, items=matters if matters_only else None).fewest(frozenset())


if __name__ == "__main__":
    main()
