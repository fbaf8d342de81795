"""What departments ask of applicants before they accept, and what they have to do."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from core.review.hall_board import BoardRow
from core.review.models import Correction
from core.review.supervising import SupervisedTask, SupervisionCounts, SupervisionFilter
from core.review.tasks import (
    ReviewRun,
    ReviewTask,
    TaskDay,
    TaskFilter,
    TaskLight,
    TaskLine,
    TaskPlace,
)


class CorrectionStore(Protocol):
    """Keeps correction notices: words about a person, so apart from the history."""

    def of(self, case_number: str, *, to_change: bool = False) -> tuple[Correction, ...]:
        """Return what was asked for in a case, in that order.

        With ``to_change`` nobody else changes the case until the transaction ends.
        """

    def add(self, case_number: str, correction: Correction) -> None:
        """Insert one item of a notice."""

    def answer(self, case_number: str, correction: Correction, answer: str, at: datetime) -> None:
        """Write down what came of an item."""


class SupervisedTaskStore(Protocol):
    """Finds among what offices have to do what is late, nearly so, or owes a report."""

    def supervised(
        self,
        wanted: SupervisionFilter,
        day: TaskDay,
        *,
        after: TaskPlace | None = None,
        limit: int,
    ) -> tuple[SupervisedTask, ...]:
        """Return matters in their order, due first, those that follow a place."""

    def count_supervised(self, wanted: SupervisionFilter, day: TaskDay) -> int:
        """Return how many matters are wanted."""

    def supervision_counts(self, day: TaskDay) -> tuple[SupervisionCounts, ...]:
        """Return the numbers of each department that has something late or owed."""

    def board(self, today: date, begun: datetime) -> tuple[BoardRow, ...]:
        """Return the numbers of a day that began at a moment, by department and theme."""

    def to_be_urged(
        self, day: TaskDay, *, after: TaskPlace | None = None, limit: int
    ) -> tuple[TaskPlace, ...]:
        """Return tasks of which the clock has not yet said that they are late, or nearly so."""


class ReviewTaskStore(SupervisedTaskStore, Protocol):
    """Keeps what offices have to do, one row a matter of a case: computed from the histories."""

    def found(
        self, wanted: TaskFilter, day: TaskDay, *, after: TaskPlace | None = None, limit: int
    ) -> tuple[TaskLine, ...]:
        """Return tasks in their order, due first, those that follow a place."""

    def count(self, wanted: TaskFilter, day: TaskDay) -> int:
        """Return how many tasks are wanted."""

    def lights(self, wanted: TaskFilter, day: TaskDay) -> Mapping[TaskLight, int]:
        """Return how many tasks there are of each light; every light is named."""

    def of(self, case_number: str) -> tuple[ReviewTask, ...]:
        """Return the tasks of a case, by matter."""

    def write(self, tasks: Sequence[ReviewTask], *, rules: str) -> None:
        """Write the tasks of cases in place of what stood there; ``rules`` tell how computed."""

    def remove(self, case_numbers: Iterable[str]) -> None:
        """Remove the tasks of cases."""

    def silent(
        self, before: date, *, after: TaskPlace | None = None, limit: int
    ) -> tuple[TaskPlace, ...]:
        """Return tasks in which silence accepts and the last day to speak is before a day.

        ``due`` of a place is that last day; they come in its order.
        """

    def waking(
        self, today: date, *, after: TaskPlace | None = None, limit: int
    ) -> tuple[TaskPlace, ...]:
        """Return tasks to which something is owed whose clock wakes on a day or before it.

        ``due`` of a place is that day; they come in its order.
        """

    def note_run(self, run: ReviewRun) -> None:
        """Write down a round of the worker of legal clocks in place of the one before."""

    def outdated(self, rules: str, *, after: str = "", limit: int) -> tuple[str, ...]:
        """Return cases, by number, without tasks, or with open ones computed by other rules."""
