"""Make a quiz from a scenario: the same seed makes the same quiz, and exactly one answer is right.

Right and wrong are told by the guide, reasons come from it; only the order is left to chance.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from random import Random
from typing import Any

from core.training.questions import QUESTION_KINDS
from core.training.quiz_facts import QuestionDraft, QuizChoice, QuizFacts

ANSWERS = 4
MOST_QUESTIONS = 12
_PLAUSIBLE = 5
"""Of so many likely mistakes three are shown."""


@dataclass(frozen=True, slots=True)
class QuizQuestion:
    """A question with four answers, of which one is right; each with why it is or is not."""

    kind: str
    text: str
    answers: tuple[str, ...]
    whys: tuple[str, ...]
    keys: tuple[str, ...]
    about: str
    right: int

    def plain(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return asdict(self)

    @classmethod
    def parse(cls, plain: Mapping[str, Any]) -> "QuizQuestion":
        """Return a question that was kept.

        Raises:
            KeyError, TypeError: If it makes no sense.
        """
        listed = {name: tuple(plain[name]) for name in ("answers", "whys", "keys")}
        return cls(**{**plain, **listed})


def make_quiz(facts: QuizFacts, seed: int, number: int) -> tuple[QuizQuestion, ...]:
    """Return so many questions, fewer where a scenario has no more, in turn of every kind."""
    chance = Random(seed)
    found = {kind: list(_questions(facts, kind, chance)) for kind in QUESTION_KINDS}
    for questions in found.values():
        chance.shuffle(questions)
    turns = [
        questions[turn]
        for turn in range(number)
        for questions in found.values()
        if turn < len(questions)
    ]
    return tuple(turns[:number])


def _questions(facts: QuizFacts, kind: str, chance: Random) -> Iterator[QuizQuestion]:
    for draft in QUESTION_KINDS[kind].drafts(facts):
        chosen = _chosen(facts, kind, draft, chance)
        if len(chosen) == ANSWERS:
            right = next(at for at, it in enumerate(chosen) if _is_right(facts, kind, draft, it))
            yield QuizQuestion(
                kind=kind,
                text=draft.text,
                answers=tuple(choice.words for choice in chosen),
                whys=tuple(choice.why for choice in chosen),
                keys=tuple(choice.key for choice in chosen),
                about=draft.about,
                right=right,
            )


def _chosen(
    facts: QuizFacts, kind: str, draft: QuestionDraft, chance: Random
) -> Sequence[QuizChoice]:
    """Return one right answer and three likely mistakes, in an order left to chance."""
    right = [it for it in draft.choices if _is_right(facts, kind, draft, it)]
    wrong = [it for it in draft.choices if not _is_right(facts, kind, draft, it)][:_PLAUSIBLE]
    if not right or len(wrong) < ANSWERS - 1:
        return ()
    chosen = [chance.choice(right), *chance.sample(wrong, ANSWERS - 1)]
    chance.shuffle(chosen)
    return chosen


def _is_right(facts: QuizFacts, kind: str, draft: QuestionDraft, choice: QuizChoice) -> bool:
    return QUESTION_KINDS[kind].is_right(facts, draft.about, choice.key)
