"""The designer put together: its pages, and the gate in front of all of them."""

import logging
from collections.abc import Callable
from typing import Protocol

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from core.errors import ServiceError
from core.i18n import DEFAULT_LOCALE
from core.services.staff_use_cases import StaffUseCases
from core.staff.models import StaffMember
from core.staff.permissions import may
from core.staff.use_cases import UseCase
from pages.designer.calls import watch_calls
from pages.designer.directory import PageGroups, may_see, page_groups
from pages.designer.frame import draw_sidebar, head, style_workspace
from pages.designer.leaving import watch_session
from pages.designer.login import ask_who_is_there
from pages.designer.session_gate import SessionCookie, StaffSessionGate
from pages.designer.speaking import keep_language
from pages.designer.training import playing
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.feedback import tell, words_of

_log = logging.getLogger(__name__)

_FOR_EVERYBODY = "account"


def out_of_order(error: ServiceError) -> None:
    """Say that the designer cannot begin, and why; whoever runs it finds it in the log as well."""
    _log.error("The designer cannot begin: %s", error)
    tell(words_of(error, DEFAULT_LOCALE))


WayIn = Callable[[StaffSessionGate, Workspace], StaffMember | None]


class Stage(Protocol):
    """What leads from page to page in a presentation."""

    def lead(self, pages: PageGroups, current: StreamlitPage) -> None:
        """Turn to the page of the stop."""

    def draw_bar(self) -> None:
        """Draw the bar of the presenter."""


def show(
    use_cases: StaffUseCases,
    *,
    cookie: SessionCookie | None,
    way_in: WayIn = ask_who_is_there,
    stage: Stage | None = None,
) -> None:
    """Show the page of the address to whoever is logged in, and the way in to all others.

    The address of a class leads to its quiz, for which nobody has to be anybody. Without a
    ``cookie``, as when Streamlit serves alone, a login ends with its page. ``way_in`` draws the
    way in and returns who has come through it. ``stage`` leads from page to page where something
    is presented.
    """
    gate = StaffSessionGate(use_cases.staff.entering, cookie)
    person = gate.recognise()
    workspace = current_workspace()
    keep_language(workspace)
    groups = page_groups(use_cases, workspace)
    page = st.navigation([entry for group in groups.values() for entry in group], position="hidden")
    style_workspace(workspace)
    if playing.is_asked_for():
        playing.page(use_cases.seats, workspace)
        return
    workspace.person = person or way_in(gate, workspace)
    workspace.session = gate.session
    gate.hand_over()
    if workspace.person is None:
        return
    _go_on_stage(stage, groups, page)
    open_to_me = {
        group: [entry for entry in pages if may_see(entry, workspace)]
        for group, pages in groups.items()
    }
    draw_sidebar(open_to_me, page, workspace, gate.log_out)
    if not gate.lasts:
        st.sidebar.caption(workspace.say("login.until_reload"))
    with st.container(key="workspace"):
        watch_session(use_cases.staff.entering, workspace)
        if may(workspace.person, UseCase.LIST_CALLS):
            watch_calls(use_cases.calls, workspace)
        if may_see(page, workspace):
            page.run()
        else:
            _lead_to_own_page(open_to_me, workspace)


def _go_on_stage(stage: Stage | None, groups: PageGroups, page: StreamlitPage) -> None:
    if stage is not None:
        stage.lead(groups, page)
        stage.draw_bar()


def _lead_to_own_page(groups: PageGroups, workspace: Workspace) -> None:
    """Turn to the first page of somebody's own; without any there is nothing to show yet."""
    own = [page for pages in groups.values() for page in pages if page.url_path != _FOR_EVERYBODY]
    if own:
        st.switch_page(own[0])
    _tell_nothing_yet(workspace)


def _tell_nothing_yet(workspace: Workspace) -> None:
    with head(workspace.say("nothing_yet.title"), below=workspace.say("nothing_yet.why")):
        pass
