"""Several diagrams counted at once, against trying all answers."""

from itertools import product
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.situations.engines import counting
from core.situations.engines.counting import AnswerCounter
from core.situations.engines.diagrams import Diagrams
from core.situations.engines.limits import GaveUpError

SIZES = (2, 3, 2, 2, 3)
WEIGHTS = [[1, 3], [2, 0, 1], [5, 1], [1, 1], [4, 1, 2]]


@st.composite
def functions(draw):
    """Draw diagrams, each over one or two questions, and what each is without diagrams."""
    diagrams = Diagrams(SIZES)
    drawn = []
    for _ in range(draw(st.integers(0, 5))):
        places = draw(st.lists(st.integers(0, 4), min_size=1, max_size=2, unique=True))
        holds = {p: draw(st.lists(st.booleans(), min_size=3, max_size=3)) for p in places}
        literals = [diagrams.literal(p, holds[p][: SIZES[p]]) for p in places]
        drawn.append((diagrams.any_of(literals), holds))
    return diagrams, drawn


@given(functions())
def test_answers_are_counted_for_which_all_diagrams_hold(drawn):
    diagrams, drawn_functions = drawn
    expected = sum(
        prod(WEIGHTS[place][answer] for place, answer in enumerate(answers))
        for answers in product(*map(range, SIZES))
        if all(
            any(rows[answers[place]] for place, rows in holds.items())
            for _, holds in drawn_functions
        )
    )

    counter = AnswerCounter(diagrams, WEIGHTS)

    assert counter.count(function for function, _ in drawn_functions) == expected


def test_parts_behind_one_question_are_counted_apart():
    """As one diagram, 40 pairs of questions far from each other would need 2 ** 40 nodes."""
    diagrams = Diagrams([2] * 81)
    root = diagrams.literal(0, [True, False])
    pairs = [
        diagrams.any_of(
            (
                root,
                diagrams.same(
                    diagrams.literal(place, [True, False]),
                    diagrams.literal(place + 40, [True, False]),
                ),
            )
        )
        for place in range(1, 41)
    ]

    assert AnswerCounter(diagrams, [[1, 1]] * 81).count(pairs) == 4**40 + 2**40


def test_counting_says_when_it_is_too_much(monkeypatch):
    monkeypatch.setattr(counting, "MOST_STEPS", 3)
    diagrams = Diagrams([2] * 6)
    chain = [
        diagrams.either(
            diagrams.literal(place, [True, False]), diagrams.literal(place + 1, [True, False])
        )
        for place in range(5)
    ]

    with pytest.raises(GaveUpError):
        AnswerCounter(diagrams, [[1, 1]] * 6).count(chain)
