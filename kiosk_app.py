"""The citizens' kiosk. ``manage.py run`` serves it; a demo may ``streamlit run kiosk_app.py``."""

import streamlit as st

import runtime
from core.errors import ServiceError
from core.i18n import translate
from core.services.citizens import CitizenUseCases
from pages.kiosk.app import show
from pages.kiosk.room import show_room
from pages.kiosk.telling import out_of_order
from pages.kiosk.visiting import watch_sessions
from pages.shared.rooms import room_asked
from pages.shared.styling import ICON

st.set_page_config(
    page_title=translate("kiosk.frame.name"),
    page_icon=ICON,
    layout="wide",
    initial_sidebar_state="collapsed",
)


@st.cache_resource(show_spinner=translate("app.preparing"))
def citizen_use_cases() -> CitizenUseCases:
    """Return the one service of this process, with every theme worked out."""
    runtime.expect_served()
    service = runtime.citizen_use_cases()
    service.consulting.warm_up()
    runtime.count_use_cases(kiosk=service)
    runtime.keep_sweeping()
    runtime.keep_watch(watch_sessions(service, runtime.cut_off_seconds()).look)
    runtime.freeze_startup_objects()
    return service


try:
    citizen_use_cases()
except ServiceError as error:  # whoever runs it finds in the log why
    out_of_order(error)
    st.stop()
seconds, address = runtime.idle_seconds(), runtime.public_address()
room = room_asked()
if room:
    show_room(room, runtime.enter_room, idle_seconds=seconds, address=address)
else:
    show(citizen_use_cases(), idle_seconds=seconds, address=address)
