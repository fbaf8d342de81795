"""On small themes, what is proved is what trying every situation finds."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from core.catalogue.models import Figures
from core.forms.conflicts import conflicts_in
from core.themes.guides import guide_theme
from core.themes.verifying.verification import verify_theme
from tests import reference
from tests.core.themes.verifying.brute_force import AllSituations
from tests.generating import GeneratedTheme
from tests.strategies import themes

TARGET = 4


@st.composite
def small_themes(draw):
    """Draw a theme with a target, lawful or not, and some papers issued by the government.

    Some matters say when they apply and when their result is there already, and require others.
    """
    generated = draw(themes(lawful=draw(st.booleans())))
    theme = generated.theme.model_copy(update={"target": Figures(working_days=TARGET)})
    matters = {code: _issued(matter) for code, matter in generated.catalogue.matters.items()}
    matters = {code: draw(_with_needs(matter, [*matters, "X"])) for code, matter in matters.items()}
    catalogue = replace(generated.catalogue, themes={theme.code: theme}, matters=matters)
    return GeneratedTheme(theme, catalogue)


def _issued(matter):
    papers = [
        material.model_copy(update={"source": "government", "exemption": None})
        if material.produced_by
        else material
        for material in matter.materials
    ]
    return matter.model_copy(update={"materials": tuple(papers)})


def _with_needs(matter, codes):
    conditions = st.none() | st.sampled_from(_conditions_of(matter) or [None])
    needs = st.fixed_dictionaries(
        {
            "applies_when": conditions,
            "already_when": conditions,
            "requires": st.lists(st.sampled_from(codes), max_size=2).map(tuple),
        }
    )
    return needs.map(lambda update: matter.model_copy(update=update))


def _conditions_of(matter):
    own = [field.when for field in matter.fields] + [material.when for material in matter.materials]
    return [when for when in own if when is not None]


def places(verification, rule):
    return {finding.finding.at for finding in verification.findings if finding.finding.rule == rule}


def codes(verification, rule):
    return {at.partition(".")[2] for at in places(verification, rule)}


@given(small_themes())
def test_every_rule_finds_what_trying_all_situations_finds(generated):
    every, verified = AllSituations(generated), verify_theme(generated.plan)
    assert verified.proved
    assert verified.situations == len(every.known)
    assert codes(verified, "question-never-asked") == every.never_asked()
    in_force = {code for known in every.known for code in every.in_force(known)}
    assert codes(verified, "matter-never-applies") == set(generated.plan.matters) - in_force
    nothing = any(not every.in_force(known) for known in every.known)
    assert bool(places(verified, "situation-without-matter")) == nothing
    assert places(verified, "field-never-asked") == every.never_in_force("field")
    assert places(verified, "material-never-asked") == every.never_in_force("material")
    assert places(verified, "unknown-answer-needed") == every.needing_answers()
    produced = [f for f in verified.errors if f.finding.rule == "nobody-produces-material"]
    assert {finding.finding.at for finding in produced} == every.produced_by_nobody()
    assert codes(verified, "question-without-effect") == every.without_effect()


@given(small_themes())
def test_schedules_are_stuck_and_late_where_living_through_them_is(generated):
    every, verified = AllSituations(generated), verify_theme(generated.plan)
    cycles = [
        finding for finding in verified.findings if finding.finding.rule == "precedence-cycle"
    ]
    assert bool(cycles) == any(every.stuck(known) for known in every.known)
    for cycle in cycles:
        known = {**generated.theme.fixed_answers, **cycle.witness}
        assert set(dict(cycle.finding.params)["matters"]) <= every.stuck(known)
    longest = max((every.days(k) for k in every.known if not every.stuck(k)), default=0)
    late = [
        finding for finding in verified.findings if finding.finding.rule == "target-not-reachable"
    ]
    assert [dict(finding.finding.params)["days"] for finding in late] == [longest] * (
        longest > TARGET
    )


@given(small_themes())
def test_demands_exclude_each_other_where_some_form_says_so(generated):
    every, verified = AllSituations(generated), verify_theme(generated.plan)
    found = {
        finding.at
        for known in every.known
        for finding in conflicts_in(guide_theme(generated.plan, known).form)
    }
    conflicts = [
        error.finding for error in verified.errors if error.finding.rule == "conflicting-fields"
    ]
    assert {conflict.at for conflict in conflicts if conflict.variant != "element"} == found


@given(small_themes())
def test_witnesses_are_answers_to_exactly_what_is_asked(generated):
    every = AllSituations(generated)
    for finding in verify_theme(generated.plan).findings:
        if finding.witness is not None:
            known, _, next_question = reference.situate(every.theme, dict(finding.witness))
            assert next_question is None
            assert set(every.asked(known)) == set(finding.witness)


@given(small_themes())
def test_matters_are_outside_their_applicability_where_some_situation_says_so(generated):
    every, verified = AllSituations(generated), verify_theme(generated.plan)

    assert codes(verified, "outside-applicability") == every.outside_applicability()
    assert codes(verified, "prerequisite-not-in-force") == every.without_prerequisite()


@given(small_themes())
def test_who_does_not_wait_could_begin_if_what_it_needs_never_ended(generated):
    every, verified = AllSituations(generated), verify_theme(generated.plan)
    words = {
        (finding.finding.at.removeprefix("T."), dict(finding.finding.params)["earlier"])
        for finding in verified.findings
        if finding.finding.rule == "does-not-wait"
    }

    assert every.not_waiting() <= words
    if not any(every.stuck(known) for known in every.known):
        assert words == every.not_waiting()
