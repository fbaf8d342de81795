"""Law 5: nothing is asked that follows, and what follows goes back to something that is known."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.forms.sources import ValueSource
from core.services.form_answers import asked_after_all, complete_values
from core.themes.guides import guide_theme, is_known_elsewhere
from tests.filling import entry_for
from tests.strategies import any_answers

few = settings(max_examples=10)


def stated_elsewhere(plan, guide):
    """Return what the clock, the case itself or the office tells, and no value follows from."""
    elements = plan.catalogue.elements
    return {merged.key for merged in guide.form if is_known_elsewhere(merged, elements)}


def origins_of(plan, guide):
    form = guide.form_by_key.keys()
    elsewhere = stated_elsewhere(plan, guide)
    return {
        key: plan.derivations.origin_of(key, form, guide.situation)
        for key, source in guide.sources.items()
        if source is ValueSource.DERIVED and key not in elsewhere
    }


@few
@given(data=st.data())
def test_what_is_not_asked_goes_back_to_what_is_known(plan, data):
    guide = guide_theme(plan, data.draw(any_answers(plan)))
    origins = origins_of(plan, guide)

    for key in origins:
        seen = set()
        while key in origins:
            assert key not in seen
            seen.add(key)
            key = origins[key].source  # noqa: PLW2901 -- one step back
        assert key in guide.form_by_key
    assert all(origin.basis for origin in origins.values())


@few
@given(data=st.data())
def test_no_answer_of_this_visit_is_asked_again(plan, data):
    guide = guide_theme(plan, data.draw(any_answers(plan)))

    for key in guide.known.certain:
        if key in guide.sources:
            assert guide.sources[key] is ValueSource.ANSWER


@few
@given(data=st.data())
def test_whatever_follows_is_there_once_everything_asked_is_given(plan, data):
    guide = guide_theme(plan, data.draw(any_answers(plan)))
    given_values = {
        merged.key: entry_for(merged, plan.catalogue)
        for merged in guide.form
        if guide.sources[merged.key] is not ValueSource.DERIVED
    }

    complete = complete_values(plan, guide, given_values)

    absent = {key for key in guide.sources if key not in complete}
    assert absent <= asked_after_all(plan, guide, given_values) | stated_elsewhere(plan, guide)
    assert all(complete[key] == value for key, value in given_values.items())
