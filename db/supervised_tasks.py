"""Matters that are late or nearly so, and reports that offices owe, in the database."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlmodel import Session, col

from core.review.hall_board import BoardRow
from core.review.states import MatterState
from core.review.supervising import SupervisedTask, SupervisionCounts, SupervisionFilter
from core.review.supervision import SupervisionAction
from core.review.tasks import TaskDay, TaskPlace
from db.review_tables import NO_DUE, ReviewTaskRow
from db.sound_rows import sound_rows
from db.task_search import ORDER, follows, lights_on

_DUE = col(ReviewTaskRow.due)
_STATE = col(ReviewTaskRow.state)
_IS_OPEN = col(ReviewTaskRow.is_open).is_(True)
_URGED = col(ReviewTaskRow.urged)
_REPORT_BY: Any = col(ReviewTaskRow.report_by)
_OWES = _REPORT_BY.is_not(None)
_NAMES = (
    *("case_number", "matter", "department", "theme_code", "theme_version"),
    *("state", "due", "urged", "report_by"),
)
_SHOWN = tuple(ReviewTaskRow.__table__.c[name] for name in _NAMES)  # type: ignore[attr-defined]


class SupervisedTasks:
    """What supervisors see of tasks. The caller owns the transaction."""

    _session: Session
    _hall: str

    def supervised(
        self,
        wanted: SupervisionFilter,
        day: TaskDay,
        *,
        after: TaskPlace | None = None,
        limit: int,
    ) -> tuple[SupervisedTask, ...]:
        """Return matters in their order, due first, those that follow a place."""
        rows = select(*_SHOWN).where(*self._watched(wanted, day)).order_by(*ORDER)
        if after is not None:
            rows = rows.where(follows(after))
        return tuple(sound_rows(self._session, ReviewTaskRow, rows, _task, limit=limit))

    def count_supervised(self, wanted: SupervisionFilter, day: TaskDay) -> int:
        """Return how many matters are wanted."""
        counted = select(func.count()).where(*self._watched(wanted, day))
        return int(self._session.execute(counted).scalar_one())

    def supervision_counts(self, day: TaskDay) -> tuple[SupervisionCounts, ...]:
        """Return the numbers of each department that has something late or owed."""
        department = col(ReviewTaskRow.department)
        is_late = and_(_IS_OPEN, day.today > _DUE)
        numbers = (
            is_late,
            and_(_IS_OPEN, day.today <= _DUE, day.soon >= _DUE),
            and_(is_late, _URGED == SupervisionAction.ESCALATED),
            _OWES,
            day.today > _REPORT_BY,
        )
        rows = (
            select(department, *(func.count().filter(shown) for shown in numbers))
            .where(*self._watched(SupervisionFilter(), day))
            .group_by(department)
            .order_by(department)
        )
        found = self._session.execute(rows).all()
        return tuple(SupervisionCounts(row[0], *map(int, row[1:])) for row in found)

    def board(self, today: date, begun: datetime) -> tuple[BoardRow, ...]:
        """Return the numbers of a day that began at a moment, by department and theme."""
        is_new = col(ReviewTaskRow.received_at) >= begun
        is_decided = col(ReviewTaskRow.decided_on) == today
        is_granted = and_(is_decided, _STATE.in_((MatterState.GRANTED, MatterState.DELIVERED)))
        numbers = (
            is_new,
            and_(_IS_OPEN, _STATE != MatterState.GRANTED),
            is_granted,
            and_(_IS_OPEN, today > _DUE),
        )
        groups = col(ReviewTaskRow.department), col(ReviewTaskRow.theme_code)
        rows = (
            select(*groups, *(func.count().filter(shown) for shown in numbers))
            .where(col(ReviewTaskRow.hall) == self._hall, or_(_IS_OPEN, is_decided, is_new))
            .group_by(*groups)
        )
        found = self._session.execute(rows).all()
        return tuple(BoardRow(row[0], row[1], *map(int, row[2:])) for row in found)

    def to_be_urged(
        self, day: TaskDay, *, after: TaskPlace | None = None, limit: int
    ) -> tuple[TaskPlace, ...]:
        """Return tasks of which the clock has not yet said that they are late, or nearly so."""
        reminded, escalated = col(ReviewTaskRow.reminded_for), col(ReviewTaskRow.escalated_for)
        is_unsaid = or_(
            and_(day.today > _DUE, escalated.is_distinct_from(_DUE)),
            and_(
                day.today <= _DUE,
                reminded.is_distinct_from(_DUE),
                escalated.is_distinct_from(_DUE),
            ),
        )
        ours = col(ReviewTaskRow.hall) == self._hall
        rows = select(*ORDER).where(ours, _IS_OPEN, day.soon >= _DUE, is_unsaid).order_by(*ORDER)
        if after is not None:
            rows = rows.where(follows(after))
        return tuple(sound_rows(self._session, ReviewTaskRow, rows, _place, limit=limit))

    def _watched(self, wanted: SupervisionFilter, day: TaskDay) -> Iterator[Any]:
        yield col(ReviewTaskRow.hall) == self._hall
        yield or_(and_(_IS_OPEN, day.soon >= _DUE), _OWES)
        if wanted.department:
            yield col(ReviewTaskRow.department) == wanted.department
        if wanted.light:
            yield and_(_IS_OPEN, lights_on(day)[wanted.light])
        if wanted.urged:
            yield wanted.urged == _URGED


def urged_by(written: str) -> SupervisionAction | None:
    """Return the last step of supervising as it is kept.

    Raises:
        ValueError: If it is none.
    """
    return SupervisionAction(written) if written else None


def _task(row: Any) -> SupervisedTask:
    parts = dict(row._mapping)
    due = None if parts["due"] == NO_DUE else parts["due"]
    read = {"state": MatterState(parts["state"]), "urged": urged_by(parts["urged"]), "due": due}
    return SupervisedTask(**{**parts, **read})


def _place(row: Any) -> TaskPlace:
    return TaskPlace(*row)
