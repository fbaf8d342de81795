"""Every question of a form stands on exactly one page, and no page is long."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.forms.paging import MOST_QUESTIONS
from core.themes.guides import guide_theme
from tests.strategies import any_answers, themes_with_answers

MOST_AT_A_GLANCE = 9


def check_pages(plan, answers):
    form = guide_theme(plan, answers).form
    pages = plan.pages(form)

    asked = [merged.key for page in pages for merged in page.fields]
    assert sorted(asked) == sorted(merged.key for merged in form)
    assert all(0 < len(page.fields) <= MOST_QUESTIONS <= MOST_AT_A_GLANCE for page in pages)
    for page in pages:
        about = {merged.key.subject for merged in page.fields}
        assert not page.members_of or about == {page.members_of}
    groups = [page for page in pages if page.members_of]
    for number, page in enumerate(groups):
        before = groups[number - 1].members_of if number else ""
        assert page.continues == (page.members_of == before)
        assert page.continues == (page.members_of in {one.members_of for one in groups[:number]})


@given(themes_with_answers())
def test_generated_forms(drawn):
    generated, answers = drawn

    check_pages(generated.plan, answers)


@settings(max_examples=10)
@given(data=st.data())
def test_real_forms(plan, data):
    check_pages(plan, data.draw(any_answers(plan)))
