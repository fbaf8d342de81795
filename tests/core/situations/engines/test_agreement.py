"""Whatever the engine, the same is asked and in force, and as many situations are counted."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from core.catalogue.models import comparisons_in
from core.situations.answering import answer_classes
from core.situations.drawing import Drawn, DrawnAnswers
from core.situations.engines.diagrams import ALWAYS, NEVER
from core.situations.engines.encoding import Encoder
from core.situations.engines.situation_columns import SituationColumns
from core.situations.engines.situation_diagrams import SituationDiagrams, count_situations
from core.themes.comparing.joint_situations import JointSituations
from core.themes.verifying.encoded_themes import EncodedTheme
from tests.strategies import conditions_of, themes

real = settings(max_examples=max(5, settings.default.max_examples // 6))


def by_terms(plan, answers):
    situation = plan.situate(answers)
    in_force = plan.in_force(situation)
    return set(situation.asked), [in_force.truth(place) for place in range(len(plan.items))]


def by_formulas(plan, answers):
    theme = EncodedTheme(plan)
    known = [
        function for code in answers for function in theme.situations.equal(code, answers[code])
    ]

    def holds(formula):
        assert theme.possible(*known, formula) is not theme.possible(*known, -formula)
        return theme.possible(*known, formula)

    asked = {code for code in plan.questions.order if holds(theme.situations.asked(code))}
    return asked, [holds(formula) for formula in theme.items]


def by_diagrams(plan, answers):
    compared = [
        comparison for condition in conditions_of(plan) for comparison in comparisons_in(condition)
    ]
    classes = {
        code: answer_classes(
            plan.catalogue.questions[code],
            [comparison for comparison in compared if comparison.question == code],
        )
        for code in answers
    }
    situations = SituationDiagrams(classes)
    fixed, when_asked = plan.theme.fixed_answers, plan.questions.when_asked
    encoder = Encoder(situations.diagrams, when_asked, fixed, situations.satisfying)

    def holds(diagram):
        for code, place in situations.place_of.items():
            given_class = [answer_class.answer for answer_class in classes[code]].index(
                answers[code]
            )
            diagram = situations.diagrams.after(diagram, place, given_class)
        return {ALWAYS: True, NEVER: False}[diagram]

    asked = {code for code in plan.questions.order if holds(encoder.asked(code))}
    return asked, [holds(encoder.all_groups(item.when)) for item in plan.items]


def by_columns(plan, answers):
    drawn = {code: Drawn((answers[code],), np.zeros(1, dtype=np.int8)) for code in answers}
    columns = SituationColumns(plan.questions.compiled, DrawnAnswers(1, drawn))
    asked = {code for code in plan.questions.order if columns.asked(code)[0]}
    return asked, [bool(column[0]) for column in columns.items]


def check_agreement(plan, data):
    answers = {
        code: data.draw(st.sampled_from(plan.forecast.answers_to(code)))
        for code in plan.questions.order
    }
    expected = by_terms(plan, answers)

    assert by_formulas(plan, answers) == expected
    assert by_diagrams(plan, answers) == expected
    assert by_columns(plan, answers) == expected


@given(lawful=st.booleans(), data=st.data())
def test_all_engines_agree_in_generated_themes(lawful, data):
    check_agreement(data.draw(themes(lawful=lawful)).plan, data)


@real
@given(data=st.data())
def test_all_engines_agree_in_real_themes(plans, data):
    check_agreement(plans[data.draw(st.sampled_from(sorted(plans)))], data)


@given(generated=themes(lawful=True))
def test_one_version_alone_is_counted_like_what_is_verified(generated):
    plan = generated.plan

    assert JointSituations([plan]).number == count_situations(EncodedTheme(plan).counted)
