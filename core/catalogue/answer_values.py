"""Which values a question can be answered with, and which a comparison names in vain."""

from collections.abc import Mapping
from math import isfinite
from typing import Any

from core.catalogue.models import Answer, Comparison, Question, QuestionKind


def impossible_values(comparison: Comparison, question: Question) -> list[str | int | float]:
    """Return the values of a comparison that no answer to its question can have.

    Examples:
        >>> area = Question(id="area", text="?", kind="number")
        >>> impossible_values(Comparison(question="area", op="eq", value="large"), area)
        ['large']
    """
    value = comparison.value
    values = value if isinstance(value, tuple) else (value,)
    if question.kind is QuestionKind.NUMBER:
        return [compared for compared in values if isinstance(compared, str)]
    return [compared for compared in values if compared not in question.options]


def is_answer_to(answer: Answer, question: Question) -> bool:
    """Say whether a question has an answer: an option, a set of options, or a number.

    An answer that was stored earlier may have none of it: options go, and so do kinds.

    Examples:
        >>> who = Question(id="who", text="?", kind="single", options=("A", "B"))
        >>> is_answer_to("A", who), is_answer_to("C", who), is_answer_to(("A",), who)
        (True, False, False)
    """
    if question.kind is QuestionKind.NUMBER:
        if isinstance(answer, bool) or not isinstance(answer, int | float):
            return False
        return isfinite(answer) and question.missed_bound(answer) is None
    if question.kind is QuestionKind.SINGLE:
        return isinstance(answer, str) and answer in question.options
    return isinstance(answer, tuple) and set(answer) <= set(question.options)


def possible_answers(
    answers: Mapping[str, Any], questions: Mapping[str, Question]
) -> dict[str, Any]:
    """Return the stored answers that can still be given; a question nobody declared takes any.

    What cannot be given any more is as if nobody had answered; checking a theme names it.
    """
    return {
        code: answer
        for code, answer in answers.items()
        if code not in questions or is_answer_to(_as_stored(answer), questions[code])
    }


def _as_stored(answer: Any) -> Any:
    return tuple(answer) if isinstance(answer, list) else answer
