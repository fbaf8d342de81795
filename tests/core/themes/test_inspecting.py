"""One visit for all who inspect a place, and nobody late for it."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from core.catalogue.models import Matter
from core.themes.inspecting import joint_inspections
from core.themes.scheduling import Schedule, ScheduledReview


def matter(code, place="premises"):
    return Matter(format=1, code=code, name=code, department="D", committed_days=1, inspects=place)


def visits(*windows, places=None):
    """Return the appointments of reviews from day to day."""
    codes = [f"M{number}" for number in range(len(windows))]
    reviews = [ScheduledReview(c, *window) for c, window in zip(codes, windows, strict=True)]
    named = dict(zip(codes, places or ["premises"] * len(codes), strict=True))
    matters = {code: matter(code, place) for code, place in named.items()}
    return joint_inspections(Schedule(tuple(reviews), 0), matters, {})


WINDOWS = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 5)).map(
        lambda window: (window[0], window[0] + window[1])
    ),
    max_size=6,
)


def days_of(window):
    start, due = window
    return range(min(start + 1, due), due + 1)


@given(WINDOWS)
def test_every_matter_is_inspected_once_after_it_began_and_before_it_is_due(windows):
    found = visits(*windows)

    inspected = [code for inspection in found for code in inspection.matters]
    assert sorted(inspected) == [f"M{number}" for number in range(len(windows))]
    for inspection in found:
        for code in inspection.matters:
            assert inspection.day in days_of(windows[int(code[1:])])


@given(WINDOWS)
def test_no_fewer_appointments_would_do(windows):
    fewest = next(
        size
        for size in range(len(windows) + 1)
        for days in combinations(range(13), size)
        if all(set(days) & set(days_of(window)) for window in windows)
    )

    assert len(visits(*windows)) == fewest


def test_different_places_are_never_joined():
    found = visits((0, 5), (0, 5), places=["premises", "warehouse"])

    assert [inspection.place for inspection in found] == ["premises", "warehouse"]


def test_places_bound_together_by_the_theme_are_one_place():
    reviews = (ScheduledReview("A", 0, 5), ScheduledReview("B", 2, 6))
    matters = {"A": matter("A", "shop"), "B": matter("B", "premises")}

    (found,) = joint_inspections(Schedule(reviews, 0), matters, {("A", "shop"): "premises"})

    assert (found.place, found.day, found.matters) == ("premises", 3, ("A", "B"))


def test_matters_that_inspect_nothing_have_no_appointment():
    assert (
        joint_inspections(Schedule((ScheduledReview("A", 0, 5),), 5), {"A": matter("A", None)}, {})
        == ()
    )
