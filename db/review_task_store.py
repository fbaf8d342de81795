"""What offices of one hall have to do, in the database."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import Select, and_, delete, exists, func, insert, or_, select
from sqlmodel import Session, col

from core.review.states import MatterState
from core.review.tasks import (
    ReviewRun,
    ReviewTask,
    TaskDay,
    TaskFilter,
    TaskLight,
    TaskLine,
    TaskPlace,
    task_light,
)
from db.case_lines import LINE, line_columns, line_of
from db.case_search import has_words
from db.data_keys import Scope
from db.inserting import insert_into
from db.key_tables import DataKeyRow
from db.review_tables import NO_DUE, ReviewRunRow, ReviewTaskRow
from db.sound_rows import expect_sound, sound_rows, spoilt_reported
from db.supervised_tasks import SupervisedTasks, urged_by
from db.tables import ServiceCaseRow
from db.task_search import ORDER, conditions_of, follows, lights_on
from db.vault import vault_of

_PARTS = tuple(part.name for part in fields(ReviewTask))
_LINE_PARTS = tuple(part.name for part in fields(TaskLine) if part.name in _PARTS)
_SHOWN = tuple(
    ReviewTaskRow.__table__.c[name].label(f"task_{name}")  # type: ignore[attr-defined]
    for name in _LINE_PARTS
)
_OF_CASE = and_(
    col(ReviewTaskRow.hall) == col(ServiceCaseRow.hall),
    col(ReviewTaskRow.case_number) == col(ServiceCaseRow.number),
)
_SPEAK_BY: Any = col(ReviewTaskRow.speak_by)
_WAKES_ON: Any = col(ReviewTaskRow.wakes_on)


class SqlReviewTaskStore(SupervisedTasks):
    """Implements :class:`core.ports.ReviewTaskStore`. The caller owns the transaction."""

    def __init__(self, session: Session, *, hall: str) -> None:
        self._session = session
        self._hall = hall
        self._vault = vault_of(session, hall=hall)

    def found(
        self, wanted: TaskFilter, day: TaskDay, *, after: TaskPlace | None = None, limit: int
    ) -> tuple[TaskLine, ...]:
        """Return tasks in their order, due first, those that follow a place."""
        lines = self._lines(wanted, day)
        if after is not None:
            lines = lines.where(follows(after))
        if wanted.words:
            return tuple(self._having(lines, wanted)[:limit])
        return tuple(sound_rows(self._session, ReviewTaskRow, lines, self._line, limit=limit))

    def count(self, wanted: TaskFilter, day: TaskDay) -> int:
        """Return how many tasks are wanted."""
        if wanted.words:
            return len(self._having(self._lines(wanted, day), wanted))
        counted = select(func.count()).where(*self._conditions(wanted, day))
        return int(self._session.execute(counted).scalar_one())

    def lights(self, wanted: TaskFilter, day: TaskDay) -> Mapping[TaskLight, int]:
        """Return how many tasks there are of each light; every light is named."""
        if wanted.words:
            lines = self._having(self._lines(wanted, day), wanted)
            shown = Counter(task_light(line.state, line.due, day) for line in lines)
            return {light: shown[light] for light in TaskLight}
        counts = [func.count().filter(shown) for shown in lights_on(day).values()]
        row = self._session.execute(select(*counts).where(*self._conditions(wanted, day))).one()
        return dict(zip(lights_on(day), map(int, row), strict=True))

    def of(self, case_number: str) -> tuple[ReviewTask, ...]:
        """Return the tasks of a case, by matter."""
        return tuple(task for task, _ in self.computed(case_number))

    def computed(self, case_number: str) -> tuple[tuple[ReviewTask, str], ...]:
        """Return the tasks of a case, by matter, each with the rules that computed it."""
        rows = (
            select(ReviewTaskRow)
            .where(
                col(ReviewTaskRow.hall) == self._hall,
                col(ReviewTaskRow.case_number) == case_number,
            )
            .order_by(col(ReviewTaskRow.matter))
        )
        with spoilt_reported(f"review_task {case_number}"):
            found = self._session.execute(rows).scalars()
            return tuple((task_of(expect_sound(row)), row.rules) for row in found)

    def write(self, tasks: Sequence[ReviewTask], *, rules: str) -> None:
        """Write the tasks of cases in place of what stood there."""
        self.remove({task.case_number for task in tasks})
        rows = [self._row(task, rules) for task in tasks]
        if rows:
            # Of the table and not of the model: that one leaves out what is empty, row by row.
            table = ReviewTaskRow.__table__  # type: ignore[attr-defined]
            self._session.connection().execute(insert(table), rows)

    def remove(self, case_numbers: Iterable[str]) -> None:
        """Remove the tasks of cases."""
        ours = (
            col(ReviewTaskRow.hall) == self._hall,
            col(ReviewTaskRow.case_number).in_(sorted(case_numbers)),
        )
        self._session.execute(delete(ReviewTaskRow).where(*ours))

    def silent(
        self, before: date, *, after: TaskPlace | None = None, limit: int
    ) -> tuple[TaskPlace, ...]:
        """Return tasks in which silence accepts and the last day to speak is before a day."""
        return self._clocks(_SPEAK_BY, before > _SPEAK_BY, after=after, limit=limit)

    def waking(
        self, today: date, *, after: TaskPlace | None = None, limit: int
    ) -> tuple[TaskPlace, ...]:
        """Return tasks to which something is owed whose clock wakes on a day or before it."""
        return self._clocks(_WAKES_ON, today >= _WAKES_ON, after=after, limit=limit)

    def _clocks(
        self, clock: Any, is_over: Any, *, after: TaskPlace | None, limit: int
    ) -> tuple[TaskPlace, ...]:
        place = (clock, *ORDER[1:])
        ours = col(ReviewTaskRow.hall) == self._hall
        rows = select(*place).where(ours, is_over).order_by(*place)
        if after is not None:
            rows = rows.where(follows(after, first=clock))
        return tuple(sound_rows(self._session, ReviewTaskRow, rows, _place, limit=limit))

    def note_run(self, run: ReviewRun) -> None:
        """Write down a round of the worker of legal clocks in place of the one before."""
        said = {"ran_at": run.at, "accepted": run.accepted, "is_halted": run.is_halted}
        new = insert_into(self._session, ReviewRunRow).values(hall=self._hall, **said)
        self._session.execute(new.on_conflict_do_update(index_elements=["hall"], set_=said))

    def outdated(self, rules: str, *, after: str = "", limit: int) -> tuple[str, ...]:
        """Return cases, by number, without tasks, or with open ones computed by other rules."""
        number = col(ServiceCaseRow.number)
        readable = exists().where(
            col(DataKeyRow.hall) == self._hall,
            col(DataKeyRow.scope) == Scope.CASE,
            col(DataKeyRow.name) == number,
        )
        is_old = and_(col(ReviewTaskRow.is_open).is_(True), col(ReviewTaskRow.rules) != rules)
        numbers = (
            select(number)
            .where(
                col(ServiceCaseRow.hall) == self._hall,
                number > after,
                readable,
                or_(~exists().where(_OF_CASE), exists().where(_OF_CASE, is_old)),
            )
            .order_by(number)
            .limit(limit)
        )
        return tuple(self._session.execute(numbers).scalars())

    def _lines(self, wanted: TaskFilter, day: TaskDay) -> Select[*tuple[Any, ...]]:
        joined = line_columns().join(ReviewTaskRow, _OF_CASE).add_columns(*_SHOWN)
        return joined.where(*self._conditions(wanted, day)).order_by(*ORDER)

    def _conditions(self, wanted: TaskFilter, day: TaskDay) -> tuple[Any, ...]:
        ours = col(ReviewTaskRow.hall) == self._hall
        return (ours, *conditions_of(wanted, day, self._vault))

    def _having(self, lines: Any, wanted: TaskFilter) -> list[TaskLine]:
        """Return tasks in which every word stands: names are opened for it."""

        def matching(row: Any) -> TaskLine | None:
            name = partial(self._name, row)
            return self._line(row) if has_words(row, wanted.words, name) else None

        found = sound_rows(self._session, ReviewTaskRow, lines, matching)
        return [line for line in found if line is not None]

    def _name(self, row: Any) -> str:
        return line_of(row[: len(LINE) + 3], self._vault).applicant_name

    def _line(self, row: Any) -> TaskLine:
        parts = {name: getattr(row, f"task_{name}") for name in _LINE_PARTS}
        return TaskLine(**_typed(parts), applicant_name=self._name(row))

    def _row(self, task: ReviewTask, rules: str) -> dict[str, Any]:
        parts = {name: getattr(task, name) for name in _PARTS}
        kept = {"due": task.due or NO_DUE, "urged": task.urged or ""}
        return {**parts, **kept, "hall": self._hall, "is_open": task.is_open, "rules": rules}


def _place(row: Any) -> TaskPlace:
    return TaskPlace(*row)


def task_of(row: ReviewTaskRow) -> ReviewTask:
    """Return what a row says.

    Raises:
        ValueError: If its state or its last step of supervising is none.
    """
    return ReviewTask(**_typed({name: getattr(row, name) for name in _PARTS}))


def _typed(parts: dict[str, Any]) -> dict[str, Any]:
    due = None if parts["due"] == NO_DUE else parts["due"]
    read = {"state": MatterState(parts["state"]), "urged": urged_by(parts["urged"]), "due": due}
    return {**parts, **read}
