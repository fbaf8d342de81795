"""Every field stands on exactly one page; pages are short, few and full (law 7)."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from core.forms.page_cutting import MOST_ENTRIES, MOST_SHOWN
from core.forms.pages import is_work
from core.themes.guides import guide_theme
from tests.strategies import any_answers, themes_with_answers

sizes = st.sampled_from([3, MOST_ENTRIES])


def check_pages(plan, answers, known, most):
    form = guide_theme(plan, answers).form
    known_keys = {merged.key for number, merged in enumerate(form) if number in known}

    pages = plan.pages(form, known=known_keys, most=most)

    assert sorted(m.key for page in pages for m in page.fields) == sorted(m.key for m in form)
    work = [sum(is_work(merged, known_keys) for merged in page.fields) for page in pages]
    assert max(work, default=0) <= most
    assert all(0 < len(page.fields) <= MOST_SHOWN for page in pages)
    check_that_neighbours_would_not_fit(pages, work, most)
    check_groups(pages)
    check_that_persons_stand_together(plan, pages)
    assert len({page.title for page in pages}) == len(pages)


def check_that_neighbours_would_not_fit(pages, work, most):
    for number, (first, second) in enumerate(pairwise(pages)):
        groups = {first.members_of, second.members_of} - {""}
        both = len(first.fields) + len(second.fields)
        too_much = work[number] + work[number + 1] > most or both > MOST_SHOWN
        assert too_much or len(groups) > 1


def check_groups(pages):
    settled = set()
    for page in pages:
        groups = {part.members_of for part in page.parts} - {""}
        assert len(groups) <= 1
        for part in page.parts:
            assert {m.key.subject for m in part.fields if m.repeats} <= {part.members_of}
            assert part.continues == (part.members_of in settled)
        settled |= groups


def check_that_persons_stand_together(plan, pages):
    """Between two entries of one person there is never one of anything else."""
    subjects = plan.catalogue.subjects
    order = [m.key.subject for p in pages for m in p.fields if not m.type.kind.is_promised]
    for code in set(order):
        known = subjects.get(code)
        if known is not None and known.is_single_person:
            first = order.index(code)
            number = order.count(code)
            assert set(order[first : first + number]) == {code}


@given(themes_with_answers(), st.sets(st.integers(0, 30)), sizes)
def test_generated_forms(drawn, known, most):
    generated, answers = drawn

    check_pages(generated.plan, answers, known, most)


@settings(max_examples=10)
@given(data=st.data(), known=st.sets(st.integers(0, 150), max_size=60), most=sizes)
def test_real_forms(plan, data, known, most):
    check_pages(plan, data.draw(any_answers(plan)), known, most)
