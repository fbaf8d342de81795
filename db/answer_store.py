"""How often which class of answers was given, in the database: counts, and nobody's answers."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlmodel import Session, col

from db.inserting import insert_into
from db.sound_rows import sound_rows
from db.tables import ANSWER, AnswerCountRow

_KEY = ["hall", "theme_code", "question", "answer"]


class SqlAnswerStore:
    """Implements :class:`core.ports.AnswerStore` for one hall. The caller owns the transaction."""

    def __init__(self, session: Session, *, hall: str) -> None:
        self._session = session
        self._hall = hall

    def count(self, theme: str, answers: Mapping[str, str]) -> None:
        """Count one answer to each of some questions; what is too long to name is left out."""
        # In one order, so that two who count at once never wait for each other.
        for question, answer in sorted(answers.items()):
            if len(answer) <= ANSWER:
                row = insert_into(self._session, AnswerCountRow).values(
                    hall=self._hall, theme_code=theme, question=question, answer=answer, number=1
                )
                again = {"number": col(AnswerCountRow.number) + 1}
                self._session.execute(row.on_conflict_do_update(set_=again, index_elements=_KEY))

    def counts(self, theme: str) -> Mapping[str, Mapping[str, int]]:
        """Return how often each class of answers to each question of a theme was given."""
        question, answer = col(AnswerCountRow.question), col(AnswerCountRow.answer)
        ours = (col(AnswerCountRow.hall) == self._hall, col(AnswerCountRow.theme_code) == theme)
        rows = select(question, answer, col(AnswerCountRow.number)).where(*ours)
        rows = rows.order_by(question, answer)
        found: dict[str, dict[str, int]] = {}
        for asked, said, number in sound_rows(self._session, AnswerCountRow, rows, tuple):
            found.setdefault(asked, {})[said] = number
        return found
