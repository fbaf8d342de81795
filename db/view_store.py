"""Saved views of the work list, in the database."""

import json
from typing import Any

from sqlalchemy import and_, delete, or_, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from core.review.task_views import FILTERS, TaskView
from db.inserting import insert_into
from db.review_tables import TaskViewRow
from db.sound_rows import sound_rows


class SqlTaskViewStore:
    """Implements :class:`core.ports.TaskViewStore`. The caller owns the transaction."""

    def __init__(self, session: Session, *, hall: str) -> None:
        self._session = session
        self._hall = hall

    def seen_by(self, owner: str, department: str) -> tuple[TaskView, ...]:
        """Return the own views by name, then those that others of the department share."""
        shared = and_(
            col(TaskViewRow.is_shared),
            col(TaskViewRow.department) == department,
            col(TaskViewRow.department) != "",
        )
        rows = (
            select(TaskViewRow)
            .where(
                col(TaskViewRow.hall) == self._hall, or_(col(TaskViewRow.owner) == owner, shared)
            )
            .order_by(
                col(TaskViewRow.owner) != owner, col(TaskViewRow.name), col(TaskViewRow.owner)
            )
        )
        return tuple(sound_rows(self._session, TaskViewRow, rows, task_view_of))

    def add(self, view: TaskView) -> bool:
        """Add a view, and say whether its owner had none of that name."""
        new = insert_into(self._session, TaskViewRow).values(hall=self._hall, **_row(view))
        added = new.on_conflict_do_nothing().returning(col(TaskViewRow.name))
        return self._session.execute(added).scalar_one_or_none() is not None

    def write(self, view: TaskView, *, name: str) -> bool:
        """Write a view that was kept under a name anew, and say whether it is there."""
        changed = update(TaskViewRow).where(*self._same(view.owner, name)).values(**_row(view))
        try:
            with self._session.begin_nested():
                found = self._session.execute(changed.returning(col(TaskViewRow.name)))
                return found.scalar_one_or_none() is not None
        except IntegrityError:  # another of that name
            return False

    def remove(self, owner: str, name: str) -> bool:
        """Remove a view, and say whether it was there."""
        gone = delete(TaskViewRow).where(*self._same(owner, name))
        found = self._session.execute(gone.returning(col(TaskViewRow.name)))
        return found.scalar_one_or_none() is not None

    def _same(self, owner: str, name: str) -> tuple[Any, ...]:
        return (
            col(TaskViewRow.hall) == self._hall,
            col(TaskViewRow.owner) == owner,
            col(TaskViewRow.name) == name,
        )


def task_view_of(row: TaskViewRow) -> TaskView:
    """Return the view that a row keeps.

    Raises:
        ValueError: If its filters make no sense.
    """
    filters = json.loads(row.filters)
    if not isinstance(filters, dict) or not filters.keys() <= set(FILTERS):
        raise ValueError(row.filters)
    kept = {str(name): str(value) for name, value in filters.items()}
    return TaskView(row.owner, row.name, row.department, row.is_shared, kept, row.saved_at)


def _row(view: TaskView) -> dict[str, Any]:
    return {
        "owner": view.owner,
        "name": view.name,
        "department": view.department,
        "is_shared": view.is_shared,
        "filters": json.dumps(dict(view.filters), sort_keys=True, ensure_ascii=False),
        "saved_at": view.saved_at,
    }
