"""The designer of the staff. ``manage.py run`` serves it; a demo may ``streamlit run`` it."""

import streamlit as st

import runtime
from core.errors import ServiceError
from core.i18n import translate
from core.services.staff_use_cases import StaffUseCases
from pages.designer.app import out_of_order, show
from pages.designer.desks import show_room
from pages.shared.forgetting import SessionWatch
from pages.shared.rooms import room_asked
from pages.shared.styling import ICON

st.set_page_config(
    page_title=translate("designer.title"),
    page_icon=ICON,
    layout="wide",
    initial_sidebar_state="auto",
)


@st.cache_resource(show_spinner=translate("app.preparing"))
def use_cases() -> StaffUseCases:
    """Return the use cases of this process."""
    runtime.expect_served()
    offered = runtime.staff_use_cases()
    runtime.count_use_cases(**offered.by_name())
    runtime.keep_watch(SessionWatch(runtime.cut_off_seconds()).look)
    runtime.freeze_startup_objects()
    return offered


try:
    ready = use_cases()
except ServiceError as error:
    out_of_order(error)
else:
    room = room_asked()
    if room:
        show_room(room, runtime.enter_room)
    else:
        show(ready, cookie=runtime.login_cookie())
