"""Every law is seen to fail: each check is run against a function broken on purpose.

A property that cannot fail proves nothing. Each case breaks one function of the core in
one way that a person might get wrong, and names the check that has to notice.
"""

import dataclasses
from collections import Counter

import pytest

from core.catalogue.models import ExemptionWay, FieldKey, FieldType, Theme
from core.forms import merging, projecting
from core.materials import merging as papers
from core.materials.providers import Provider
from core.situations import guiding
from core.situations.engines import answer_effects, term_masks, terms
from core.situations.engines.answer_effects import AnswerEffect
from core.themes import guides, plans, scheduling
from core.themes.measuring import Counts, count_fields
from core.themes.plans import ThemePlan
from tests.generating import GeneratedTheme, generate_theme
from tests.laws import checks

merge_fields, merge_group = merging.merge_fields, merging.merge_group
project_form = projecting.project_form
merge_materials, schedule_reviews = papers.merge_materials, scheduling.schedule_reviews
situate = guiding.QuestionPlan.situate

SEEDS = range(150)


def samples():
    """Yield small themes, worked out anew, so that nothing is remembered from before."""
    for seed in SEEDS:
        drawn = generate_theme(seed=seed, matters=4, questions=4, entries=5, materials=5)
        yield GeneratedTheme(drawn.theme, drawn.catalogue)


def situations_of(plan):
    """Yield a few situations of a theme, from nothing answered to everything."""
    situation = plan.situate({})
    while True:
        yield situation
        following = next(plan.forecast.situations_after(situation, situation.next_question), None)
        if following is None:
            return
        situation = following


def answers_of(plan):
    """Yield answers that grow question by question, with one that is not asked."""
    for situation in situations_of(plan):
        yield {"q.none": "甲", **situation.known.answers}


def all_options(plan):
    """Return answers to all questions of a theme, whether they are asked or not."""
    return {q: answers[0] for q in plan.questions.order if (answers := plan.forecast.answers_to(q))}


# --- What each check looks at


def law_1(sample):
    for situation in situations_of(sample.plan):
        checks.check_law_1(sample.plan, situation)


def law_2(sample):
    plan = sample.plan
    backwards = list(reversed(range(len(plan.theme.matters))))
    for situation in situations_of(plan):
        checks.check_law_2(plan, situation, backwards)


def law_3(sample):
    for situation in situations_of(sample.plan):
        checks.check_law_3(sample.plan, situation)


def law_4(sample):
    for situation in situations_of(sample.plan):
        checks.check_law_4(sample.plan, situation)


def law_6(sample):
    for answers in answers_of(sample.plan):
        checks.check_law_6(sample.plan, answers)


def only_asked_questions_count(sample):
    plan = sample.plan
    strays = {
        q: "乙" for q in ("q.none", *sample.catalogue.questions) if q not in plan.questions.order
    }
    checks.check_only_asked_questions_count(plan, all_options(plan), strays)


def next_question_depends_on_earlier_ones(sample):
    answers = all_options(sample.plan)
    for dropped in sample.plan.questions.order:
        some = {question: answers[question] for question in answers if question != dropped}
        checks.check_next_question_depends_on_earlier_ones(sample.plan, some)


def agreement(sample):
    for answers in answers_of(sample.plan):
        checks.check_agreement(sample.plan, *sample.as_dictionaries(), answers)


def projections_agree(sample):
    plan = sample.plan
    answers = all_options(plan)
    values = checks.distinct_values(guides.guide_theme(plan, answers).form)
    checks.check_projections_agree(plan, *sample.as_dictionaries(), answers, values)


CHECKS = [
    law_1,
    law_2,
    law_3,
    law_4,
    law_6,
    only_asked_questions_count,
    next_question_depends_on_earlier_ones,
    agreement,
    projections_agree,
]


def check_all(check, subjects):
    for sample in subjects:
        check(sample)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_nothing_fails_as_long_as_nothing_is_broken(check):
    check_all(check, samples())


# --- Functions broken on purpose: merging


def regrouped(key_of):
    """Merge what has the same key by another notion of sameness."""

    def merge(uses, **options):
        options.pop("memo", None)
        first = {}
        renamed = [
            dataclasses.replace(use, key=first.setdefault(key_of(use), use.key)) for use in uses
        ]
        return merge_fields(renamed, **options)

    return merge


def changed(change):
    """Merge correctly, then spoil every merged field."""

    def merge(uses, **options):
        options.pop("memo", None)
        return tuple(change(merged) for merged in merge_fields(uses, **options))

    return merge


def without_last_use(merged):
    return dataclasses.replace(merged, uses=merged.uses[: max(1, len(merged.uses) - 1)])


def without_basis(merged):
    uses = tuple(dataclasses.replace(use, legal_basis=()) for use in merged.uses)
    return dataclasses.replace(merged, uses=uses)


def relabelled_uses(merged):
    uses = tuple(dataclasses.replace(use, label=merged.label) for use in merged.uses)
    return dataclasses.replace(merged, uses=uses)


def lead_decides(name):
    """Let whoever is met first decide what all of them together should."""

    def change(merged):
        first = min(merged.uses, key=lambda use: use.position)
        return dataclasses.replace(merged, **{name: getattr(first, name)})

    return change


def one_merged_twice(uses, **options):
    options.pop("memo", None)
    form = merge_fields(uses, **options)
    return (*form, *form[:1])


def union_of_options(uses, wordings):
    return tuple(dict.fromkeys(option for use in uses for option in use.options)), True


def intersection_of_options(uses, wordings):
    offered = [use.options for use in uses if use.options]
    common = set.intersection(*map(set, offered)) if offered else set()
    return tuple(option for option in (offered or [()])[0] if option in common), True


def coarsest_type(types):
    return min(types, key=merging._BY_FINENESS)


# --- Projecting


def projecting_all_options(uses, values, **rest):
    """Leak: a choice of several passes with everything the others offered."""
    own = [dataclasses.replace(use, options=()) for use in uses]
    return project_form(own, values, **rest)


def projecting_everything(uses, values, **rest):
    """Leak: the whole merged form goes to every department."""
    form = project_form(uses, values, **rest)
    return {**{str(key): value for key, value in values.items()}, **form}


def projecting_without_coarsening(uses, values, **rest):
    kept = (FieldType.DATE, FieldType.MONTH)
    own = [dataclasses.replace(u, type=FieldType.TEXT) if u.type in kept else u for u in uses]
    return project_form(own, values, **rest)


def projecting_backwards(uses, values, **rest):
    turned = {k: v[::-1] if isinstance(v, list) else v for k, v in values.items()}
    return project_form(uses, turned, **rest)


def projecting_first_rows(uses, values, **rest):
    form = project_form(uses, values, **rest)
    return {
        field: value[:1]
        if isinstance(value, list) and value and isinstance(value[0], dict)
        else value
        for field, value in form.items()
    }


def projecting_merged_labels(uses, values, **rest):
    by_code = {use.field: use.label for use in uses}
    return {by_code[field]: value for field, value in project_form(uses, values, **rest).items()}


def projecting_one_value_for_lists(uses, values, **rest):
    return project_form(uses, values, **{**rest, "is_list": lambda element: False})


def projecting_unbound(uses, values, **rest):
    """Look values up by element alone, whatever the subject."""
    by_element = {key.element: value for key, value in values.items()}
    unbound = {use.key: by_element.get(use.key.element) for use in uses}
    return project_form(uses, unbound, **rest)


# --- Situations


def open_leaves_certain(untouched, every):
    """Take everything that waits for an answer to hold already."""
    return AnswerEffect(certain=every, possible=every)


def open_rules_out(untouched, every):
    """Take everything that waits for an answer to be out."""
    return AnswerEffect(certain=untouched, possible=untouched)


def longest_terms(terms):
    """Keep, of terms of which one needs more than another, the one that needs more."""
    return frozenset(
        term for term in terms if not any(term & other == term != other for other in terms)
    )


def part_never_holds(bits):
    return ()


def situating_with_stale_answers(plan, answers):
    situation = situate(plan, answers)
    stale = {q: a for q, a in answers.items() if q in plan.order and a is not None}
    known = dataclasses.replace(situation.known, answers={**stale, **situation.known.answers})
    return dataclasses.replace(situation, known=known)


def situating_with_strays(plan, answers):
    situation = situate(plan, answers)
    known = dataclasses.replace(situation.known, answers={**answers, **situation.known.answers})
    return dataclasses.replace(situation, known=known)


def situating_from_the_end(plan, answers):
    """Ask the last open question first."""
    situation = situate(plan, answers)
    unanswered = [q for q in situation.asked if q not in situation.known.answers]
    return dataclasses.replace(situation, next_question=unanswered[-1] if unanswered else None)


# --- Materials and time


def spoiled_papers(change):
    def merge(uses, in_force):
        return tuple(change(paper) for paper in merge_materials(uses, in_force))

    return merge


def deferrable_if_anyone_says_so(paper):
    return dataclasses.replace(paper, deferrable=any(use.deferrable for use in paper.uses))


def data_sharing_first(paper):
    shared = any(use.fetched_by == "data_sharing" for use in paper.uses) and not paper.is_produced
    return (
        dataclasses.replace(paper, provided_by=Provider(ExemptionWay.DATA_SHARING))
        if shared
        else paper
    )


def nothing_is_produced(uses, in_force):
    return merge_materials(uses, frozenset())


def every_alternative(uses, in_force):
    return merge_materials([dataclasses.replace(use, alternatives=False) for use in uses], in_force)


def first_alternative(alternatives):
    return frozenset(documents[0] for documents in alternatives)


def unbound_papers(uses, in_force):
    """One paper per document, whoever it is about."""
    return merge_materials(
        [
            dataclasses.replace(
                use, documents=tuple(k._replace(subject="owner") for k in use.documents)
            )
            for use in uses
        ],
        in_force,
    )


def with_mode(mode):
    def schedule(days, precedence):
        return schedule_reviews(
            days, [edge.model_copy(update={"mode": mode}) for edge in precedence]
        )

    return schedule


def suggestions_bind(days, precedence):
    return schedule_reviews(
        days, [edge.model_copy(update={"binding": "hard"}) for edge in precedence]
    )


def nothing_waits(days, precedence):
    return schedule_reviews(days, [])


def counting_groups(separate, form, sources):
    counted = count_fields(separate, form, sources)
    return dataclasses.replace(counted, before=counted.after)


def counting_produced(requirements, materials):
    materials = list(materials)
    return Counts(requirements, len(materials), len(materials))


MERGE = (plans, "merge_fields")
PROJECT = (projecting, "project_form")
OPEN = (answer_effects, "still_open")
SITUATE = (guiding.QuestionPlan, "situate")
PAPERS = (guides, "merge_materials")
SCHEDULE = (guides, "schedule_reviews")

BROKEN = [
    ("fields are merged by label", MERGE, regrouped(lambda use: use.label), law_1),
    ("fields are merged by element", MERGE, regrouped(lambda use: use.key.element), law_1),
    ("a use is dropped", MERGE, changed(without_last_use), law_2),
    ("a use is dropped, told by law 1", MERGE, changed(without_last_use), law_1),
    ("the legal basis is dropped", MERGE, changed(without_basis), law_2),
    ("labels of departments are lost", MERGE, changed(relabelled_uses), law_2),
    ("one field is asked twice", MERGE, one_merged_twice, law_1),
    ("merging twice adds a field", MERGE, one_merged_twice, law_2),
    ("the first decides what is required", MERGE, changed(lead_decides("required")), law_2),
    ("the first decides the code list", MERGE, changed(lead_decides("code_list")), law_2),
    ("the first decides the options", MERGE, changed(lead_decides("options")), law_4),
    ("the first decides the type", MERGE, changed(lead_decides("type")), law_4),
    ("single choices are united", (merging, "common_options"), union_of_options, law_4),
    ("choices of several are cut", (merging, "common_options"), intersection_of_options, law_4),
    ("the coarsest type is asked", (merging, "finest_type"), coarsest_type, law_4),
    ("the coarsest type loses values", (merging, "finest_type"), coarsest_type, law_3),
    ("another department's options leak", PROJECT, projecting_all_options, law_3),
    ("the merged form goes to everyone", PROJECT, projecting_everything, law_3),
    ("a moment is not coarsened", PROJECT, projecting_without_coarsening, law_3),
    ("lists are turned around", PROJECT, projecting_backwards, law_3),
    ("only the first row is kept", PROJECT, projecting_first_rows, law_3),
    ("fields are named by label", PROJECT, projecting_merged_labels, law_3),
    ("every place gets the whole list", PROJECT, projecting_one_value_for_lists, law_3),
    ("subjects are confused", PROJECT, projecting_unbound, law_3),
    ("options leak", PROJECT, projecting_all_options, projections_agree),
    ("unknown counts as true", OPEN, open_leaves_certain, law_6),
    ("unknown counts as false", OPEN, open_rules_out, law_6),
    ("unknown counts as true in guides", OPEN, open_leaves_certain, agreement),
    ("the wrong terms are absorbed", (terms, "_absorbed"), longest_terms, agreement),
    ("terms need nothing", (term_masks, "places_in"), part_never_holds, agreement),
    ("stale answers count", SITUATE, situating_with_stale_answers, only_asked_questions_count),
    ("stray answers count", SITUATE, situating_with_strays, only_asked_questions_count),
    (
        "the last question comes first",
        SITUATE,
        situating_from_the_end,
        next_question_depends_on_earlier_ones,
    ),
    ("one may defer for all", PAPERS, spoiled_papers(deferrable_if_anyone_says_so), agreement),
    ("sharing goes before licences", PAPERS, spoiled_papers(data_sharing_first), agreement),
    ("what is produced is demanded", PAPERS, nothing_is_produced, agreement),
    ("every alternative is demanded", PAPERS, every_alternative, agreement),
    ("the first alternative is taken", (papers, "_fewest"), first_alternative, agreement),
    ("papers are merged by document", PAPERS, unbound_papers, agreement),
    ("any waits for all", SCHEDULE, with_mode("all"), agreement),
    ("all waits for any", SCHEDULE, with_mode("any"), agreement),
    ("suggestions bind", SCHEDULE, suggestions_bind, agreement),
    ("nothing waits", SCHEDULE, nothing_waits, agreement),
    ("entries are counted merged", (guides, "count_fields"), counting_groups, agreement),
    ("produced papers are counted", (guides, "count_materials"), counting_produced, agreement),
]


@pytest.mark.parametrize(
    ("place", "broken", "check"),
    [pytest.param(*case[1:], id=f"{case[0]} ({case[3].__name__})") for case in BROKEN],
)
def test_a_law_fails_when_the_core_is_broken(monkeypatch, place, broken, check):
    monkeypatch.setattr(*place, broken)

    with pytest.raises(AssertionError):
        check_all(check, samples())


def test_two_questions_for_one_thing_are_noticed(monkeypatch):
    def merge_by_matter(uses, **options):
        options.pop("memo", None)
        groups = Counter(use.matter for use in uses)
        return tuple(
            merged
            for matter in groups
            for merged in merge_fields([use for use in uses if use.matter == matter], **options)
        )

    monkeypatch.setattr(plans, "merge_fields", merge_by_matter)

    with pytest.raises(AssertionError):
        check_all(law_1, samples())


def test_a_condition_on_a_later_question_is_noticed():
    theme = Theme.model_validate(
        {
            "format": 1,
            "code": "T",
            "name": "T",
            "questions": [
                {
                    "question": "first",
                    "ask_when": {"question": "second", "op": "eq", "value": "甲"},
                },
                {"question": "second"},
            ],
        }
    )

    with pytest.raises(AssertionError):
        checks.check_law_7(ThemePlan(theme, next(samples()).catalogue))


def test_a_next_question_that_waits_for_a_later_one_is_noticed():
    lawless = [
        generate_theme(seed=seed, matters=1, questions=4, entries=0, materials=0, lawful=False)
        for seed in SEEDS
    ]

    with pytest.raises(AssertionError):
        check_all(next_question_depends_on_earlier_ones, lawless)


def test_values_are_distinguished_by_key():
    """The round trip proves something only if no two questions have the same value."""
    drawn = generate_theme(seed=1, matters=4, questions=0, entries=5, materials=0)
    form = drawn.plan.merged(use.use for m in drawn.plan.matters.values() for use in m.fields)
    values = checks.distinct_values(form)
    free = {k: v for k, v in values.items() if k.element in {"a.name", "a.day", "a.number"}}

    assert len({str(value) for value in free.values()}) == len(free) > 1
    assert all(isinstance(key, FieldKey) for key in values)
