"""What came of a class: who got how far, and which question most got wrong."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.i18n import DEFAULT_LOCALE
from core.training.quiz_records import KeptClass, QuizAnswer, Trainee
from core.training.quizzes import QuizQuestion


@dataclass(frozen=True, slots=True)
class QuizSheet:
    """What a class is asked, in one language: the story, what its people answered, questions."""

    title: str
    story: str
    said: tuple[tuple[str, str], ...]
    questions: tuple[QuizQuestion, ...]

    def plain(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return {
            "title": self.title,
            "story": self.story,
            "said": [list(pair) for pair in self.said],
            "questions": [question.plain() for question in self.questions],
        }


def sheet_of(content: Mapping[str, Any], locale: str) -> QuizSheet:
    """Return what a class is asked in a language, else in the first.

    Raises:
        KeyError, TypeError: If what was kept makes no sense.
    """
    plain = content.get(locale) or content[DEFAULT_LOCALE]
    return QuizSheet(
        plain["title"],
        plain["story"],
        tuple((question, answer) for question, answer in plain["said"]),
        tuple(map(QuizQuestion.parse, plain["questions"])),
    )


@dataclass(frozen=True, slots=True)
class TraineeResult:
    """How far a trainee got: what they answered, by question, and how much of it was right."""

    trainee: Trainee
    marks: Mapping[int, bool]

    @property
    def score(self) -> int:
        """Return how many answers were right."""
        return sum(self.marks.values())


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """How a question went: ``mistake`` is the wrong answer that most gave, in words."""

    number: int
    question: QuizQuestion
    answered: int
    right: int
    mistake: str

    @property
    def wrong(self) -> int:
        """Return how many got it wrong."""
        return self.answered - self.right


@dataclass(frozen=True, slots=True)
class ClassResult:
    """A class with everything that came of it."""

    kept: KeptClass
    is_open: bool
    sheet: QuizSheet
    trainees: tuple[TraineeResult, ...]
    questions: tuple[QuestionResult, ...]

    @property
    def hardest(self) -> QuestionResult | None:
        """Return the question that most got wrong, if anybody got any wrong."""
        worst = max(self.questions, key=lambda it: it.wrong, default=None)
        return worst if worst and worst.wrong else None


def class_result(
    kept: KeptClass,
    trainees: Iterable[Trainee],
    answers: Sequence[QuizAnswer],
    *,
    locale: str,
    at: datetime,
) -> ClassResult:
    """Put together what came of a class by a moment, for a reader of a language."""
    sheet = sheet_of(kept.content, locale)
    return ClassResult(
        kept,
        kept.is_open(at),
        sheet,
        tuple(
            TraineeResult(
                who, {it.question: it.is_right for it in answers if it.trainee == who.number}
            )
            for who in trainees
        ),
        tuple(
            _question_result(number, question, [it for it in answers if it.question == number])
            for number, question in enumerate(sheet.questions)
        ),
    )


def _question_result(
    number: int, question: QuizQuestion, answers: Sequence[QuizAnswer]
) -> QuestionResult:
    wrong = Counter(it.given for it in answers if not it.is_right)
    most = max(wrong, key=lambda given: (wrong[given], -given), default=None)
    mistake = "" if most is None else question.answers[most]
    right = sum(it.is_right for it in answers)
    return QuestionResult(number, question, len(answers), right, mistake)
