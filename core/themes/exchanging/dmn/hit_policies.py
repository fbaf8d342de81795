"""What a table means where several rows hold, and whether that can happen."""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from itertools import combinations
from operator import and_

from core.catalogue.models import Answer, Comparison, Question
from core.situations.answering import answer_classes, are_all_distinguished, numbers_distinguished
from core.situations.conditions import satisfies
from core.situations.fitting import values_in
from core.themes.exchanging.rule_rows import MOST_ROWS, Row

COLLECTING = frozenset({"COLLECT", "RULE ORDER"})
"""Every row that holds counts, as in a theme."""
UNIQUE, ANY = "UNIQUE", "ANY"
"""One row holds; or several do that say the same. If not, there is no result at all."""
POLICIES = COLLECTING | {UNIQUE, ANY}

Questions = Mapping[str, Question]


def overlaps(
    rows: Sequence[tuple[str, Row]], policy: str, questions: Questions
) -> Iterator[tuple[int, int]]:
    """Yield the numbers of rows that both hold for some answers, where only one may.

    Args:
        rows: What each row gives, and what has to hold for it.
        policy: The table's hit policy.
        questions: What questions can be answered with, as far as that is known.
    """
    if policy in COLLECTING or len(rows) < 2:
        return
    if len(rows) > MOST_ROWS:
        yield 1, len(rows)
        return
    held = _held([row for _, row in rows], questions)
    for first, other in combinations(range(len(rows)), 2):
        may_both = policy == ANY and rows[first][0] == rows[other][0]
        if not may_both and all(map(and_, held[first], held[other])):
            yield first + 1, other + 1


def _held(rows: Sequence[Row], questions: Questions) -> list[list[int]]:
    """Return for each row and question which answers satisfy it, one bit for each answer."""
    looked_at: dict[str, list[Comparison]] = {}
    for comparison in dict.fromkeys(comparison for row in rows for comparison in row):
        looked_at.setdefault(comparison.question, []).append(comparison)
    bits: dict[Comparison, int] = {}
    every: dict[str, int] = {}
    for question, compared in looked_at.items():
        answers = _answers(questions.get(question), compared)
        every[question] = (1 << len(answers)) - 1
        for known in compared:
            bits[known] = sum(
                1 << n for n, answer in enumerate(answers) if satisfies(answer, known)
            )
    return [
        [
            reduce(
                and_,
                (bits[comparison] for comparison in row if comparison.question == question),
                every[question],
            )
            for question in every
        ]
        for row in rows
    ]


def _answers(question: Question | None, compared: list[Comparison]) -> list[Answer]:
    """Return answers that between them meet every outcome of some comparisons."""
    if question is not None and are_all_distinguished(question, compared):
        return [answer_class.answer for answer_class in answer_classes(question, compared)]
    values = dict.fromkeys(
        value for comparison in compared for value in values_in(comparison.value)
    )
    texts = [value for value in values if isinstance(value, str)]
    sets = [values_in(comparison.value) for comparison in compared]
    every_text: Answer = tuple(texts)
    return [*texts, *numbers_distinguished(compared), "".join(texts) + "?", every_text, (), *sets]
