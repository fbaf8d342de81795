"""What follows from what, with which certainty, in chains and never in circles (law 5)."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import DataElement, DerivationRule, FieldKey, FieldType, SubjectBinding
from core.forms.deriving import Derivations
from core.forms.deriving.rules import executable_derivations, step_for
from core.forms.deriving.vocabulary import whole_years
from core.themes.plans import ThemePlan

ID = "11010519491231002X"


def key(text):
    return FieldKey.parse(text)


def keys(*texts):
    return frozenset(map(key, texts))


def element(code, kind=FieldType.TEXT, **more):
    return DataElement(id=code, name=more.pop("name", code), type=kind, **more)


def rule(target, source, rule="第7-14位", when=""):
    return DerivationRule.model_validate(
        {"target": target, "from": source, "rule": rule, "when": when}
    )


def catalogue_of(*rules, elements=()):
    return Catalogue(derivations=rules, elements={entry.id: entry for entry in elements})


@pytest.fixture
def nowhere(catalogue):
    """A situation of which nothing is known."""
    return ThemePlan(catalogue.themes["T02"], catalogue).situate({})


def test_every_rule_of_the_catalogue_is_executable(catalogue):
    targets = {f"{d.element}@{d.subject}" for d in executable_derivations(catalogue)}

    assert targets == {rule.target for rule in catalogue.derivations}


def test_what_is_certain_is_kept_apart_from_what_is_proposed(catalogue, delivered_directory):
    certain = {d.element for d in executable_derivations(catalogue) if d.fixed}

    assert certain == {
        "org.domicile",
        "per.birth_date",
        "per.sex",
        "sign.area",
        "tax.hold_years",
        "org.injury_industry",
    }


def test_every_certain_rule_names_the_standard_that_says_so(catalogue):
    certain = {d.element: d.basis for d in executable_derivations(catalogue) if d.fixed}

    assert certain["per.birth_date"] == certain["per.sex"] == "GB 11643"
    assert certain["tax.hold_years"] == "存量房税收政策"
    assert all(certain.values())


@pytest.mark.parametrize(
    ("wanted", "values", "found"),
    [
        ("per.birth_date@heir", {"per.id_no@heir": ID}, "1949-12-31"),
        ("per.sex@heir", {"per.id_no@heir": ID}, "女"),
        ("per.sex@heir", {"per.id_no@heir": [ID, "bad", ID]}, ["女", None, "女"]),
        ("sign.area@sign", {"sign.size@sign": "3×1.2×0.1"}, 3.6),
        ("org.injury_industry@subject", {"org.industry@subject": "H6210"}, "二类"),
        (
            "tax.hold_years@seller",
            {"re.acquire_date@house": "2021-03-01", "re.contract_date@contract": "2026-02-28"},
            "满2不满5年",
        ),
    ],
)
def test_certain_values_follow(catalogue, nowhere, wanted, values, found):
    given = {key(name): value for name, value in values.items()}

    assert Derivations(catalogue).values([key(wanted)], given, nowhere) == {key(wanted): found}


@pytest.mark.parametrize(
    ("wanted", "values"),
    [
        ("per.birth_date@heir", {"per.id_no@heir": ID, "per.id_type@heir": "护照"}),
        ("per.birth_date@heir", {"per.id_no@owner": ID}),
        ("per.sex@heir", {"per.id_no@heir": ID[:-1] + "1"}),
        ("tax.hold_years@seller", {"re.acquire_date@house": "2021-03-01"}),
        ("org.injury_industry@subject", {"org.industry@subject": "一家店"}),
        ("per.name@fire_resp", {"per.name@principal": "林秋月"}),
    ],
)
def test_nothing_uncertain_follows(catalogue, nowhere, wanted, values):
    given = {key(name): value for name, value in values.items()}

    assert Derivations(catalogue).values([key(wanted)], given, nowhere) == {}


def test_defaults_are_proposed_and_never_over_what_was_given(
    catalogue, nowhere, delivered_directory
):
    derivations = Derivations(catalogue)
    wanted = [key("per.name@fire_resp"), key("bank.holder@retiree")]
    given = {key("per.name@principal"): "林秋月", key("per.name@retiree"): "方大爷"}

    proposed = derivations.proposals(wanted, given, nowhere)
    kept = derivations.proposals(wanted, given | {wanted[0]: "陈一"}, nowhere)

    assert proposed == {wanted[0]: "林秋月", wanted[1]: "方大爷"}
    assert kept == {wanted[1]: "方大爷"}


def test_a_value_follows_through_another_one(nowhere):
    chain = catalogue_of(
        rule("a.born@x", "a.number@x"),
        rule("a.age@x", "a.born@x", "领取日与生日间隔"),
        elements=[element("a.day", name="领取日期", describes="day"), element("a.age")],
    )
    derivations = Derivations(chain)
    form = keys("a.number@x", "a.born@x", "a.age@x", "a.day@day")

    fixed, _ = derivations.derivable(form, nowhere)
    values = derivations.values(
        form, {key("a.number@x"): ID, key("a.day@day"): "2026-01-01"}, nowhere
    )

    assert fixed == keys("a.born@x", "a.age@x")
    assert values == {key("a.born@x"): "1949-12-31", key("a.age@x"): 76}


def test_of_values_that_follow_from_each_other_one_is_asked(nowhere):
    circle = catalogue_of(rule("a.one@x", "a.two@x"), rule("a.two@x", "a.one@x"))

    fixed, _ = Derivations(circle).derivable(keys("a.one@x", "a.two@x"), nowhere)

    assert len(fixed) == 1


def test_a_rule_holds_under_the_name_that_the_theme_gives_a_subject(nowhere):
    binding = SubjectBinding.model_validate({"matter": "M", "subject": "x", "as": "buyer"})
    derivations = Derivations(catalogue_of(rule("a.born@x", "a.number@x")), [binding])

    fixed, _ = derivations.derivable(keys("a.born@buyer", "a.number@buyer"), nowhere)

    assert fixed == keys("a.born@buyer")


def test_a_rule_that_is_half_understood_is_not_understood():
    strange = catalogue_of(
        rule("a.born@x", "a.number@x 或 另一个号码"),
        rule("a.age@x", "a.born@x", "没有的日期与生日间隔"),
        rule("a.copy@x", "a.number@x", "照抄"),
    )

    assert executable_derivations(strange) == ()


days = st.dates()


@given(days, days)
def test_whole_years_grow_by_one_on_each_anniversary(first, second):
    begin, end = min(first, second), max(first, second)

    years = whole_years(begin.isoformat(), end.isoformat())

    assert 0 <= years <= end.year - begin.year
    assert years >= end.year - begin.year - 1
    assert whole_years(begin.isoformat(), begin.isoformat()) == 0


@given(st.integers(0, 80))
def test_each_number_of_years_has_exactly_one_step(years):
    steps = "不满2年/满2不满5年/满5年"

    assert [step for step in steps.split("/") if step_for(years, step)] == [step_for(years, steps)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_chain_of_values_comes_back_to_its_beginning(nowhere, data):
    """Whatever rules there are, every value in a form is asked or follows from one that is."""
    names = [f"a.{letter}" for letter in "abcdef"]
    pairs = data.draw(
        st.lists(st.tuples(st.sampled_from(names), st.sampled_from(names)), max_size=12)
    )
    rules = [rule(f"{target}@x", f"{source}@x") for target, source in pairs]
    form = keys(*(f"{name}@x" for name in names))

    fixed, _ = Derivations(catalogue_of(*rules)).derivable(form, nowhere)

    known = form - fixed
    for _ in names:
        known |= {key(f"{t}@x") for t, s in pairs if t != s and key(f"{s}@x") in known}
    assert known == form
