"""Hypothesis strategies for domain objects: answers, values, and small catalogues."""

from hypothesis import strategies as st

from core.catalogue.models import FieldKey, FieldType, QuestionKind, comparisons_in
from core.forms.models import MergedField
from tests.generating import generate_theme

# --- Answers


def answers_to_question(question, numbers=()):
    """Draw one answer that the question can take."""
    if question.kind is QuestionKind.NUMBER:
        near = [number + step for number in numbers for step in (-1, 0, 0.5, 1)]
        return st.sampled_from(near or [0, 7]) | st.integers(0, 2_000)
    if question.kind is QuestionKind.SINGLE:
        return st.sampled_from(question.options)
    return st.lists(st.sampled_from(question.options), unique=True, max_size=3)


def numbers_compared_in(plan):
    """Return, for each question, the numbers that some condition compares it with."""
    numbers = {}
    for condition in conditions_of(plan):
        for comparison in comparisons_in(condition):
            if isinstance(comparison.value, int | float):
                numbers.setdefault(comparison.question, set()).add(comparison.value)
    return {question: sorted(found) for question, found in numbers.items()}


def conditions_of(plan):
    """Yield every condition that decides anything in a theme."""
    for asked in plan.theme.questions:
        yield asked.ask_when
    for planned in plan.matters.values():
        yield from planned.conditions
        for field in planned.fields:
            yield from field.conditions
        for material in planned.materials:
            yield material.condition


def complete_answers(plan):
    """Draw an answer to every question of the theme, whether it is asked or not."""
    return st.fixed_dictionaries(_answers_by_question(plan))


def some_answers(plan):
    """Draw answers to some questions; many of them are to questions that are not asked."""
    return st.fixed_dictionaries({}, optional=_answers_by_question(plan))


def stray_answers(plan):
    """Draw answers that nobody asked for: unknown questions, other themes', fixed ones."""
    of_theme = set(plan.questions.order) - set(plan.theme.fixed_answers)
    others = sorted({*plan.catalogue.questions, *plan.theme.fixed_answers, "", "q.none"} - of_theme)
    anything = st.none() | st.booleans() | st.integers() | st.text(max_size=3) | st.just([{}])
    return st.dictionaries(st.sampled_from(others), anything, max_size=4)


def any_answers(plan):
    """Draw complete, partial and stale answers, with stray ones among them."""
    answers = complete_answers(plan) | some_answers(plan)
    return st.tuples(stray_answers(plan), answers).map(lambda pair: {**pair[0], **pair[1]})


def _answers_by_question(plan):
    numbers = numbers_compared_in(plan)
    questions = plan.catalogue.questions
    return {
        code: answers_to_question(questions[code], numbers.get(code, ()))
        for code in plan.questions.order
        if code in questions
    }


# --- Values

MEMBERS = 3
"""How many members a repeating subject has when every value is told apart."""


def distinct_values(form: tuple[MergedField, ...]) -> dict[FieldKey, object]:
    """Return a value for each question of a form that stands nowhere else in it.

    Moments and days differ by month, so that even a department that asks only for the
    month can be told apart; choices take what they offer.
    """
    return {merged.key: _value_of(merged, place) for place, merged in enumerate(form)}


def _value_of(merged, place):
    several = merged.places if merged.places > 1 else MEMBERS if merged.repeats else 0
    if not several:
        return _single(merged, place, 0)
    return [_single(merged, place, member) for member in range(several)]


def _single(merged, place, member):
    number = place * MEMBERS + member
    if merged.type in _TEMPORAL:
        year, month = divmod(number, 12)
        written = f"{1900 + year}-{month + 1:02}-{number % 28 + 1:02}T{number % 24:02}:30"
        return written[: _TEMPORAL[merged.type]]
    if merged.options and merged.type is FieldType.CHOICES:
        return list(merged.options)
    if merged.options:
        return merged.options[number % len(merged.options)]
    return f"{merged.key}#{member}"


_TEMPORAL = {FieldType.MONTH: 7, FieldType.DATE: 10, FieldType.DATETIME: 16}


@st.composite
def values_for(draw, form):
    """Draw values of any lawful shape: absent, single for a list, too many, too few."""
    values = {}
    for merged in form:
        single = _single_values(merged)
        shapes = [st.none(), single]
        if merged.repeats or merged.places > 1:
            shapes.append(st.lists(single, max_size=MEMBERS))
        value = draw(st.one_of(shapes))
        if value is not None or draw(st.booleans()):
            values[merged.key] = value
    return values


def _single_values(merged):
    if merged.type in _TEMPORAL:
        moments = st.datetimes().map(lambda moment: moment.isoformat(timespec="minutes"))
        written = moments.map(lambda text: text[: _TEMPORAL[merged.type]])
        return written | st.text(max_size=3)
    options = tuple(dict.fromkeys(o for use in merged.uses for o in use.options))
    if merged.type is FieldType.CHOICES:
        return st.lists(st.sampled_from([*options, "另填"]), unique=True, max_size=4)
    return st.sampled_from([*options, "甲", 0, False])


# --- Small catalogues


def themes(*, lawful=True):
    """Draw a small theme with its catalogue (``tests.generating`` says what is in it)."""
    return st.builds(
        generate_theme,
        seed=st.integers(0, 2**32 - 1),
        matters=st.integers(1, 4),
        questions=st.integers(0, 4),
        entries=st.integers(0, 5),
        materials=st.integers(0, 5),
        lawful=st.just(lawful),
    )


@st.composite
def themes_with_answers(draw, *, lawful=True):
    """Draw a small theme and answers to it, some of them stale or stray."""
    generated = draw(themes(lawful=lawful))
    return generated, draw(any_answers(generated.plan))
