"""Working days: side by side where allowed, one after another where the law says so."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalogue.models import Precedence
from core.themes.scheduling import schedule_reviews


def after(matter, *others, mode="all", binding="hard"):
    return Precedence(matter=matter, after=others, mode=mode, binding=binding)


def days_of(days, *edges):
    return {
        review.matter: (review.start_day, review.due_day)
        for review in schedule_reviews(days, edges).reviews
    }


def test_matters_without_precedence_are_reviewed_side_by_side():
    schedule = schedule_reviews({"a": 3, "b": 5}, [])

    assert days_of({"a": 3, "b": 5}) == {"a": (0, 3), "b": (0, 5)}
    assert (schedule.working_days, schedule.serial_working_days) == (5, 8)


def test_mode_all_waits_for_the_last():
    assert days_of({"c": 1, "a": 3, "b": 5}, after("c", "a", "b"))["c"] == (5, 6)


def test_mode_any_waits_for_the_earliest():
    assert days_of({"c": 1, "a": 3, "b": 5}, after("c", "a", "b", mode="any"))["c"] == (3, 4)


def test_what_is_not_in_force_is_not_waited_for():
    assert days_of({"c": 1, "b": 5}, after("c", "a", "b", mode="any"))["c"] == (5, 6)
    assert days_of({"c": 1}, after("c", "a", "b"))["c"] == (0, 1)


def test_several_edges_of_one_matter_all_have_to_be_met():
    edges = [after("c", "a", "b", mode="any"), after("c", "d")]

    assert days_of({"a": 1, "b": 9, "c": 2, "d": 4}, *edges)["c"] == (4, 6)


def test_the_longest_path_decides_not_the_longest_stages():
    edges = [after("b", "a"), after("d", "c")]

    assert schedule_reviews({"a": 1, "b": 9, "c": 8, "d": 1}, edges).working_days == 10


def test_a_suggestion_takes_no_time_but_decides_the_order():
    schedule = schedule_reviews({"a": 3, "b": 5}, [after("a", "b", binding="suggested")])

    assert [(review.matter, review.start_day) for review in schedule.reviews] == [
        ("b", 0),
        ("a", 0),
    ]


def test_what_is_decided_at_once_lets_others_start_on_the_same_day():
    edges = [after("b", "a"), after("c", "b")]

    assert days_of({"a": 0, "b": 0, "c": 2}, *edges) == {"a": (0, 0), "b": (0, 0), "c": (0, 2)}


def test_matters_that_wait_for_each_other_are_named_and_the_others_scheduled():
    schedule = schedule_reviews({"a": 1, "b": 2, "c": 3}, [after("a", "b"), after("b", "a")])

    assert schedule.stuck == ("a", "b")
    assert [review.matter for review in schedule.reviews] == ["c"]


def test_a_circle_is_left_where_one_of_several_is_enough():
    edges = [after("a", "b", "c", mode="any"), after("b", "a")]

    assert days_of({"a": 1, "b": 2, "c": 3}, *edges) == {"c": (0, 3), "a": (3, 4), "b": (4, 6)}


def test_nothing_in_force_takes_no_day():
    schedule = schedule_reviews({}, [after("a", "b")])

    assert (schedule.working_days, schedule.serial_working_days, schedule.reviews) == (0, 0, ())


@st.composite
def chains(draw):
    """Draw matters whose prerequisites come earlier, so never a circle."""
    codes = [f"M{place}" for place in range(draw(st.integers(1, 7)))]
    days = {code: draw(st.integers(0, 9)) for code in codes}
    edges = [
        after(code, *draw(st.lists(st.sampled_from(codes[:place]), min_size=1, unique=True)))
        for place, code in enumerate(codes)
        if place and draw(st.booleans())
    ]
    return days, edges


@given(chains())
def test_no_review_starts_before_what_it_waits_for_is_due(drawn):
    days, edges = drawn
    planned = days_of(days, *edges)

    assert set(planned) == set(days)
    for edge in edges:
        assert planned[edge.matter][0] == max(planned[other][1] for other in edge.after)


@given(chains())
def test_side_by_side_never_takes_longer_than_one_after_another(drawn):
    schedule = schedule_reviews(*drawn)

    assert max(drawn[0].values()) <= schedule.working_days <= schedule.serial_working_days


@given(chains(), st.randoms(use_true_random=False))
def test_the_order_of_matters_and_edges_decides_no_day(drawn, chance):
    days, edges = drawn
    shuffled = list(days.items())
    chance.shuffle(shuffled)

    assert days_of(dict(shuffled), *reversed(edges)) == days_of(days, *edges)


@pytest.mark.parametrize("number", [400])
def test_a_long_chain_is_scheduled(number):
    days = {f"M{place}": 1 for place in range(number)}
    edges = [after(f"M{place}", f"M{place - 1}") for place in range(1, number)]

    assert schedule_reviews(days, edges).working_days == number


# --- Circles and the critical path


def test_those_in_a_circle_are_distinguished_from_those_that_wait_for_it():
    edges = [after("a", "b"), after("b", "a"), after("c", "a"), after("d", "e")]

    schedule = schedule_reviews({"a": 1, "b": 1, "c": 1, "d": 1, "e": 1}, edges)

    assert set(schedule.stuck) == {"a", "b", "c"}
    assert set(schedule.circle) == {"a", "b"}


def test_who_waits_for_a_circle_as_well_is_in_the_own_circle_all_the_same():
    ring = [f"r{number}" for number in range(12)]
    around = [after(code, ring[place - 1]) for place, code in enumerate(ring)]
    edges = [after("a", "b", *ring), after("b", "a"), *around]

    schedule = schedule_reviews(dict.fromkeys(("a", "b", *ring), 1), edges)

    assert set(schedule.circle) == {"a", "b", *ring}


def test_the_critical_path_leads_from_the_first_day_to_the_last():
    edges = [after("b", "a"), after("d", "c", "b")]

    schedule = schedule_reviews({"a": 1, "b": 9, "c": 8, "d": 1}, edges)

    assert schedule.critical == ("a", "b", "d")


def test_matters_decided_at_once_that_wait_for_each_other_by_choice_lead_to_an_end():
    edges = [after("a", "b", "c", mode="any"), after("b", "a"), after("d", "b")]

    schedule = schedule_reviews({"a": 0, "b": 0, "c": 2, "d": 1}, edges)

    assert schedule.working_days == 3
    assert schedule.critical == ("c", "a", "b", "d")


CODES = "abcde"


@st.composite
def lawful_edges(draw):
    """Draw edges that lead from earlier to later letters, so that there is no circle."""
    edges = []
    for place, code in enumerate(CODES[1:], start=1):
        for _ in range(draw(st.integers(0, 2))):
            others = draw(st.lists(st.sampled_from(CODES[:place]), min_size=1, unique=True))
            mode, binding = (
                draw(st.sampled_from(["all", "any"])),
                draw(st.sampled_from(["hard", "hard", "suggested"])),
            )
            edges.append(after(code, *others, mode=mode, binding=binding))
    return edges


DAYS = st.fixed_dictionaries({}, optional={code: st.integers(0, 6) for code in CODES})


def naive_due(code, days, edges):
    """Return the due day by following everybody whom a matter waits for."""
    start = 0
    for edge in edges:
        waited_for = [earlier for earlier in edge.after if earlier in days]
        if edge.matter == code and edge.binding == "hard" and waited_for:
            dues = [naive_due(earlier, days, edges) for earlier in waited_for]
            start = max(start, max(dues) if edge.mode == "all" else min(dues))
    return start + days[code]


@given(DAYS, lawful_edges())
def test_every_matter_is_due_as_by_following_everybody_it_waits_for(days, edges):
    schedule = schedule_reviews(days, edges)

    assert {review.matter: review.due_day for review in schedule.reviews} == {
        code: naive_due(code, days, edges) for code in days
    }
    assert schedule.stuck == ()


@given(DAYS, lawful_edges())
def test_the_critical_path_is_as_long_as_everything_takes(days, edges):
    schedule = schedule_reviews(days, edges)

    by_code = {review.matter: review for review in schedule.reviews}
    path = [by_code[code] for code in schedule.critical]
    assert sum(days[task.matter] for task in path) == schedule.working_days
    assert all(task.due_day == two.start_day for task, two in pairwise(path))


@given(DAYS, lawful_edges())
def test_a_suggestion_never_moves_a_due_day(days, edges):
    hard = [edge for edge in edges if edge.binding == "hard"]

    def due(some):
        return {review.matter: review.due_day for review in schedule_reviews(days, some).reviews}

    assert due(edges) == due(hard)


def test_only_who_was_waited_for_to_the_day_is_on_the_critical_path():
    others = {f"m{day}": day for day in range(2, 12)}
    first_of_them = after("last", *others, mode="any")

    assert schedule_reviews({"last": 20, **others}, [first_of_them]).critical == ("m2", "last")


def test_who_is_decided_at_once_is_not_on_the_critical_path():
    assert schedule_reviews({"a": 0, "b": 3}, [after("b", "a")]).critical == ("b",)
