"""Keep the filters of the work list under a name, and pick them again."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from core.characters import clean
from core.errors import (
    TooManyViewsError,
    ViewGoneError,
    ViewNameMissingError,
    ViewNameTakenError,
)
from core.ports import Stores
from core.review.states import MatterState
from core.review.task_views import LONGEST_NAME, MOST_VIEWS, TaskView
from core.review.tasks import TaskLight
from core.services.acting import StaffContext
from core.staff.models import Principal
from core.staff.permissions import Permit
from core.staff.use_cases import UseCase


@dataclass(frozen=True, slots=True)
class SeenView:
    """A view as an officer sees it; ``is_own`` says that they may change it."""

    view: TaskView
    is_own: bool


class TaskViews:
    """Keeps the views of officers: each their own, and those a department shares."""

    def __init__(self, staff: StaffContext) -> None:
        self._staff = staff

    def all(self, session: Principal) -> tuple[SeenView, ...]:
        """Return the own views, and those that others of the own department share."""
        with self._staff.as_permitted(session, UseCase.LIST_VIEWS) as (stores, permit):
            return _seen(stores, permit)

    def keep(
        self,
        session: Principal,
        name: str,
        filters: Mapping[str, str],
        *,
        is_shared: bool = False,
    ) -> None:
        """Keep filters under a new name.

        Raises:
            ViewNameMissingError: If it has no name.
            ViewNameTakenError: If there is one of that name.
            TooManyViewsError: If there are as many as one officer may keep.
        """
        with self._staff.as_permitted(session, UseCase.KEEP_VIEW) as (stores, permit):
            own = [it for it in _seen(stores, permit) if it.is_own]
            if len(own) >= MOST_VIEWS:
                raise TooManyViewsError(most=MOST_VIEWS)
            chosen = {key: value for key, value in filters.items() if value}
            view = TaskView(
                permit.username,
                _named(name),
                permit.department,
                is_shared and bool(permit.department),
                chosen,
                self._staff.clock(),
            )
            if not stores.views.add(view):
                raise ViewNameTakenError(name=view.name)

    def change(
        self, session: Principal, name: str, *, to_name: str = "", is_shared: bool | None = None
    ) -> None:
        """Give an own view another name, or share it or no more.

        Raises:
            ViewGoneError: If there is no own view of that name.
            ViewNameTakenError: If there is one of the new name.
        """
        with self._staff.as_permitted(session, UseCase.CHANGE_VIEW) as (stores, permit):
            own = {it.view.name: it.view for it in _seen(stores, permit) if it.is_own}
            view = own.get(name)
            if view is None:
                raise ViewGoneError(name=name)
            new = _named(to_name or name)
            shared = view.is_shared if is_shared is None else is_shared
            changed = replace(
                view,
                name=new,
                department=permit.department,
                is_shared=shared and bool(permit.department),
            )
            if not stores.views.write(changed, name=name):
                raise ViewNameTakenError(name=new)

    def remove(self, session: Principal, name: str) -> None:
        """Remove an own view.

        Raises:
            ViewGoneError: If there is no own view of that name.
        """
        with self._staff.as_permitted(session, UseCase.REMOVE_VIEW) as (stores, permit):
            if not stores.views.remove(permit.username, name):
                raise ViewGoneError(name=name)


def filters_that_hold(
    view: TaskView, matters: Collection[str], channels: Collection[str]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the filters of a view that still mean something, and the names of the others.

    Examples:
        >>> from datetime import datetime
        >>> filters = {"matter": "GONE", "light": "today"}
        >>> view = TaskView("lin", "今天", "WJ", False, filters, datetime(2026, 11, 30))
        >>> filters_that_hold(view, ["WJ-01"], ["kiosk"])
        ({'light': 'today'}, ('matter',))
    """
    known: dict[str, Collection[str]] = {
        "matter": matters,
        "state": frozenset(MatterState),
        "light": frozenset(TaskLight),
        "channel": channels,
    }
    holding = {key: value for key, value in view.filters.items() if value in known.get(key, ())}
    return holding, tuple(key for key in view.filters if key not in holding)


def _seen(stores: Stores, permit: Permit) -> tuple[SeenView, ...]:
    views = stores.views.seen_by(permit.username, permit.department)
    return tuple(SeenView(view, view.owner == permit.username) for view in views)


def _named(name: str) -> str:
    """Return a name in letters that can be shown.

    Raises:
        ViewNameMissingError: If nothing is left of it.
    """
    cleaned = clean(name).strip()[:LONGEST_NAME]
    if not cleaned:
        raise ViewNameMissingError
    return cleaned
