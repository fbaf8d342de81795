"""Play a quiz: join a class by its code and a name of one's own, answer, see why.

A trainee has no account. Whoever joins is given a secret for this class, by which a reload goes
on where one was. Codes are guarded like other secrets: wrong ones make their place wait.
"""

import hashlib
from dataclasses import dataclass

from core.characters import clean
from core.errors import ClassFullError, NoSuchClassError, QuizLockedError, TraineeNameError
from core.ports import Clock, Randomness, Stores, Transaction
from core.services.guard_secrets import SecretGuard
from core.training.class_results import QuizSheet, sheet_of
from core.training.quiz_records import MOST_TRAINEES, KeptClass, QuizAnswer, Trainee

FREE_TRIES = 5
LONGEST_NAME = 20
_SECRET_LENGTH = 26
_SYMBOLS = "abcdefghijklmnopqrstuvwxyz234567"


@dataclass(frozen=True, slots=True)
class QuizSeat:
    """What a trainee has in front of them: the quiz, what they answered, whether it goes on."""

    name: str
    sheet: QuizSheet
    given: dict[int, int]
    is_open: bool

    @property
    def score(self) -> int:
        """Return how many answers were right."""
        asked = self.sheet.questions
        return sum(asked[at].right == given for at, given in self.given.items())

    @property
    def next_question(self) -> int | None:
        """Return the first question without an answer, if there is one."""
        return next((at for at in range(len(self.sheet.questions)) if at not in self.given), None)


class PlayQuizzes:
    """What trainees do; nothing of it needs an account, and nothing is near a case."""

    def __init__(self, *, transaction: Transaction, clock: Clock, randomness: Randomness) -> None:
        self._transaction = transaction
        self._clock = clock
        self._randomness = randomness
        self._guard = SecretGuard(
            "quiz",
            free=FREE_TRIES,
            refusal=QuizLockedError,
            transaction=transaction,
            clock=clock,
        )

    def join(self, code: str, name: str, *, place: str) -> str:
        """Join a class that goes on; return the secret of the seat.

        Raises:
            QuizLockedError: If there were too many wrong codes from this place lately.
            NoSuchClassError: If no class that goes on has this code.
            TraineeNameError: If the name is no name, or taken.
            ClassFullError: If as many as may be are there.
        """
        code, name = class_code(code), " ".join(clean(name).split())
        self._guard.count(code, place)
        secret = self._randomness(_SECRET_LENGTH, _SYMBOLS)
        with self._transaction() as stores:
            kept = self._open_class(stores, code, to_change=True)
        self._guard.passed(code, place)
        if not 0 < len(name) <= LONGEST_NAME:
            raise TraineeNameError(most=LONGEST_NAME)
        with self._transaction() as stores:
            self._open_class(stores, kept.code, to_change=True)
            there = stores.quizzes.trainees(code)
            if len(there) >= MOST_TRAINEES:
                raise ClassFullError(most=MOST_TRAINEES)
            if any(trainee.name.casefold() == name.casefold() for trainee in there):
                raise TraineeNameError(most=LONGEST_NAME)
            trainee = Trainee(len(there) + 1, name, self._clock())
            stores.quizzes.join(code, trainee, digest=_digest(secret))
        return secret

    def seat(self, code: str, secret: str, locale: str) -> QuizSeat:
        """Return what a trainee has in front of them, after a reload too.

        Raises:
            NoSuchClassError: If the secret is none of this class.
        """
        code = class_code(code)
        with self._transaction() as stores:
            kept, trainee = self._seated(stores, code, secret)
            answers = stores.quizzes.answers(code)
        given = {it.question: it.given for it in answers if it.trainee == trainee.number}
        is_open = kept.is_open(self._clock())
        return QuizSeat(trainee.name, sheet_of(kept.content, locale), given, is_open)

    def answer(self, code: str, secret: str, question: int, given: int) -> bool:
        """Give an answer; say whether it is the first to that question: only that one counts.

        Raises:
            NoSuchClassError: If the class is over, or the secret is none of it.
        """
        code = class_code(code)
        with self._transaction() as stores:
            kept, trainee = self._seated(stores, code, secret)
            if not kept.is_open(self._clock()):
                raise NoSuchClassError
            asked = sheet_of(kept.content, "").questions
            if not (0 <= question < len(asked) and 0 <= given < len(asked[question].answers)):
                raise NoSuchClassError
            is_right = asked[question].right == given
            answer = QuizAnswer(trainee.number, question, given, is_right, self._clock())
            return stores.quizzes.answer(code, answer)

    def _open_class(self, stores: Stores, code: str, *, to_change: bool = False) -> KeptClass:
        kept = stores.quizzes.get(code, to_change=to_change)
        if kept is None or not kept.is_open(self._clock()):
            raise NoSuchClassError
        return kept

    def _seated(self, stores: Stores, code: str, secret: str) -> tuple[KeptClass, Trainee]:
        kept = stores.quizzes.get(code)
        trainee = stores.quizzes.trainee(code, _digest(secret)) if kept else None
        if kept is None or trainee is None:
            raise NoSuchClassError
        return kept, trainee


def class_code(typed: str) -> str:
    """Return a code as it is kept, however somebody types it.

    Examples:
        >>> class_code(" ab3d-efgh ")
        'AB3DEFGH'
    """
    return "".join(symbol for symbol in typed.upper() if symbol.isalnum())[:16]


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
