"""The designer of the staff. ``manage.py run`` serves it; a demo may ``streamlit run`` it."""

import streamlit as st

import runtime
from core.errors import ServiceError
from core.i18n import translate
from pages.designer.app import Services, out_of_order, show
from pages.shared.forgetting import SessionWatch
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
    runtime.expect_served()
    made = Services(
        designer=runtime.designer_service(),
        staff=runtime.staff_service(),
        office=runtime.office_service(),
        library=runtime.library_service(),
        help=runtime.help_calls(),
        rights=runtime.person_rights(),
        access=runtime.access_log(),
    )
    runtime.count_use_cases(
        designer=made.designer,
        staff=made.staff,
        office=made.office,
        library=made.library,
        access=made.access,
    )
    runtime.keep_watch(SessionWatch(runtime.cut_off_seconds()).look)
    runtime.freeze_startup_objects()
    return made


try:
    ready = services()
except ServiceError as error:
    out_of_order(error)
else:
    show(ready, cookie=runtime.login_cookie())
