"""Papers: compounds split, alternatives chosen, and what is produced passed on."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalogue.models import MaterialRequirement
from core.materials.keys import DocumentKey
from core.materials.merging import MaterialUse, alternatives_to, merge_materials


def key(text):
    document, _, subject = text.partition("@")
    return DocumentKey(document, subject or "owner")


def use(ref, *documents, any_of=False, producers=(), by=None, later=False):
    matter = ref.partition(".")[0]
    return MaterialUse(
        ref=ref,
        matter=matter,
        position=int(ref.partition(".M")[2]),
        requirement=MaterialRequirement.model_validate(
            {
                "id": "M",
                "name": ref,
                "necessity": "deferrable" if later else "required",
                "exemption": {"by": by} if by else None,
            }
        ),
        documents=tuple(map(key, documents)),
        alternatives=any_of,
        producers=producers,
        legal_basis=(),
    )


def merged(*uses, in_force=("A", "B", "C")):
    return {paper.key: paper for paper in merge_materials(uses, frozenset(in_force))}


def test_one_paper_about_one_subject_is_asked_once():
    papers = merged(use("A.M1", "card@owner"), use("B.M2", "card@owner"), use("B.M3", "card@agent"))

    assert papers.keys() == {key("card@owner"), key("card@agent")}
    assert papers[key("card@owner")].asked_by == ("A.M1", "B.M2")


def test_a_compound_is_split():
    assert merged(use("A.M1", "card", "lease")).keys() == {key("card"), key("lease")}


def test_an_alternative_that_is_needed_anyway_is_taken():
    papers = merged(use("A.M1", "deed", "lease", any_of=True), use("B.M2", "lease"))

    assert papers.keys() == {key("lease")}
    assert papers[key("lease")].asked_by == ("A.M1", "B.M2")


def test_an_alternative_that_a_matter_produces_is_taken():
    papers = merged(
        use("A.M1", "deed", "licence", any_of=True), use("B.M2", "licence", producers=("C",))
    )

    assert papers.keys() == {key("licence")}
    assert str(papers[key("licence")].provided_by) == "matter:C"


def test_alternatives_are_chosen_together_for_the_fewest_papers():
    papers = merged(
        use("A.M1", "deed", "lease", any_of=True),
        use("B.M2", "permit", "lease", any_of=True),
        use("C.M3", "card", "lease", any_of=True),
    )

    assert papers.keys() == {key("lease")}


def test_the_first_alternative_is_taken_where_all_are_alike():
    assert merged(use("A.M1", "deed", "lease", any_of=True)).keys() == {key("deed")}


def test_what_a_matter_in_force_produces_is_passed_on_to_whoever_asks():
    papers = merged(use("A.M1", "licence", producers=("C",)), use("B.M2", "licence"))

    assert str(papers[key("licence")].provided_by) == "matter:C"
    assert papers[key("licence")].is_produced


def test_what_nobody_in_force_produces_has_to_be_handed_in():
    papers = merged(use("A.M1", "licence", producers=("C",)), in_force=("A", "B"))

    assert str(papers[key("licence")].provided_by) == "applicant"


def test_only_the_same_subject_is_passed_on():
    papers = merged(use("A.M1", "licence@owner", producers=("C",)), use("B.M2", "licence@agent"))

    assert str(papers[key("licence@agent")].provided_by) == "applicant"


def test_a_compound_that_is_produced_is_passed_on_whole():
    papers = merged(use("A.M1", "licence", "stamp", producers=("C",)))

    assert {str(paper.provided_by) for paper in papers.values()} == {"matter:C"}


def test_one_of_several_that_is_produced_leaves_the_others_to_whoever_asks_for_them():
    papers = merged(
        use("A.M1", "licence", "card", any_of=True, producers=("C",)), use("B.M2", "card")
    )

    assert str(papers[key("card")].provided_by) == "applicant"


@pytest.mark.parametrize(
    ("ways", "provided_by"),
    [
        ((None, None), "applicant"),
        ((None, "data_sharing"), "data_sharing"),
        (("data_sharing", "e_licence"), "e_licence"),
        (("commitment", "generated_form"), "applicant"),
    ],
)
def test_a_paper_is_fetched_if_one_of_those_who_ask_says_how(ways, provided_by):
    papers = merged(*(use(f"A.M{place}", "card", by=by) for place, by in enumerate(ways, start=1)))

    assert str(papers[key("card")].provided_by) == provided_by


@pytest.mark.parametrize(
    ("later", "deferrable"),
    [((True, True), True), ((True, False), False), ((False, False), False)],
)
def test_a_paper_may_come_later_only_if_everyone_takes_it_later(later, deferrable):
    papers = merged(
        *(use(f"A.M{n}", "card", later=use_later) for n, use_later in enumerate(later, start=1))
    )

    assert papers[key("card")].deferrable is deferrable


def test_a_requirement_without_documents_asks_for_nothing():
    assert merged(use("A.M1"), use("A.M2", any_of=True)) == {}


alternatives = st.lists(
    st.lists(st.sampled_from("abcdefg"), min_size=1, max_size=4, unique=True), max_size=7
)


@given(alternatives)
def test_no_smaller_set_of_papers_meets_every_requirement(lists):
    uses = [use(f"A.M{place}", *names, any_of=True) for place, names in enumerate(lists)]

    papers = {paper.document for paper in merged(*uses)}

    assert all(papers & set(names) for names in lists)
    names = sorted({name for options in lists for name in options})
    smaller = (set(some) for size in range(len(papers)) for some in combinations(names, size))
    assert not any(all(some & set(options) for options in lists) for some in smaller)


@given(alternatives)
def test_every_requirement_is_met_by_exactly_one_of_its_alternatives(lists):
    uses = [use(f"A.M{place}", *names, any_of=True) for place, names in enumerate(lists)]

    met = [ref for paper in merged(*uses).values() for ref in paper.asked_by]

    assert sorted(met) == sorted(used.ref for used in uses)


def test_many_alternatives_are_chosen_from_in_reasonable_time():
    uses = [
        use(f"A.M{place}", f"x{place}", f"y{place}", f"z{place}", "common", any_of=True)
        for place in range(40)
    ]

    assert {paper.document for paper in merged(*uses)} == {"common"}


def test_of_alternatives_the_others_do_as_well_unless_one_is_asked_for_by_name():
    first, other = (
        use("A.M1", "deed", "lease", "gift", any_of=True),
        use("B.M2", "gift", "deed", any_of=True),
    )
    (free,) = merge_materials([first, other], frozenset("AB"))
    named = merged(first, use("B.M2", "lease"))[key("lease")]

    assert set(alternatives_to(free)) == {key("deed"), key("gift")}
    assert alternatives_to(named) == ()
