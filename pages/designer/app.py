"""The designer put together: its pages, and the door in front of all of them."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from core.services.designer import DesignerService
from core.services.staff import StaffService
from core.staff.models import Role
from pages.designer import account, board, work
from pages.designer.desk import Desk, desk
from pages.designer.door import Door
from pages.designer.frame import draw_sidebar, dress_desk, head
from pages.designer.login import ask_who_is_there

_FOR_EVERYBODY = "account"

Rooms = Mapping[str, Sequence[StreamlitPage]]


def show(service: DesignerService, staff: StaffService, *, cookie_key: str) -> None:
    """Show the page of the address to whoever is logged in, and the way in to all others."""
    door = Door(staff, cookie_key)
    person = door.recognise()
    here = desk()
    rooms = _rooms(service, staff, here)
    page = st.navigation([one for group in rooms.values() for one in group], position="hidden")
    dress_desk(here)
    here.person = person or ask_who_is_there(door, here)
    if here.person is None:
        return
    draw_sidebar(rooms, page, here, door.log_out)
    with st.container(key="desk"):
        if here.person.may_act_as(Role.POLICY) or page.url_path == _FOR_EVERYBODY:
            page.run()
        else:
            _tell_nothing_yet(here)


def _rooms(service: DesignerService, staff: StaffService, here: Desk) -> Rooms:
    at_board = st.Page(
        partial(board.page, service, staff),
        title=here.say("nav.board"), icon=":material/view_kanban:", url_path="board",
    )  # fmt: skip
    at_work = st.Page(
        partial(work.page, service, staff, at_board),
        title=here.say("nav.work"), icon=":material/inbox:", url_path="work", default=True,
    )  # fmt: skip
    at_account = st.Page(
        partial(account.page, staff),
        title=here.say("nav.account"), icon=":material/lock:", url_path=_FOR_EVERYBODY,
    )  # fmt: skip
    return {"mine": [at_work, at_account], "design": [at_board]}


def _tell_nothing_yet(here: Desk) -> None:
    with head(here.say("nothing_yet.title"), below=here.say("nothing_yet.why")):
        pass
