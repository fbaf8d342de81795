"""Intervals of a number that two matters leave between them (at 300 neither below nor above)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import floor

from core.catalogue.findings import error
from core.catalogue.models import (
    AllOf,
    Comparison,
    Condition,
    Operator,
    Question,
    QuestionKind,
    comparisons_in,
)
from core.situations.answering import numbers_distinguished
from core.situations.conditions import satisfies
from core.situations.engines.limits import GaveUpError
from core.themes.verifying.encoded_themes import EncodedTheme
from core.themes.verifying.findings import RuleFinding
from core.themes.verifying.rule import Rule

_MOST_BRANCHES = 200
_COUNTED_IN = frozenset("人名个间台辆家户张份次件套")
_UP_TO = frozenset({Operator.LT, Operator.LE})
_FROM = frozenset({Operator.GT, Operator.GE})

_Branch = frozenset[Comparison]
"""Comparisons that together are enough for a condition to hold."""


@dataclass(frozen=True, slots=True)
class _Range:
    """Where a matter applies, as far as one number goes."""

    matter: str
    bounds: tuple[Comparison, ...]

    def covers(self, number: float) -> bool:
        return all(satisfies(number, bound) for bound in self.bounds)

    def is_bounded(self, operators: frozenset[Operator]) -> bool:
        return any(bound.op in operators for bound in self.bounds)


@dataclass(frozen=True, slots=True)
class _Gap:
    """A number between two ranges that neither covers."""

    number: float
    below: str
    above: str


def threshold_gap(theme: EncodedTheme) -> Iterator[RuleFinding]:
    """Yield the gaps between matters that turn on one number and are otherwise alike."""
    for (question, others), ranges in _alike(theme).items():
        known = theme.questions.question(question)
        for gap in _gaps(ranges, known, whole=_is_counted(theme, question)):
            witness = theme.witness(
                theme.situations.asked(question),
                *theme.situations.equal(question, gap.number),
                *map(theme.situations.holds, others),
                *(-theme.in_force(code) for code in _looking_at(theme, question)),
            )
            if witness is not None:
                params = {
                    "question": question,
                    "number": f"{gap.number:g}",
                    "below": gap.below,
                    "above": gap.above,
                }
                at = f"{theme.code}.{question}"
                yield RuleFinding(error("threshold-gap", at, **params), witness)


def _alike(theme: EncodedTheme) -> Mapping[tuple[str, _Branch], list[_Range]]:
    """Return ranges of one number, together where all else they turn on is the same."""
    found: dict[tuple[str, _Branch], list[_Range]] = {}
    for code, planned in theme.plan.matters.items():
        for branch in (part for when in planned.conditions for part in _branches(when)):
            for question in sorted(
                {comparison.question for comparison in branch if _is_number(theme, comparison)}
            ):
                bounds = tuple(
                    comparison for comparison in branch if comparison.question == question
                )
                rest = branch - set(bounds)
                found.setdefault((question, rest), []).append(_Range(code, bounds))
    return found


def _branches(condition: Condition | None) -> Sequence[_Branch]:
    """Return the ways in which a condition can hold."""
    if condition is None:
        return [frozenset()]
    if isinstance(condition, Comparison):
        return [frozenset({condition})]
    if not isinstance(condition, AllOf):
        return [branch for part in condition.any for branch in _branches(part)]
    together: list[_Branch] = [frozenset()]
    for part in condition.all:
        together = [branch | other for branch, other in product(together, _branches(part))]
        if len(together) > _MOST_BRANCHES:
            raise GaveUpError
    return together


def _is_number(theme: EncodedTheme, comparison: Comparison) -> bool:
    asked = comparison.question in theme.questions.when
    return asked and theme.questions.question(comparison.question).kind is QuestionKind.NUMBER


def _is_counted(theme: EncodedTheme, question: str) -> bool:
    """Say whether only whole numbers make sense: there is nothing between 50 and 51 people."""
    known = theme.questions.question(question)
    elements = theme.plan.catalogue.elements
    linked = [elements.get(link.key.element) for link in known.links]
    whole = any(question is not None and question.type.kind.is_counted for question in linked)
    return known.unit in _COUNTED_IN or whole


def _looking_at(theme: EncodedTheme, question: str) -> Iterator[str]:
    """Yield the matters whose conditions look at a question."""
    for code, planned in theme.plan.matters.items():
        if any(
            comparison.question == question
            for w in planned.conditions
            for comparison in comparisons_in(w)
        ):
            yield code


def _gaps(ranges: Sequence[_Range], question: Question, *, whole: bool) -> Iterator[_Gap]:
    """Yield numbers that nobody covers, between a range that ends and one that begins."""
    bounds = (bound for range_ in ranges for bound in range_.bounds)
    numbers = numbers_distinguished(bounds, question)
    whole_numbers = (float(floor(number)) for number in numbers)
    answers = (number for number in whole_numbers if not question.missed_bound(number))
    numbers = sorted({*numbers, *answers})
    ending: Sequence[str] = ()
    left_out: list[float] = []
    for number in numbers:
        covering = [range_ for range_ in ranges if range_.covers(number)]
        if not covering:
            left_out.append(number)
            continue
        possible = [number for number in left_out if number.is_integer() or not whole]
        beginning = [range_.matter for range_ in covering if range_.is_bounded(_FROM)]
        for below, above in product(ending, beginning):
            if possible and below != above:
                yield _Gap(possible[0], below, above)
        ending, left_out = [range_.matter for range_ in covering if range_.is_bounded(_UP_TO)], []


RULES = (Rule(110, threshold_gap),)
