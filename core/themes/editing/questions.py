"""The questions of a theme: which are asked, in which order, in words of the theme's own."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Answer, AskedQuestion, Asking, Question, Theme, comparisons_in
from core.themes.editing.conditions import conditions_in

Change = Callable[[Theme], Theme]
OWN_WORDS = ("spoken", "why", "example", "hint")
"""The words of a question that a theme may say in its own way."""


def arrange_questions(codes: Sequence[str], earlier: Iterable[Theme] = ()) -> Change:
    """Return the change to exactly these questions, in this order.

    One that comes back brings what it had in an earlier theme, the latest first: when it is
    asked, its words and its typical answer. What is asked no more takes its typical answer and
    its place in a pinned group along.
    """
    wanted, before = tuple(dict.fromkeys(codes)), tuple(earlier)

    def change(theme: Theme) -> Theme:
        asked = {code: tuple(_asked_in(theme, code) or _returning(before, code)) for code in wanted}
        listed = {question.question for question in theme.questions}
        dropped = listed - set(wanted)
        typical = {code: a for code, a in theme.typical_answers.items() if code not in dropped}
        typical |= _typical(before, [code for code in wanted if code not in listed])
        return theme.model_copy(
            update={
                "questions": tuple(question for code in wanted for question in asked[code]),
                "typical_answers": typical,
                "asking": _without(theme.asking, dropped),
            }
        )

    return change


def set_own_words(question: Question, name: str, words: str) -> Change:
    """Return the change that says a question in the theme's own words.

    What says the same as the bank, or nothing, is not said: the bank's words hold.
    """
    said = words.strip()

    def worded(asked: AskedQuestion) -> AskedQuestion:
        if asked.question != question.id:
            return asked
        own = {key: getattr(asked, key) for key in asked.model_fields_set if key != name}
        if said and said != getattr(question, name):
            own[name] = said
        return AskedQuestion.model_validate(own)

    return lambda theme: theme.model_copy(update={"questions": tuple(map(worded, theme.questions))})


def asked_too_late(theme: Theme) -> Mapping[str, tuple[str, ...]]:
    """Return the questions whose condition looks at later ones, with those (law 7)."""
    order = list(dict.fromkeys(question.question for question in theme.questions))
    found: dict[str, tuple[str, ...]] = {}
    for question in theme.questions:
        late = order[order.index(question.question) :]
        looked_at = (comparison.question for comparison in comparisons_in(question.ask_when))
        own = {code for code in looked_at if code in late and code not in theme.fixed_answers}
        if own:
            found[question.question] = tuple(code for code in late if code in own)
    return found


def missing_questions(theme: Theme, catalogue: Catalogue) -> tuple[str, ...]:
    """Return what conditions of the theme look at and nobody asks: such conditions never hold."""
    known = {question.question for question in theme.questions} | set(theme.fixed_answers)
    looked_at = (
        comparison.question
        for when in conditions_in(theme, catalogue)
        for comparison in comparisons_in(when)
    )
    return tuple(code for code in dict.fromkeys(looked_at) if code not in known)


def _asked_in(theme: Theme, code: str) -> tuple[AskedQuestion, ...]:
    return tuple(question for question in theme.questions if question.question == code)


def _returning(before: Iterable[Theme], code: str) -> Iterator[AskedQuestion]:
    found = next(filter(None, (_asked_in(theme, code) for theme in before)), None)
    yield from found or (AskedQuestion(question=code),)


def _typical(before: Sequence[Theme], codes: Iterable[str]) -> dict[str, Answer]:
    typical = {
        code: next((t.typical_answers[code] for t in before if code in t.typical_answers), None)
        for code in codes
    }
    return {code: answer for code, answer in typical.items() if answer is not None}


def _without(asking: Asking, dropped: set[str]) -> Asking:
    groups = (tuple(code for code in group if code not in dropped) for group in asking.together)
    together = tuple(group for group in groups if len(group) > 1)
    return (
        asking if together == asking.together else asking.model_copy(update={"together": together})
    )
