"""Law 17: a person is asked once, and every office gets its form as if each role had been asked."""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from core.catalogue.models import FieldKey, Matter, NeverOne, Subject
from core.errors import InvalidPartiesError
from core.services.form_answers import project_values
from core.themes.guides import guide_situation, guide_theme
from core.themes.who_is_who import WhoIsWho
from tests import reference
from tests.generating import GeneratedTheme, generate_theme
from tests.strategies import any_answers, complete_answers, distinct_values

real = settings(max_examples=max(3, settings.default.max_examples // 20))


# --- Themes with people in them


ROLES = ("owner", "shop", "liaison", "finance", "head", "applicant")


@st.composite
def peopled_themes(draw):
    """Draw a theme that asks about several people, some of whom may be each other, and answers."""
    seed = draw(st.integers(0, 2**32 - 1))
    generated = generate_theme(
        seed=seed,
        matters=draw(st.integers(1, 3)),
        questions=draw(st.integers(0, 1)),
        entries=draw(st.integers(3, 8)),
        materials=1,
    )
    random = Random(seed)
    catalogue = replace(
        generated.catalogue,
        matters={c: peopled(m, random) for c, m in generated.catalogue.matters.items()},
        elements={
            code: element.model_copy(update={"role_bound": random.random() < 1 / 4})
            for code, element in generated.catalogue.elements.items()
        },
        subjects={**generated.catalogue.subjects, **{r: person(r, random) for r in ROLES}},
    )
    always = tuple(matter.model_copy(update={"when": None}) for matter in generated.theme.matters)
    theme = generated.theme.model_copy(update={"matters": always})
    catalogue = replace(catalogue, themes={theme.code: theme})
    peopled_theme = GeneratedTheme(theme, catalogue)
    return peopled_theme, draw(complete_answers(peopled_theme.plan))


def peopled(matter, random):
    """Return a matter that asks about any role wherever it asked about a single subject."""
    document = matter.model_dump(mode="json", by_alias=True, exclude_unset=True)
    for field in document["fields"]:
        for entry in field.get("columns") or [field]:
            if entry["subject"] in ROLES:
                entry["subject"] = random.choice(ROLES)
    return Matter.model_validate(document)


def person(role, random):
    others = [other for other in ROLES if other != role]
    never = [NeverOne(subject=other, basis="law") for other in others if random.random() < 1 / 15]
    may_be = tuple(other for other in others if random.random() < 1 / 2)
    return Subject(id=role, name=role, kind="person", may_be=may_be, never=never)


def statements_about(roles, *, most=4):
    """Draw who is whom, of some roles, chains and repeated statements among them."""
    if not roles:
        return st.just({})
    return st.dictionaries(st.sampled_from(roles), st.sampled_from(roles), max_size=most)


@st.composite
def stated(draw):
    """Draw a theme, its guide, and statements that can be taken."""
    generated, answers = draw(peopled_themes())
    plan = generated.plan
    guide = guide_theme(plan, answers)
    who = WhoIsWho(plan, guide)
    said = {}
    for role, other in draw(statements_about(who.order, most=8)).items():
        more = {**said, role: other}
        said = more if is_lawful(plan, who.order, more) else said
    return plan, guide, said, generated, answers


# --- A plain reading of who may be who


def is_lawful(plan, roles, said):
    groups = plain_groups(roles, said)
    return all(may_be_one(plan, a, b) for group in groups for a in group for b in group if a != b)


def plain_groups(roles, said):
    """Return the sets of roles that are one person: whoever is reached is the same."""
    pairs = [(a, b) for a, b in said.items() if a in roles and b in roles]
    groups = []
    for role in roles:
        group = {role}
        for _ in roles:
            group |= {b for a, b in pairs if a in group} | {a for a, b in pairs if b in group}
        if group not in groups:
            groups.append(group)
    return groups


def may_be_one(plan, role, other):
    subjects = plan.catalogue.subjects

    def listed(a, b):
        return b in (subjects[a].may_be or ())

    def kept_apart(a, b):
        return any(rule.subject == b for rule in subjects[a].never)

    allowed = listed(role, other) or listed(other, role)
    return allowed and not kept_apart(role, other) and not kept_apart(other, role)


def typed_in_every_role(plan, order, said, keys, values):
    """Return the values as somebody types them who fills in every role by hand."""
    first = {r: min(g, key=order.index) for g in plain_groups(order, said) for r in g}
    typed = {}
    for element, subject in keys:
        bound = plan.catalogue.elements[element].role_bound
        holder = subject if bound else first.get(subject, subject)
        typed[FieldKey(element, subject)] = values[FieldKey(element, holder)]
    return typed


# --- The law


@given(peopled_themes(), st.data())
def test_roles_are_joined_exactly_if_all_of_a_person_may_be_one(drawn, data):
    plan, answers = drawn[0].plan, drawn[1]
    who = WhoIsWho(plan, guide_theme(plan, answers))
    said = data.draw(statements_about(who.order))

    try:
        parties = who.plan_with(said).parties
    except InvalidPartiesError:
        assert not is_lawful(plan, who.order, said)
    else:
        assert is_lawful(plan, who.order, said)
        groups = [set(parties.group_of(role)) for role in who.order]
        assert all(group in plain_groups(who.order, said) for group in groups)


@given(stated(), st.randoms(use_true_random=False))
def test_the_order_of_statements_leaves_no_trace(drawn, random):
    plan, guide, said, *_ = drawn
    pairs = list(said.items())
    random.shuffle(pairs)
    who = WhoIsWho(plan, guide)

    assert who.plan_with(dict(pairs)).parties == who.plan_with(said).parties


@given(stated())
def test_every_office_gets_its_form_as_if_each_role_had_been_asked(drawn):
    plan, guide, said, generated, answers = drawn
    who = WhoIsWho(plan, guide)
    joined = who.plan_with(said)
    merged = guide_situation(joined, guide.situation)
    values = distinct_values(merged.form)
    typed = typed_in_every_role(plan, who.order, said, guide.form_by_key, values)

    ours = project_values(joined, merged, values)

    assert ours == project_values(plan, guide, typed)
    theme, catalogue = generated.as_dictionaries()
    assert ours == reference.project(theme, catalogue, answers, typed)


@real
@given(data=st.data())
def test_every_office_of_a_real_theme_gets_its_form_as_if_each_role_had_been_asked(plan, data):
    guide = guide_theme(plan, data.draw(any_answers(plan)))
    who = WhoIsWho(plan, guide)
    joined = who.plan_of_fewest()
    merged = guide_situation(joined, guide.situation)
    values = distinct_values(merged.form)
    typed = joined.parties.separate_values(values, guide.form_by_key)

    assert typed.keys() == guide.form_by_key.keys()
    assert project_values(joined, merged, values) == project_values(plan, guide, typed)


@given(stated())
def test_taking_a_statement_back_loses_nothing_typed(drawn):
    plan, guide, said, *_ = drawn
    typed = distinct_values(guide.form)
    before = dict(typed)
    parties = WhoIsWho(plan, guide).plan_with(said).parties

    parties.joined_values(typed)

    assert typed == before
    assert plan.with_parties(parties).with_parties(plan.parties) is plan


@given(stated())
def test_a_list_of_a_person_has_room_for_the_longest_of_their_roles(drawn):
    plan, guide, said, *_ = drawn
    joined = WhoIsWho(plan, guide).plan_with(said)
    longest = {}
    for merged in guide.form:
        key = joined.parties.key_of(merged.key)
        longest[key] = max(longest.get(key, 0), merged.places)

    form = guide_situation(joined, guide.situation).form

    assert {merged.key: merged.places for merged in form} == longest


@given(stated())
def test_joining_changes_no_count_of_forms_and_asks_no_more(drawn):
    plan, guide, said, *_ = drawn
    joined = WhoIsWho(plan, guide).plan_with(said)

    counts = guide_situation(joined, guide.situation).fields_count

    alone = guide.fields_count
    assert (counts.before, counts.after) == (alone.before, alone.after)
    assert counts.asked <= alone.asked
    assert counts.required <= alone.required
    assert counts.typed <= counts.required <= counts.asked


def test_nobody_is_joined_with_who_the_law_keeps_apart(plan):
    guide = guide_theme(plan, plan.theme.typical_answers)
    who = WhoIsWho(plan, guide)
    persons = who.plan_of_fewest().parties

    for role in who.order:
        group = persons.group_of(role)
        assert all(
            who.rules.apart(role, two) is None for role in group for two in group if role != two
        )
