"""Find tasks: in SQL by what anybody may see and by the marks of names, then by the names."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, or_, tuple_
from sqlmodel import col

from core.cases.review_actions import ReviewAction
from core.review.states import FINAL, WITHOUT_RESULT, MatterState
from core.review.tasks import TaskDay, TaskFilter, TaskLight, TaskPlace
from db.case_search import may_have
from db.review_tables import NO_DUE, ReviewTaskRow
from db.tables import CaseEventRow
from db.vault import Vault

_DUE: Any = col(ReviewTaskRow.due)
_STATE = col(ReviewTaskRow.state)
ORDER = (_DUE, col(ReviewTaskRow.case_number), col(ReviewTaskRow.matter))
_OPEN = frozenset(MatterState) - FINAL
_HAS_VISIT = exists().where(
    col(CaseEventRow.hall) == col(ReviewTaskRow.hall),
    col(CaseEventRow.case_number) == col(ReviewTaskRow.case_number),
    col(CaseEventRow.action).in_((ReviewAction.INSPECTION_SET, ReviewAction.INSPECTED)),
)


def conditions_of(wanted: TaskFilter, day: TaskDay, vault: Vault) -> Iterator[ColumnElement[bool]]:
    """Yield what has to hold of a row of a task, and of its case, all of it."""
    if wanted.visited_between is None:
        yield from _of_state(wanted.states)
    if wanted.departments is not None:
        yield _among(col(ReviewTaskRow.department), wanted.departments)
    yield from _of_case(wanted)
    if wanted.lights:
        shown = lights_on(day)
        yield or_(*(shown[light] for light in wanted.lights))
    for word in wanted.words:
        yield may_have(word, vault.look_ups.marks(word.text, hall=vault.hall))


def lights_on(day: TaskDay) -> Mapping[TaskLight, ColumnElement[bool]]:
    """Return of which rows each light is shown on a day."""
    return {
        TaskLight.OVERDUE: day.today > _DUE,
        TaskLight.TODAY: day.today == _DUE,
        TaskLight.SOON: and_(day.today < _DUE, day.soon >= _DUE),
        TaskLight.LATER: and_(day.soon < _DUE, _DUE < NO_DUE),
        TaskLight.PAUSED: _STATE == MatterState.PAUSED,
        TaskLight.WAITING: _STATE == MatterState.WAITING,
        TaskLight.APPLICANT: _STATE == MatterState.CORRECTING,
    }


def follows(place: TaskPlace, *, first: Any = _DUE) -> ColumnElement[bool]:
    """Say which rows come after a place in the order of the list."""
    return tuple_(first, *ORDER[1:]) > (place.due or NO_DUE, place.case_number, place.matter)


def _of_state(states: tuple[MatterState, ...]) -> Iterator[ColumnElement[bool]]:
    is_open = col(ReviewTaskRow.is_open)
    if not states or _OPEN.issuperset(states):
        yield is_open.is_(True)
    elif WITHOUT_RESULT.issuperset(states):
        yield is_open.is_(False)
    if states:
        yield _among(_STATE, states)


def _of_case(wanted: TaskFilter) -> Iterator[ColumnElement[bool]]:
    said = {"matter": wanted.matters, "case_number": wanted.number, "channel": wanted.channel}
    for name, values in said.items():
        if values:
            column = ReviewTaskRow.__table__.c[name]  # type: ignore[attr-defined]
            yield _among(column, (values,) if isinstance(values, str) else values)
    if wanted.visited_between is not None:
        first, end = wanted.visited_between
        yield _HAS_VISIT.where(col(CaseEventRow.at) >= first, col(CaseEventRow.at) < end)
    elif wanted.has_visit:
        yield _HAS_VISIT


def _among(column: Any, values: Sequence[str]) -> ColumnElement[bool]:
    """Say that a column has one of some values; a single one lets an index give the order."""
    if not values:
        return false()
    return column == values[0] if len(values) == 1 else column.in_(values)  # type: ignore[no-any-return]
