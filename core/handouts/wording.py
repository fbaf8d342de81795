"""Words that handouts share: who asks, where a thing comes from, what a situation is."""

from collections.abc import Iterable

from core.catalogue.models import Answer
from core.handouts.models import HandoutColumn, HandoutParagraph, HandoutPart, ThemeTold
from core.i18n import listed, translate


def say(told: ThemeTold, key: str, **params: object) -> str:
    """Return a message of handouts in the reader's language."""
    return translate(f"handout.{key}", told.locale, **params)


def columns(told: ThemeTold, **shares: int) -> tuple[HandoutColumn, ...]:
    """Return columns by the names of their messages, each with its share of the width."""
    return tuple(
        HandoutColumn(say(told, f"column.{name}"), share) for name, share in shares.items()
    )


def about_theme(told: ThemeTold) -> str:
    """Return the line that says which theme this is, as what, and of which day."""
    parts = (told.plan.theme.code, told.standing, told.told_on.isoformat())
    return " · ".join(part for part in parts if part)


def situation_told(told: ThemeTold) -> HandoutPart:
    """Return the situation that a handout tells, question by question."""
    known = told.guide.situation.known.answers
    questions = told.plan.catalogue.questions
    pairs = [
        say(told, "answer", question=questions[code].text, answer=answer_told(known[code], told))
        for code in told.guide.situation.asked
        if code in known and code in questions
    ]
    key = "situation" if told.guide.situation.complete else "situation_open"
    answers = "；".join(pairs) if told.locale == "zh-CN" else "; ".join(pairs)
    return HandoutParagraph(say(told, key, answers=answers or say(told, "no_answers")))


def answer_told(answer: Answer, told: ThemeTold) -> str:
    """Return an answer in words."""
    return listed(list(answer), told.locale) if isinstance(answer, tuple | list) else str(answer)


def matter_name(code: str, told: ThemeTold) -> str:
    """Return what a matter is called, or its code where it is not in the catalogue."""
    matter = told.plan.catalogue.matters.get(code)
    return matter.name if matter else code


def department_name(code: str, told: ThemeTold) -> str:
    """Return what a department is called, or its code."""
    department = told.plan.catalogue.departments.get(code)
    return department.name if department else code


def lines(texts: Iterable[str]) -> str:
    r"""Return texts below each other, each once.

    Examples:
        >>> lines(["a", "", "b", "a"])
        'a\nb'
    """
    return "\n".join(dict.fromkeys(text for text in texts if text))
