"""Saying who is who changes statements only, and never makes a chain of them."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from core.visits.draft import ApplicationDraft
from core.visits.parties import act_as, be_all, be_another, be_same_person, take_back_all, unsay
from core.visits.resuming import beside_application, resume_draft

ACTING = "principal"
ROLES = ("liaison", "contact", "finance", "tax_agent")
role = st.sampled_from(ROLES)
moves = st.lists(
    st.one_of(
        st.tuples(st.just(be_another), role),
        st.tuples(st.just(unsay), role),
        st.tuples(st.just(be_all), st.just(ACTING), st.lists(role, unique=True)),
        st.tuples(st.just(take_back_all)),
        st.tuples(st.just(be_same_person), role, st.sampled_from((ACTING, *ROLES))),
    )
)


def said(chosen):
    """Return a draft in which moves were made as the page offers them: a person for a role."""
    draft = ApplicationDraft("key", values={"per.name@contact": "何小满"})
    for move, *roles in chosen:
        if move is be_same_person:
            first, other = roles
            if other != ACTING and (other == first or other not in draft.party_choices.others):
                continue  # nobody is known by this role
        draft = move(draft, *roles)
    return draft


@given(moves)
def test_only_statements_change_and_each_names_whoever_acts_first(chosen):
    draft = said(chosen)

    assert draft.values == {"per.name@contact": "何小满"}
    assert set(draft.parties.values()) <= {ACTING, *draft.party_choices.others}
    assert draft.parties.keys().isdisjoint(draft.party_choices.others)


@given(moves)
def test_one_touch_for_all_is_taken_back_entirely(chosen):
    draft = said(chosen)

    again = take_back_all(be_all(draft, ACTING, ROLES))

    assert again == replace(draft, party_choices=replace(draft.party_choices, before=None))


@given(moves)
def test_a_visit_that_is_left_keeps_who_is_who(chosen):
    draft = said(chosen)

    again = resume_draft(draft.application(), beside_application(draft))

    kept = replace(draft, party_choices=replace(draft.party_choices, before=None))
    assert again == kept


def test_a_visit_kept_by_an_earlier_release_says_nothing_of_it():
    application = ApplicationDraft("key").application()

    assert resume_draft(application, {}) == ApplicationDraft("key")


def test_another_person_at_the_screen_says_anew_what_was_said_of_the_first():
    draft = be_another(ApplicationDraft("key"), "father")
    draft = be_same_person(draft, "guardian", "mother")

    now = act_as(draft, "father", "mother")

    assert now.parties == {}
    assert (now.party_choices.acting, now.party_choices.others) == ("father", ())
