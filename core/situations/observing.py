"""How likely answers are, learnt from what people answered: counts, and nothing else.

What is counted is a class of answers, not an answer: no exact number, no set of options
beyond what conditions tell apart, and no two answers of the same person together.
"""

import json
from collections.abc import Mapping
from dataclasses import replace

from core.catalogue.models import Answer, Question
from core.situations.answering import AnswerClass
from core.situations.asking import QuestionForecast, Shares
from core.situations.guiding import Situation

Counts = Mapping[str, Mapping[str, int]]
"""How often each class of answers to each question was given."""

FEWEST_OBSERVED = 50
"""With fewer answers observed, every option counts as equally likely."""
_STRENGTH = 10.0
"""Equal shares weigh as much as so many answers, so that what is rare is never impossible."""


def counted_answers(forecast: QuestionForecast, situation: Situation) -> dict[str, str]:
    """Return, for each question that was answered, which class of answers is to be counted."""
    found: dict[str, str] = {}
    for question, answer in situation.given.items():
        like = forecast.like(question, answer)
        if question in situation.asked and like is not None:
            found[question] = class_name(like)
    return found


def class_name(answer: Answer) -> str:
    """Return the name under which a class of answers is counted: one of its answers.

    Examples:
        >>> class_name(("热食类", "冷食类"))
        '["热食类","冷食类"]'
    """
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":"))


def observed_shares(counts: Counts) -> Shares:
    """Return shares that follow what was observed, where that is enough.

    Examples:
        >>> question = Question(id="q", text="?", kind="single", options=("是", "否"))
        >>> equal = (AnswerClass("是", 0.5), AnswerClass("否", 0.5))
        >>> learnt = observed_shares({"q": {'"是"': 85, '"否"': 5}})
        >>> [one.share for one in learnt(question, equal)]
        [0.9, 0.1]
    """

    def shares(question: Question, classes: tuple[AnswerClass, ...]) -> tuple[AnswerClass, ...]:
        given = counts.get(question.id, {})
        numbers = [given.get(class_name(answer_class.answer), 0) for answer_class in classes]
        if sum(numbers) < FEWEST_OBSERVED:
            return classes
        every = sum(numbers) + _STRENGTH
        return tuple(
            replace(answer_class, share=(number + _STRENGTH * answer_class.share) / every)
            for answer_class, number in zip(classes, numbers, strict=True)
        )

    return shares
