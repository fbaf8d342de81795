"""Classes that play a quiz, their trainees and answers, in the database of one hall."""

from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlmodel import Session, SQLModel, col

from core.training.quiz_records import KeptClass, QuizAnswer, Trainee
from db.inserting import insert_into
from db.sound_rows import sound_row, sound_rows, spoilt_reported
from db.training_tables import QuizAnswerRow, QuizClassRow, QuizTraineeRow
from db.vault import vault_of


class SqlQuizStore:
    """Implements :class:`core.ports.QuizStore`. The caller owns the transaction."""

    def __init__(self, session: Session, *, hall: str) -> None:
        self._session = session
        self._hall = hall
        self._vault = vault_of(session, hall=hall)

    def open(self, kept: KeptClass) -> bool:
        """Add a class; say whether its code was free."""
        row = {
            "hall": self._hall,
            "code": kept.code,
            "content": dict(kept.content),
            "opened_by": kept.opened_by,
            "opened_at": kept.opened_at,
            "ends_at": kept.ends_at,
        }
        return self._is_new(QuizClassRow, self._vault.rows.seal(QuizClassRow, row))

    def get(self, code: str, *, to_change: bool = False) -> KeptClass | None:
        """Return a class, if there is one; with ``to_change`` nobody else changes it meanwhile."""
        key = (self._hall, code)
        row = sound_row(
            self._session, QuizClassRow, key, to_change=to_change, populate_existing=True
        )
        if row is None:
            return None
        with spoilt_reported("quiz_class"):
            return self._class(row)

    def all(self) -> tuple[KeptClass, ...]:
        """Return every class, the newest first."""
        rows = (
            select(QuizClassRow)
            .where(col(QuizClassRow.hall) == self._hall)
            .order_by(col(QuizClassRow.opened_at).desc(), col(QuizClassRow.code))
        )
        return tuple(sound_rows(self._session, QuizClassRow, rows, self._class))

    def end(self, code: str, at: datetime) -> None:
        """Let a class that goes on end at a moment."""
        ours = (col(QuizClassRow.hall) == self._hall, col(QuizClassRow.code) == code)
        going_on = update(QuizClassRow).where(*ours, col(QuizClassRow.ends_at) > at)
        self._session.execute(going_on.values(ends_at=at))

    def join(self, code: str, trainee: Trainee, *, digest: str) -> bool:
        """Add a trainee, known by the digest of a secret; say whether the number was free."""
        row = {
            "hall": self._hall,
            "class_code": code,
            "number": trainee.number,
            "digest": digest,
            "name": trainee.name,
            "joined_at": trainee.joined_at,
        }
        return self._is_new(QuizTraineeRow, self._vault.rows.seal(QuizTraineeRow, row))

    def trainee(self, code: str, digest: str) -> Trainee | None:
        """Return who holds a secret in a class."""
        rows = self._of(QuizTraineeRow, code).where(col(QuizTraineeRow.digest) == digest)
        found = sound_rows(self._session, QuizTraineeRow, rows, self._trainee)
        return next(iter(found), None)

    def trainees(self, code: str) -> tuple[Trainee, ...]:
        """Return who is in a class, in the order in which they joined."""
        rows = self._of(QuizTraineeRow, code).order_by(col(QuizTraineeRow.number))
        return tuple(sound_rows(self._session, QuizTraineeRow, rows, self._trainee))

    def answer(self, code: str, answer: QuizAnswer) -> bool:
        """Add an answer; say whether it is the trainee's first to that question."""
        row = {
            "hall": self._hall,
            "class_code": code,
            "trainee": answer.trainee,
            "question": answer.question,
            "given": answer.given,
            "is_right": answer.is_right,
            "at": answer.at,
        }
        return self._is_new(QuizAnswerRow, row)

    def answers(self, code: str) -> tuple[QuizAnswer, ...]:
        """Return the answers of a class, by trainee and question."""
        rows = self._of(QuizAnswerRow, code).order_by(
            col(QuizAnswerRow.trainee), col(QuizAnswerRow.question)
        )
        return tuple(sound_rows(self._session, QuizAnswerRow, rows, quiz_answer_of))

    def _is_new(self, table: type[SQLModel], row: dict[str, Any]) -> bool:
        new = insert_into(self._session, table).values(**row).on_conflict_do_nothing()
        hall = col(table.hall)  # type: ignore[attr-defined]
        return self._session.execute(new.returning(hall)).scalar_one_or_none() is not None

    def _of(self, table: Any, code: str) -> Any:
        ours = (col(table.hall) == self._hall, col(table.class_code) == code)
        return select(table).where(*ours)

    def _class(self, row: QuizClassRow) -> KeptClass:
        return kept_class_of(self._vault.opened(row))

    def _trainee(self, row: QuizTraineeRow) -> Trainee:
        return trainee_of(self._vault.opened(row))


def kept_class_of(row: Any) -> KeptClass:
    """Return the class that an opened row says.

    Raises:
        TypeError: If it makes no sense.
    """
    if not isinstance(row.content, dict):
        raise TypeError("the content is no mapping")
    return KeptClass(row.code, row.content, row.opened_by, row.opened_at, row.ends_at)


def trainee_of(row: Any) -> Trainee:
    """Return the trainee that an opened row says."""
    return Trainee(row.number, row.name, row.joined_at)


def quiz_answer_of(row: Any) -> QuizAnswer:
    """Return the answer that a row says."""
    return QuizAnswer(row.trainee, row.question, row.given, row.is_right, row.at)
