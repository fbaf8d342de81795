"""The designer of policy staff. Run with ``streamlit run designer_app.py``."""

import streamlit as st

import runtime
from core.i18n import translate
from pages.designer.app import Services, show
from pages.shared.styling import ICON

st.set_page_config(
    page_title=translate("designer.title"),
    page_icon=ICON,
    layout="wide",
    initial_sidebar_state="expanded",
)


@st.cache_resource(show_spinner=translate("app.preparing"))
def services() -> Services:
    """Return the services of this process."""
    made = Services(
        designer=runtime.designer_service(),
        staff=runtime.staff_service(),
        office=runtime.office_service(),
        library=runtime.library_service(),
        help=runtime.help_calls(),
    )
    runtime.settle_memory()
    return made


show(services(), cookie_key=runtime.cookie_key())
