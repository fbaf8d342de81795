"""Words that handouts share: who asks, where a thing comes from, what a situation is."""

from collections.abc import Iterable

from core.catalogue.models import Answer
from core.handouts.models import HandoutColumn, HandoutParagraph, HandoutPart, ThemeTold
from core.i18n import listed, translate


def say(brief: ThemeTold, key: str, **params: object) -> str:
    """Return a message of handouts in the reader's language."""
    return translate(f"handout.{key}", brief.locale, **params)


def columns(brief: ThemeTold, **shares: int) -> tuple[HandoutColumn, ...]:
    """Return columns by the names of their messages, each with its share of the width."""
    return tuple(
        HandoutColumn(say(brief, f"column.{name}"), share) for name, share in shares.items()
    )


def about_theme(brief: ThemeTold) -> str:
    """Return the line that says which theme this is, as what, and of which day."""
    parts = (brief.plan.theme.code, brief.standing, brief.told_on.isoformat())
    return " · ".join(part for part in parts if part)


def situation_in_words(brief: ThemeTold) -> HandoutPart:
    """Return the situation that a handout tells, question by question."""
    known = brief.guide.situation.known.answers
    questions = brief.plan.catalogue.questions
    pairs = [
        say(
            brief,
            "answer",
            question=questions[code].text,
            answer=answer_words(known[code], brief),
        )
        for code in brief.guide.situation.asked
        if code in known and code in questions
    ]
    key = "situation" if brief.guide.situation.complete else "situation_open"
    answers = "；".join(pairs) if brief.locale == "zh-CN" else "; ".join(pairs)
    return HandoutParagraph(say(brief, key, answers=answers or say(brief, "no_answers")))


def answer_words(answer: Answer, brief: ThemeTold) -> str:
    """Return an answer in words."""
    return listed(list(answer), brief.locale) if isinstance(answer, tuple | list) else str(answer)


def matter_name(code: str, brief: ThemeTold) -> str:
    """Return what a matter is called, or its code where it is not in the catalogue."""
    matter = brief.plan.catalogue.matters.get(code)
    return matter.name if matter else code


def department_name(code: str, brief: ThemeTold) -> str:
    """Return what a department is called, or its code."""
    department = brief.plan.catalogue.departments.get(code)
    return department.name if department else code


def lines(texts: Iterable[str]) -> str:
    r"""Return texts below each other, each once.

    Examples:
        >>> lines(["a", "", "b", "a"])
        'a\nb'
    """
    return "\n".join(dict.fromkeys(text for text in texts if text))
