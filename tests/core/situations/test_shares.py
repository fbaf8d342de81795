"""Shares of situations are exact: the same as going through every situation one by one."""

from fractions import Fraction
from itertools import product
from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from core.catalogue.models import AllOf, AnyOf, Comparison, Question
from core.situations.conditions import Knowledge
from core.situations.engines.evaluating import evaluate
from core.situations.shares import SituationShares, WhyNever

OPTIONS = ("x", "y", "z")
QUESTIONS = {code: Question(id=code, text=code, kind="single", options=OPTIONS) for code in "abcd"}


def about(codes):
    return st.builds(
        Comparison,
        question=st.sampled_from(codes),
        op=st.sampled_from(("eq", "ne")),
        value=st.sampled_from(OPTIONS),
    )


conditions = st.recursive(
    about("abcd"),
    lambda parts: st.one_of(
        st.builds(AllOf, all=st.lists(parts, max_size=3).map(tuple)),
        st.builds(AnyOf, any=st.lists(parts, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)
gates = st.tuples(st.none() | about("a"), st.none() | about("ab"), st.none() | about("abc"))


def known(answers, asked):
    words = {}
    for code, (when,) in asked.items():
        if evaluate(when, Knowledge(answers=words)):
            words[code] = answers[code]
    return Knowledge(answers=words)


@given(conditions, gates)
def test_a_share_is_that_of_all_situations_gone_through(condition, whens):
    asked = dict(zip("abcd", ((when,) for when in (None, *whens)), strict=True))
    every = [dict(zip("abcd", answers, strict=True)) for answers in product(OPTIONS, repeat=4)]

    share = SituationShares(asked, {}, QUESTIONS, [condition]).share([condition])

    hold = sum(bool(evaluate(condition, known(answers, asked))) for answers in every)
    assert share == Fraction(hold, len(every))


def shares(*conditions, asked=None, fixed=None):
    return SituationShares(
        asked or dict.fromkeys("abcd", (None,)), fixed or {}, QUESTIONS, conditions
    )


IS_X, IS_Y = (Comparison(question="a", op="eq", value=value) for value in "xy")


def test_two_sentences_that_never_hold_together_are_named():
    other = Comparison(question="b", op="eq", value="x")

    found = shares(IS_X, IS_Y, other).contradiction([other, IS_X, IS_Y])

    assert (found.why, found.parts) == (WhyNever.TOGETHER, (IS_X, IS_Y))
    assert shares(IS_X, other).contradiction([IS_X, other]) is None


def test_a_sentence_about_what_is_never_asked_or_answered_so_is_named():
    gated = {"a": (None,), "b": (AllOf(all=(IS_X, IS_Y)),)}
    never = Comparison(question="b", op="eq", value="x")
    nothing = Comparison(question="a", op="eq", value="?")

    assert shares(never, asked=gated).contradiction([never]).why is WhyNever.NOT_ASKED
    assert shares(nothing).contradiction([nothing]).why is WhyNever.NO_ANSWER
    assert shares(IS_Y, fixed={"a": "x"}).contradiction([IS_Y]).why is WhyNever.NO_ANSWER


def test_sixty_matters_over_two_hundred_questions_are_counted_at_once():
    questions = {
        f"q{at}": Question(id=f"q{at}", text="?", kind="single", options=OPTIONS)
        for at in range(200)
    }

    def on(at):
        return Comparison(question=f"q{at % 200}", op="eq", value="x")

    asked = {f"q{at}": (on(at // 3) if at else None,) for at in range(200)}
    whens = [
        AllOf(all=(on(3 * at), AnyOf(any=(on(3 * at + 7), on(at * 5), on(at + 90)))))
        for at in range(60)
    ]
    begun = perf_counter()

    counted = SituationShares(asked, {}, questions, whens)
    found = [counted.share([when]) for when in whens]

    assert None not in found
    assert perf_counter() - begun < 3  # 0.1 s alone; CI is slower and shared
