"""What keeps the saved views of the work list."""

from typing import Protocol

from core.review.task_views import TaskView


class TaskViewStore(Protocol):
    """Keeps views, each under its owner and name."""

    def seen_by(self, owner: str, department: str) -> tuple[TaskView, ...]:
        """Return the own views by name, then those that others of the department share."""

    def add(self, view: TaskView) -> bool:
        """Add a view, and say whether its owner had none of that name."""

    def write(self, view: TaskView, *, name: str) -> bool:
        """Write a view that was kept under a name anew, and say whether it is there."""

    def remove(self, owner: str, name: str) -> bool:
        """Remove a view, and say whether it was there."""
