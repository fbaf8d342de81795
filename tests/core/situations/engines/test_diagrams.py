"""Diagrams, against tables of all answers."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from core.situations.engines.counting import AnswerCounter
from core.situations.engines.diagrams import ALWAYS, NEVER, Diagrams

SIZES = (2, 3, 2)
EVERY = list(product(*map(range, SIZES)))
WEIGHTS = [[1, 3], [2, 1, 1], [5, 1]]


@st.composite
def functions(draw):
    """Draw a diagram and the table of the same function."""
    diagrams = Diagrams(SIZES)

    def literal():
        place = draw(st.integers(0, len(SIZES) - 1))
        holds = draw(st.lists(st.booleans(), min_size=SIZES[place], max_size=SIZES[place]))
        return diagrams.literal(place, holds), [holds[answers[place]] for answers in EVERY]

    diagram, table = literal()
    for _ in range(draw(st.integers(0, 5))):
        other, rows = literal()
        how = draw(st.sampled_from(["both", "either", "unlike"]))
        diagram = getattr(diagrams, how)(diagram, other)
        join = {"both": bool.__and__, "either": bool.__or__, "unlike": bool.__xor__}[how]
        table = [join(row, two) for row, two in zip(table, rows, strict=True)]
    return diagrams, diagram, dict(zip(EVERY, table, strict=True))


def evaluated(diagrams, diagram, answers):
    for place, answer in enumerate(answers):
        diagram = diagrams.after(diagram, place, answer)
    return diagram


@given(functions())
def test_a_diagram_holds_where_its_function_does(drawn):
    diagrams, diagram, table = drawn

    for answers, holds in table.items():
        assert evaluated(diagrams, diagram, answers) == (ALWAYS if holds else NEVER)


@given(functions())
def test_a_question_is_in_a_diagram_exactly_when_it_matters(drawn):
    diagrams, diagram, table = drawn
    for place in range(len(SIZES)):
        matters = {
            answers
            for answers in EVERY
            if len(
                {
                    table[(*answers[:place], other, *answers[place + 1 :])]
                    for other in range(SIZES[place])
                }
            )
            > 1
        }

        assert (place in diagrams.places_in(diagram)) is bool(matters)
        where = diagrams.where_it_matters(diagram, place)
        for answers in EVERY:
            assert (evaluated(diagrams, where, answers) == ALWAYS) is (answers in matters)


@given(functions())
def test_what_holds_is_counted_by_weight_and_an_example_is_found(drawn):
    diagrams, diagram, table = drawn
    weigh = {
        answers: WEIGHTS[0][answers[0]] * WEIGHTS[1][answers[1]] * WEIGHTS[2][answers[2]]
        for answers in EVERY
    }

    counted = AnswerCounter(diagrams, WEIGHTS).count([diagram])
    assert counted == sum(weigh[a] for a, holds in table.items() if holds)
    example = diagrams.example(diagram, [[1, 0], [2, 1, 0], [0, 1]])
    if any(table.values()):
        assert table[tuple(example)]
    else:
        assert example is None


@given(functions())
def test_the_share_is_the_chance_that_it_holds(drawn):
    diagrams, diagram, table = drawn
    shares = [[0.25, 0.75], [0.5, 0.25, 0.25], [0.9, 0.1]]

    chance = sum(
        shares[0][a] * shares[1][b] * shares[2][c] for (a, b, c), holds in table.items() if holds
    )
    assert abs(AnswerCounter(diagrams, shares).count([diagram]) - chance) < 1e-9
