"""Who is who, case by case (law 17)."""

import pytest

from core.catalogue.models import Comparison, FieldKey, NeverOne, Subject
from core.errors import InvalidPartiesError
from core.forms.merging import merge_fields
from core.forms.parties import Parties, PartyRules, join_everybody, resolve_parties
from tests.core.forms.test_merging import use

HEAD_IS_NEW = Comparison(question="hk_new", op="eq", value="否")


def person(role, *may_be, never=(), **more):
    rules = [NeverOne(subject=subject, basis="公司法第七十六条") for subject in never]
    return Subject(id=role, name=role, kind="person", may_be=may_be, never=rules, **more)


def rules_of(*subjects, holds=False):
    return PartyRules({subject.id: subject for subject in subjects}, lambda condition: holds)


def problems(statements, rules, order):
    with pytest.raises(InvalidPartiesError) as refused:
        resolve_parties(statements, order=order, rules=rules)
    return [(problem.place, problem.rule) for problem in refused.value.problems]


def test_what_one_of_two_roles_allows_is_allowed():
    rules = rules_of(person("principal"), person("liaison", "principal"))

    parties = resolve_parties({"principal": "liaison"}, order=("principal", "liaison"), rules=rules)

    assert parties.represented_by == {"liaison": "principal"}


def test_a_supervisor_is_no_director_not_even_through_the_contact():
    rules = rules_of(
        person("director", "contact"),
        person("contact"),
        person("supervisor", "contact", never=["director"]),
    )
    order = ("director", "contact", "supervisor")

    alone = resolve_parties({"contact": "supervisor"}, order=order, rules=rules)
    found = problems({"contact": "director", "supervisor": "contact"}, rules, order)

    assert alone.represented_by == {"supervisor": "contact"}
    assert found == [("director", "kept-apart")]


def test_who_nobody_lists_stays_apart():
    rules = rules_of(person("buyer"), person("neighbour"))

    found = problems({"buyer": "neighbour"}, rules, ("buyer", "neighbour"))

    assert found == [("buyer", "not-one-person")]


@pytest.mark.parametrize("holds", [True, False])
def test_a_rule_of_one_situation_holds_in_that_one(holds):
    mover = Subject(
        id="mover",
        name="mover",
        kind="person",
        may_be=("head",),
        never=[NeverOne(subject="head", basis="户口登记条例第五条", when=HEAD_IS_NEW)],
    )
    rules = rules_of(mover, person("head"), holds=holds)

    assert (rules.apart("head", "mover") is not None) is holds


@pytest.mark.parametrize(
    "statements",
    [{"nobody": "owner"}, {"owner": "nobody"}, {"staff": "owner"}, {"shop": "owner"}, {"owner": 1}],
)
def test_only_roles_of_single_persons_can_be_the_same(statements):
    staff = Subject(id="staff", name="staff", kind="person", repeats=True)
    shop = Subject(id="shop", name="shop", kind="place")
    rules = rules_of(person("owner"), staff, shop)

    [(_, rule)] = problems(statements, rules, ("owner",))

    assert rule == "no-single-person"


def test_a_role_that_is_not_in_force_joins_nobody():
    rules = rules_of(person("a", "x"), person("b", "x"), person("x"))

    parties = resolve_parties({"a": "x", "b": "x"}, order=("a", "b"), rules=rules)

    assert not parties


def test_everything_that_is_wrong_is_reported_at_once():
    rules = rules_of(person("a"), person("b"))

    found = problems({"a": "b", "q": "r"}, rules, ("a", "b"))

    assert [rule for _, rule in found] == ["no-single-person", "no-single-person", "not-one-person"]


def test_everybody_who_may_be_is_the_first_who_acts():
    rules = rules_of(
        person("newborn"),
        person("mother", "declarant", "guardian"),
        person("father"),
        person("declarant", "guardian"),
        person("guardian"),
    )
    order = ("newborn", "mother", "father", "declarant", "guardian")

    parties = join_everybody(order=order, rules=rules)

    assert parties.represented_by == {"declarant": "mother", "guardian": "mother"}


def test_what_belongs_to_the_role_stays_with_the_role():
    parties = Parties({"liaison": "principal"}, is_role_bound=lambda element: element == "title")

    assert parties.key_of(FieldKey("title", "liaison")) == FieldKey("title", "liaison")
    assert parties.key_of(FieldKey("name", "liaison")) == FieldKey("name", "principal")


def test_what_the_first_who_acts_typed_counts_else_what_another_role_did():
    name, phone = FieldKey("name", "principal"), FieldKey("phone", "principal")
    parties = Parties({"liaison": "principal", "finance": "principal"})

    values = parties.joined_values(
        {
            FieldKey("phone", "finance"): "2",
            FieldKey("name", "liaison"): "李",
            name: "王",
            FieldKey("phone", "liaison"): "1",
            phone: "",
        }
    )

    assert values == {name: "王", phone: "1"}


def test_two_roles_on_one_form_need_no_second_place_in_a_list():
    own = [use("A.F1", key="names@owner"), use("A.F2", key="names@owner")]
    other = [Parties({"head": "owner"}).use_of(use("A.F3", key="names@head"))]

    [merged] = merge_fields([*own, *other], is_list=lambda element: True)

    assert (merged.places, merged.also) == (2, ("head",))
