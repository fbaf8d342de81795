"""Saved views of the work list: picked by one touch, kept, renamed, shared, removed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from html import escape

import streamlit as st

from core.services.officers import OfficeUseCases
from core.services.officers.list_tasks import CHANNELS, TaskPage, TaskSearch
from core.services.officers.task_views import SeenView, filters_that_hold
from pages.designer.office import addresses
from pages.designer.office.tasks_seen import TasksSeen
from pages.designer.workspace import Workspace
from pages.shared.feedback import errors_shown
from pages.shared.state import remembered
from pages.shared.styling import icon, plain

_ADDRESSES = {
    "matter": addresses.ONLY,
    "state": addresses.STATE,
    "light": addresses.LIGHT,
    "channel": addresses.CHANNEL,
}


@dataclass
class ViewPicked:
    """What is said once of the view that was picked: its name, and the filters that are gone.

    ``turn`` gives the entries of a form that was sent new, empty ones.
    """

    name: str = ""
    missing: tuple[str, ...] = field(default=())
    turn: int = 0


def choose_view(
    office: OfficeUseCases,
    found: TaskPage,
    search: TaskSearch,
    workspace: Workspace,
) -> None:
    """Offer the saved views, and to keep the filters that are set under a name."""
    with errors_shown(workspace.locale):
        views = office.listing.views.all(workspace.session)
        now = _filters_of(search)
        if not views and not now:
            return
        _tell_missing(workspace)
        with st.container(horizontal=True, key="task_views", vertical_alignment="center"):
            for number, each in enumerate(views):
                _offer(each, number, found, now=now, workspace=workspace)
            if now and not any(dict(it.view.filters) == now for it in views if it.is_own):
                _keep(office, now, workspace)
            if own := [it for it in views if it.is_own]:
                _manage(office, own, workspace)


def _filters_of(search: TaskSearch) -> dict[str, str]:
    values = {
        "matter": search.matter,
        "state": search.state or "",
        "light": search.light or "",
        "channel": search.channel,
    }
    return {name: str(value) for name, value in values.items() if value}


def _offer(
    each: SeenView,
    number: int,
    found: TaskPage,
    *,
    now: dict[str, str],
    workspace: Workspace,
) -> None:
    view = each.view
    is_chosen = bool(now) and dict(view.filters) == now
    shared = workspace.say("views.of", owner=view.owner) if not each.is_own else None
    st.button(
        plain(view.name),
        key=f"view_{number}",
        icon=":material/group:" if view.is_shared else ":material/bookmark:",
        type="primary" if is_chosen else "secondary",
        help=shared,
        on_click=_pick,
        args=(each, found, remembered(TasksSeen)),
    )


def _pick(each: SeenView, found: TaskPage, seen: TasksSeen) -> None:
    """Set the filters of a view, and remember what of it means nothing any more."""
    holding, missing = filters_that_hold(each.view, found.matters, CHANNELS)
    seen.cleared += 1
    addresses.clear_filters()
    for name, value in holding.items():
        addresses.keep(_ADDRESSES[name], value)
    picked = remembered(ViewPicked)
    picked.name, picked.missing = each.view.name, missing


def _tell_missing(workspace: Workspace) -> None:
    picked = remembered(ViewPicked)
    missing, picked.missing = picked.missing, ()
    if missing:
        names = "、".join(workspace.say(f"views.filter.{name}") for name in missing)
        words = workspace.say("views.missing", name=picked.name, filters=names)
        st.html(f'<p class="note warn" role="status">{icon("info")} {escape(words)}</p>')


def _keep(office: OfficeUseCases, now: dict[str, str], workspace: Workspace) -> None:
    picked = remembered(ViewPicked)
    with st.popover(workspace.say("views.keep"), icon=":material/bookmark_add:"):
        name = st.text_input(
            workspace.say("views.name"),
            key=f"view_name_{picked.turn}",
            max_chars=40,
            placeholder=workspace.say("views.name_hint"),
        )
        is_shared = st.checkbox(workspace.say("views.share"), key=f"view_share_{picked.turn}")
        st.html(f'<p class="muted">{escape(workspace.say("views.means"))}</p>')
        if st.button(workspace.say("views.save"), key="view_keep", type="primary"):
            step = partial(office.listing.views.keep, workspace.session, name or "", now)
            _do(partial(step, is_shared=is_shared), workspace)


def _manage(office: OfficeUseCases, own: list[SeenView], workspace: Workspace) -> None:
    views, picked = office.listing.views, remembered(ViewPicked)
    with st.popover(workspace.say("views.manage"), icon=":material/settings:"):
        names = [it.view.name for it in own]
        turn = f"{picked.turn}"
        chosen = st.selectbox(
            workspace.say("views.which"), names, key=f"view_which_{turn}", format_func=plain
        )
        view = next((it.view for it in own if it.view.name == chosen), own[0].view)
        key = f"{turn}_{names.index(view.name)}"
        name = st.text_input(
            workspace.say("views.name"), view.name, key=f"view_rename_{key}", max_chars=40
        )
        shared = st.checkbox(workspace.say("views.share"), view.is_shared, key=f"view_open_{key}")
        with st.container(horizontal=True):
            if st.button(workspace.say("views.change"), key="view_change", type="primary"):
                step = partial(views.change, workspace.session, view.name)
                _do(partial(step, to_name=name or "", is_shared=shared), workspace)
            if st.button(workspace.say("views.remove"), key="view_remove"):
                _do(partial(views.remove, workspace.session, view.name), workspace)


def _do(step: Callable[[], None], workspace: Workspace) -> None:
    """Do something with a view; what is refused is said where it was asked for."""
    with errors_shown(workspace.locale):
        step()
        remembered(ViewPicked).turn += 1
        st.rerun()
