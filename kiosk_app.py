"""The citizens' kiosk. Run with ``streamlit run kiosk_app.py``."""

from functools import partial

import streamlit as st

import runtime
from core.errors import ServiceError
from core.i18n import translate
from core.services.kiosk import KioskService
from pages.kiosk import journey, phone
from pages.kiosk.telling import out_of_order
from pages.shared.styling import ICON

st.set_page_config(
    page_title=translate("kiosk.frame.name"),
    page_icon=ICON,
    layout="wide",
    initial_sidebar_state="collapsed",
)


@st.cache_resource(show_spinner=translate("app.preparing"))
def kiosk_service() -> KioskService:
    """Return the one service of this process, with every theme worked out."""
    service = runtime.kiosk_service()
    service.warm_up()
    runtime.keep_sweeping()
    runtime.settle_memory()
    return service


try:
    kiosk_service()
except ServiceError as error:  # whoever runs it finds in the log why
    out_of_order(error)
    st.stop()
kiosk = st.Page(
    partial(
        journey.page,
        kiosk_service(),
        idle_seconds=runtime.idle_seconds(),
        address=runtime.public_address(),
    ),
    title=translate("kiosk.frame.name"),
    url_path="kiosk",
    default=True,
)
on_phone = st.Page(
    partial(phone.page, kiosk_service()), title=translate("kiosk.frame.name"), url_path="phone"
)
st.navigation([kiosk, on_phone], position="hidden").run()
