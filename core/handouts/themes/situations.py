"""Matters by situations (情形与事项对照表): what each answer alone means for each matter.

Every cell is counted over all situations of the theme in which the answer is given: in force in
all of them, in some, or in none.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from types import MappingProxyType

from core.catalogue.models import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Operator,
    Question,
    QuestionKind,
    comparisons_in,
)
from core.handouts.models import (
    Handout,
    HandoutColumn,
    HandoutHeading,
    HandoutParagraph,
    HandoutPart,
    HandoutTable,
    ThemeHandout,
    ThemeTold,
)
from core.handouts.wording import about_theme, columns, department_name, lines, matter_name, say
from core.situations.shares import SituationShares
from core.themes.condition_words import condition_in_words
from core.themes.editing.conditions import conditions_in, inclusions

Counted = tuple[Fraction | None, Fraction | None]

_MATTERS_ACROSS = 10
"""How many matters stand side by side; more go on in a further table."""
_OPPOSITE: Mapping[Operator, Operator] = MappingProxyType(
    {
        Operator.EQ: Operator.NE,
        Operator.NE: Operator.EQ,
        Operator.GT: Operator.LE,
        Operator.LE: Operator.GT,
        Operator.GE: Operator.LT,
        Operator.LT: Operator.GE,
    }
)
_SIGNS: Mapping[Operator, str] = MappingProxyType(
    {
        Operator.EQ: "=",
        Operator.NE: "≠",
        Operator.GT: ">",
        Operator.GE: "≥",
        Operator.LT: "<",
        Operator.LE: "≤",
    }
)


def _write(brief: ThemeTold) -> Handout:
    theme = brief.plan.theme
    matters = tuple(dict.fromkeys(included.matter for included in theme.matters))
    answers = tuple(_answers(brief))
    shares = _shares(brief, answers)
    parts: list[HandoutPart] = [HandoutParagraph(say(brief, "situations.legend"))]
    for first in range(0, len(matters), _MATTERS_ACROSS):
        group = matters[first : first + _MATTERS_ACROSS]
        title = say(brief, "situations.table", first=first + 1, last=first + len(group))
        parts += [HandoutHeading(title), _table(group, answers, shares, brief)]
    parts += [HandoutHeading(say(brief, "situations.conditions")), _conditions(matters, brief)]
    return Handout(
        title=say(brief, "situations.title", theme=theme.name),
        about=about_theme(brief),
        parts=tuple(parts),
        is_wide=True,
        locale=brief.locale,
    )


def _answers(brief: ThemeTold) -> Iterator[Comparison]:
    """Yield every answer that a row is about; numbers by what conditions compare them with."""
    theme, catalogue = brief.plan.theme, brief.plan.catalogue
    for code in dict.fromkeys(asked.question for asked in theme.questions):
        question = catalogue.questions.get(code)
        if question is None or code in theme.fixed_answers:
            continue
        if question.kind is QuestionKind.NUMBER:
            yield from _classes_of(code, brief)
        else:
            yield from (_chosen(question, option) for option in question.options)


def _chosen(question: Question, option: str) -> Comparison:
    if question.kind is QuestionKind.MULTIPLE:
        return Comparison(question=question.id, op=Operator.IN, value=(option,))
    return Comparison(question=question.id, op=Operator.EQ, value=option)


def _classes_of(code: str, brief: ThemeTold) -> Iterator[Comparison]:
    looked_at = (
        comparison
        for included in brief.plan.theme.matters
        for comparison in comparisons_in(included.when)
        if comparison.question == code and comparison.op in _OPPOSITE
    )
    done: set[Comparison] = set()
    for compared in looked_at:
        opposite = compared.model_copy(update={"op": _OPPOSITE[compared.op]})
        yield from (side for side in (opposite, compared) if side not in done)
        done |= {compared, opposite}


def _shares(brief: ThemeTold, answers: tuple[Comparison, ...]) -> SituationShares:
    theme, catalogue = brief.plan.theme, brief.plan.catalogue
    asked: dict[str, list[Condition | None]] = {}
    for question in theme.questions:
        asked.setdefault(question.question, []).append(question.ask_when)
    conditions = (*conditions_in(theme, catalogue), *answers)
    return SituationShares(asked, theme.fixed_answers, catalogue.questions, conditions)


def _table(
    matters: tuple[str, ...],
    answers: tuple[Comparison, ...],
    shares: SituationShares,
    brief: ThemeTold,
) -> HandoutTable:
    heads = (
        *columns(brief, question=8, answer=5),
        *(HandoutColumn(f"{matter_name(code, brief)} {code}", 4) for code in matters),
    )
    rows: list[tuple[str, ...]] = []
    for code, group in groupby(answers, key=lambda answer: answer.question):
        given = tuple(group)
        question = brief.plan.catalogue.question(code).text
        by_matter = [_states(matter, given, shares, brief) for matter in matters]
        rows += [
            (question, _answer(answer), *(states[place] for states in by_matter))
            for place, answer in enumerate(given)
        ]
    return HandoutTable(heads, tuple(rows))


def _answer(answer: Comparison) -> str:
    if answer.op in {Operator.IN, Operator.EQ} and not isinstance(answer.value, int | float):
        return str(answer.value[0] if isinstance(answer.value, tuple) else answer.value)
    return f"{_SIGNS[answer.op]} {answer.value}"


def _states(
    matter: str, answers: tuple[Comparison, ...], shares: SituationShares, brief: ThemeTold
) -> list[str]:
    """Return for each answer to a question whether a matter is in force in all, some or none.

    Where the share is the same whatever is answered, the matter does not turn on the question.
    """
    whens = [included.when for included in inclusions(brief.plan.theme, matter)]
    counted = [_counted(answer, whens, shares) for answer in answers]
    every = _counted(AnyOf(any=answers), whens, shares)
    is_apart = all(_is_alike(count, every) for count in counted)
    return [say(brief, f"situations.{_state(count, is_apart=is_apart)}") for count in counted]


def _counted(
    given: Condition, whens: Sequence[Condition | None], shares: SituationShares
) -> Counted:
    """Return the share of situations in which something is given, and the matter in force too."""
    both = shares.share(AllOf(all=(given, when)) if when else given for when in whens)
    return shares.share([given]), both


def _is_alike(count: Counted, every: Counted) -> bool:
    """Say whether a matter is in force as often with an answer as with any."""
    (given, both), (asked, all_both) = count, every
    if given is None or both is None or asked is None or all_both is None:
        return False
    return not given or both * asked == all_both * given


def _state(count: Counted, *, is_apart: bool) -> str:
    given, both = count
    if given is None or both is None:
        return "uncounted"
    if not given:
        return "not_given"
    if both == given:
        return "always"
    if not both:
        return "never"
    return "apart" if is_apart else "sometimes"


def _conditions(matters: tuple[str, ...], brief: ThemeTold) -> HandoutTable:
    """Return in words when each matter is done."""
    catalogue = brief.plan.catalogue
    rows = []
    for code in matters:
        whens = [included.when for included in inclusions(brief.plan.theme, code)]
        words = [
            condition_in_words(when, catalogue, brief.locale)
            if when
            else say(brief, "situations.whole")
            for when in whens
        ]
        matter = catalogue.matters.get(code)
        department = department_name(matter.department, brief) if matter else ""
        rows.append((code, matter_name(code, brief), department, lines(words)))
    return HandoutTable(columns(brief, code=3, matter=6, department=5, when=16), tuple(rows))


HANDOUT = ThemeHandout(_write)
