"""Set when a matter is in force, and when a question is asked."""

from collections.abc import Callable, Iterable, Iterator

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import (
    AskedQuestion,
    Condition,
    IncludedMatter,
    Theme,
    comparisons_in,
)
from core.themes.composing import conditions_of

Change = Callable[[Theme], Theme]


def inclusions(theme: Theme, matter: str) -> tuple[IncludedMatter, ...]:
    """Return how often, and when, a matter stands in a theme."""
    return tuple(included for included in theme.matters if included.matter == matter)


def set_matter_when(
    matter: str, place: int, when: Condition | None, catalogue: Catalogue
) -> Change:
    """Return the change that sets when one inclusion of a matter is in force.

    Args:
        matter: Its code.
        place: Which of its inclusions, the first is 0.
        when: The condition; nothing means always.
        catalogue: What the matters' own fields and materials look at.

    What the condition looks at and nobody asks yet is asked at the end. A question that only
    the old condition looked at, and that has nothing of its own in the theme, goes.
    """

    def change(theme: Theme) -> Theme:
        places = [at for at, included in enumerate(theme.matters) if included.matter == matter]
        if place >= len(places):
            return theme
        before, at = theme.matters[places[place]], places[place]
        changed = before.model_copy(update={"when": when})
        matters = (*theme.matters[:at], changed, *theme.matters[at + 1 :])
        asked = (*theme.questions, *_unasked(when, theme))
        arranged = theme.model_copy(update={"matters": matters, "questions": asked})
        return _without_unused(before.when, arranged, catalogue)

    return change


def add_inclusion(matter: str, when: Condition, catalogue: Catalogue) -> Change:
    """Return the change by which a matter is in force where another condition holds as well.

    The new inclusion stands after the last one of the matter.
    """

    def change(theme: Theme) -> Theme:
        places = [at for at, included in enumerate(theme.matters) if included.matter == matter]
        if not places:
            return theme
        after = places[-1] + 1
        new = IncludedMatter(matter=matter)
        matters = (*theme.matters[:after], new, *theme.matters[after:])
        wider = theme.model_copy(update={"matters": matters})
        return set_matter_when(matter, len(places), when, catalogue)(wider)

    return change


def remove_inclusion(matter: str, place: int, catalogue: Catalogue) -> Change:
    """Return the change by which one inclusion of a matter goes; the last one stays."""

    def change(theme: Theme) -> Theme:
        places = [at for at, included in enumerate(theme.matters) if included.matter == matter]
        if len(places) < 2 or place >= len(places):
            return theme
        at = places[place]
        matters = (*theme.matters[:at], *theme.matters[at + 1 :])
        smaller = theme.model_copy(update={"matters": matters})
        return _without_unused(theme.matters[at].when, smaller, catalogue)

    return change


def set_ask_when(question: str, when: Condition | None, catalogue: Catalogue) -> Change:
    """Return the change that sets when a question is asked.

    What the condition looks at and nobody asks yet is asked just before it: a question looks
    at earlier ones only (law 7).
    """

    def change(theme: Theme) -> Theme:
        codes = [asked_question.question for asked_question in theme.questions]
        if question not in codes:
            return theme
        at = codes.index(question)
        before = theme.questions[at]
        changed = before.model_copy(update={"ask_when": when})
        asked = (
            *theme.questions[:at],
            *_unasked(when, theme),
            changed,
            *theme.questions[at + 1 :],
        )
        arranged = theme.model_copy(update={"questions": asked})
        return _without_unused(before.ask_when, arranged, catalogue)

    return change


def earlier_questions(theme: Theme, question: str) -> tuple[str, ...]:
    """Return what a question may look at: the questions before it, and what is fixed (law 7)."""
    codes = [asked_question.question for asked_question in theme.questions]
    at = codes.index(question) if question in codes else len(codes)
    return (*codes[:at], *theme.fixed_answers)


def is_asked_later(theme: Theme, question: str, looked_at: str) -> bool:
    """Say whether a question's condition may not look at a question, as it is asked later (law 7).

    What nobody asks yet may be looked at: it is asked just before.

    Examples:
        >>> asked = tuple(AskedQuestion(question=code) for code in ("a", "b"))
        >>> theme = Theme(format=1, code="T", name="T", questions=asked)
        >>> [is_asked_later(theme, "a", code) for code in ("a", "b", "c")]
        [True, True, False]
    """
    asked = {asked_question.question for asked_question in theme.questions}
    return looked_at in asked and looked_at not in earlier_questions(theme, question)


def _unasked(when: Condition | None, theme: Theme) -> tuple[AskedQuestion, ...]:
    known = {question.question for question in theme.questions} | set(theme.fixed_answers)
    looked_at = dict.fromkeys(comparison.question for comparison in comparisons_in(when))
    return tuple(AskedQuestion(question=code) for code in looked_at if code not in known)


def _without_unused(before: Condition | None, theme: Theme, catalogue: Catalogue) -> Theme:
    dropped = {comparison.question for comparison in comparisons_in(before)} - _looked_at(
        theme, catalogue
    )
    kept = tuple(
        asked_question
        for asked_question in theme.questions
        if asked_question.question not in dropped or _has_its_own(asked_question, theme, catalogue)
    )
    return theme.model_copy(update={"questions": kept})


def _has_its_own(asked: AskedQuestion, theme: Theme, catalogue: Catalogue) -> bool:
    """Say whether a question would be missed: words, a typical answer, a field it fills."""
    return (
        asked != AskedQuestion(question=asked.question)
        or asked.question in theme.typical_answers
        or bool(catalogue.question(asked.question).links)
    )


def _looked_at(theme: Theme, catalogue: Catalogue) -> set[str]:
    return {
        comparison.question
        for when in conditions_in(theme, catalogue)
        for comparison in comparisons_in(when)
    }


def conditions_in(theme: Theme, catalogue: Catalogue) -> Iterator[Condition | None]:
    """Yield every condition of a theme, and those of its matters' fields and materials."""
    yield from (question.ask_when for question in theme.questions)
    yield from (matter.when for matter in theme.matters)
    for code in _once(matter.matter for matter in theme.matters):
        yield from conditions_of(catalogue.matters.get(code))


def _once(codes: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(codes)
