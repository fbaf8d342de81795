"""Draw situations: an answer to every question, for each of very many people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from core.catalogue.models import Answer, Comparison, Question, QuestionKind
from core.errors import WhatIfError
from core.situations.answering import answer_classes

Weights = Mapping[str, Mapping[str, float]]
"""How likely answers are, by question: shares of options or numbers; where several options
can be chosen, how often each of them is."""


@dataclass(frozen=True)
class Drawn:
    """The answers to one question: the different ones, and which of them each person gave."""

    answers: tuple[Answer, ...]
    chosen: NDArray[np.signedinteger[Any]]


@dataclass(frozen=True)
class DrawnAnswers:
    """Answers of ``number`` people to all questions, whether they are asked or not."""

    number: int
    by_question: Mapping[str, Drawn]

    def of(self, person: int) -> dict[str, Answer]:
        """Return the answers of one person."""
        return {
            question: drawn.answers[int(drawn.chosen[person])]
            for question, drawn in self.by_question.items()
        }


def draw_answers(
    questions: Mapping[str, Question | None],
    comparisons: Iterable[Comparison],
    *,
    number: int,
    seed: int,
    weights: Weights | None = None,
) -> DrawnAnswers:
    """Draw answers; each question by itself, so that another question changes nothing.

    Without weights every option is as likely as any other, and so is every set of options
    where several can be chosen; numbers fall equally often into each class between the
    values that something compares them with.

    Raises:
        WhatIfError: If weights name a question or an answer that there is not.
    """
    looked_at: dict[str, list[Comparison]] = {}
    for comparison in comparisons:
        looked_at.setdefault(comparison.question, []).append(comparison)
    given = weights or {}
    unknown = next((name for name in given if questions.get(name) is None), None)
    if unknown is not None:
        raise WhatIfError(what="weights", name=unknown, known=", ".join(questions))
    drawn = {}
    for name, question in questions.items():
        chance = np.random.default_rng([seed, crc32(name.encode())])
        often = given.get(name)
        if often and question is not None and question.kind is QuestionKind.MULTIPLE:
            drawn[name] = _several(question, often, chance, number)
        else:
            shares = _shares(question, often, looked_at.get(name, ()))
            drawn[name] = _one(shares, chance, number)
    return DrawnAnswers(number, drawn)


def _shares(
    question: Question | None, given: Mapping[str, float] | None, looked_at: Iterable[Comparison]
) -> Mapping[Answer, float]:
    """Return how likely each answer is; to a question nobody declared anything is one."""
    if question is None:
        return {"?": 1.0}
    if given is not None:
        return _weighed(question, given)
    return {
        answer_class.answer: answer_class.share
        for answer_class in answer_classes(question, looked_at)
    }


def _one(shares: Mapping[Answer, float], chance: np.random.Generator, number: int) -> Drawn:
    limits = np.cumsum(np.array(list(shares.values()), dtype=np.float64))
    chosen = np.searchsorted(limits, chance.random(number) * limits[-1], side="right")
    return Drawn(tuple(shares), _small(np.minimum(chosen, len(shares) - 1), len(shares)))


def _several(
    question: Question, often: Mapping[str, float], chance: np.random.Generator, number: int
) -> Drawn:
    for option, share in often.items():
        if option not in question.options or not 0 <= share <= 1:
            raise WhatIfError(
                what="weights", name=f"{question.id}: {option}", known=_known_answers(question)
            )
    thresholds = np.array([often.get(option, 0.5) for option in question.options])
    picked = chance.random((number, len(question.options))) < thresholds
    sets, chosen = np.unique(picked, axis=0, return_inverse=True)
    answers = tuple(
        tuple(o for o, there in zip(question.options, ticks, strict=True) if there)
        for ticks in sets
    )
    return Drawn(answers, _small(chosen.reshape(-1), len(answers)))


def _small(places: NDArray[np.signedinteger[Any]], number: int) -> NDArray[np.signedinteger[Any]]:
    """Return places in as few bytes as they need: the fewer, the sooner they are compared."""
    return places.astype(np.min_scalar_type(-number))


def _weighed(question: Question, given: Mapping[str, float]) -> dict[Answer, float]:
    shares: dict[Answer, float] = {}
    for written, share in given.items():
        answer = _answer(question, written)
        if answer is None or share < 0:
            raise WhatIfError(
                what="weights", name=f"{question.id}: {written}", known=_known_answers(question)
            )
        shares[answer] = share
    if not sum(shares.values()):
        raise WhatIfError(what="weights", name=question.id, known=_known_answers(question))
    return shares


def _answer(question: Question, written: str) -> Any:
    if question.kind is QuestionKind.SINGLE:
        return written if written in question.options else None
    try:
        number = float(written)
    except ValueError:
        return None
    return number if np.isfinite(number) else None


def _known_answers(question: Question) -> str:
    return " / ".join(question.options) or question.unit or question.kind.value
