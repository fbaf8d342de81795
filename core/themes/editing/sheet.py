"""The theme sheet: name, lead, audience, and answers that are fixed or typical."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from core.catalogue.answer_values import is_answer_to
from core.catalogue.catalogue import Catalogue
from core.catalogue.models import (
    Answer,
    AskedQuestion,
    DecidedValue,
    Question,
    Subject,
    Theme,
)
from core.errors import InvalidThemeError

Change = Callable[[Theme], Theme]


def rename(name: str) -> Change:
    """Return the change that gives a theme another name.

    Raises:
        InvalidThemeError: If nothing is left of the name.
    """
    called = " ".join(name.split())
    if not called:
        raise InvalidThemeError(reason="name")
    return lambda theme: with_parts(theme, name=called)


def set_lead(department: str | None) -> Change:
    """Return the change that says which department leads; nothing means not settled yet."""
    return lambda theme: with_parts(theme, lead_department=department)


def set_audience(words: str) -> Change:
    """Return the change that says in words whom a theme is for."""
    return lambda theme: with_parts(theme, audience=words.strip())


def can_answer(question: Question, answer: Answer) -> bool:
    """Say whether a question has an answer: an option, several of them, or a number.

    Examples:
        >>> who = Question(id="who", text="?", kind="single", options=("A", "B"))
        >>> can_answer(who, "B"), can_answer(who, "C"), can_answer(who, ("A", "B"))
        (True, False, False)
    """
    is_said_once = not isinstance(answer, tuple) or len(set(answer)) == len(answer)
    return answer != () and is_said_once and is_answer_to(answer, question)


def fix_answer(question: Question, answer: Answer) -> Change:
    """Return the change that fixes an answer: choosing the theme has given it (law 5).

    Raises:
        InvalidThemeError: If the question has no such answer.
    """
    _expect_answer("fixed_answers", question, answer)

    def change(theme: Theme) -> Theme:
        typical = _without(theme.typical_answers, question.id)
        fixed = {**theme.fixed_answers, question.id: answer}
        return with_parts(theme, fixed_answers=fixed, typical_answers=typical)

    return change


def release_answer(question: str) -> Change:
    """Return the change that asks a question whose answer was fixed.

    The answer is typical from now on, so that the preview shows the same. A question that
    was not among those asked comes first: what looks at it comes later (law 7).
    """

    def change(theme: Theme) -> Theme:
        if question not in theme.fixed_answers:
            return theme
        is_listed = any(asked.question == question for asked in theme.questions)
        first = () if is_listed else (AskedQuestion(question=question),)
        typical = {**theme.typical_answers, question: theme.fixed_answers[question]}
        return with_parts(
            theme,
            fixed_answers=_without(theme.fixed_answers, question),
            typical_answers=typical,
            questions=(*first, *theme.questions),
        )

    return change


def set_typical(question: Question, answer: Answer | None) -> Change:
    """Return the change that says what most people answer; nothing means nobody knows.

    Raises:
        InvalidThemeError: If the question has no such answer.
    """
    if answer is None:
        return lambda theme: with_parts(
            theme, typical_answers=_without(theme.typical_answers, question.id)
        )
    _expect_answer("typical_answers", question, answer)
    return lambda theme: with_parts(
        theme, typical_answers={**theme.typical_answers, question.id: answer}
    )


def forget_answer(question: str) -> Change:
    """Return the change that takes out every stored answer to a question.

    It is for what cannot be chosen again: the question is not asked, or is in no bank any more.
    """
    return lambda theme: with_parts(
        theme,
        fixed_answers=_without(theme.fixed_answers, question),
        typical_answers=_without(theme.typical_answers, question),
    )


def idle_answers(theme: Theme) -> tuple[str, ...]:
    """Return the questions with a typical answer that the theme does not ask."""
    asked = asked_questions(theme)
    return tuple(code for code in theme.typical_answers if code not in asked)


def asked_questions(theme: Theme) -> tuple[str, ...]:
    """Return the questions that are really asked: those whose answer is not fixed."""
    return tuple(
        dict.fromkeys(
            asked.question for asked in theme.questions if asked.question not in theme.fixed_answers
        )
    )


def parties_of(theme: Theme, catalogue: Catalogue) -> tuple[Subject, ...]:
    """Return the persons whom the matters of a theme ask about, as the theme binds them."""
    bound = {
        (binding.matter, binding.subject): binding.bound_as for binding in theme.subject_bindings
    }
    met = dict.fromkeys(_subjects(theme, catalogue, bound))
    known = (catalogue.subjects[code] for code in met if code in catalogue.subjects)
    return tuple(subject for subject in known if subject.kind == "person")


def fixed_values_of(theme: Theme) -> tuple[tuple[str, str, DecidedValue], ...]:
    """Return what a theme decides, each with its element and its subject."""
    return tuple((field.element, field.subject, value) for field, value in theme.decided())


def namesakes(names: Mapping[str, str], name: str, but: Collection[str] = ()) -> tuple[str, ...]:
    """Return the codes of the themes that have the same name, however it is written.

    Examples:
        >>> themes = {"T01": "开餐饮店", "T02": "开 餐饮店", "T03": "理发"}
        >>> namesakes(themes, "开餐饮店", but=["T01"])
        ('T02',)
    """
    wanted = _written(name)
    return tuple(
        code for code, said in names.items() if code not in but and _written(said) == wanted
    )


def _written(name: str) -> str:
    return "".join(name.split()).casefold().translate(_BRACKETS)


_BRACKETS = str.maketrans("（）", "()")


def _subjects(
    theme: Theme, catalogue: Catalogue, bound: Mapping[tuple[str, str], str]
) -> Iterator[str]:
    matters: Iterable[str] = dict.fromkeys(included.matter for included in theme.matters)
    for matter in (catalogue.matters[code] for code in matters if code in catalogue.matters):
        for _, _, entry in matter.entries():
            if entry.subject is not None:
                yield bound.get((matter.code, entry.subject), entry.subject)


def _expect_answer(part: str, question: Question, answer: Answer) -> None:
    if not can_answer(question, answer):
        raise InvalidThemeError(reason=f"{part}.{question.id}")


def _without(answers: Mapping[str, Answer], question: str) -> dict[str, Answer]:
    return {code: answer for code, answer in answers.items() if code != question}


def with_parts(theme: Theme, **parts: object) -> Theme:
    """Return a theme with other parts; what says the same as before is left as it was written."""
    differs = {name: part for name, part in parts.items() if getattr(theme, name) != part}
    return theme.model_copy(update=differs)
