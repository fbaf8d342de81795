"""Two questions that may come up on any page: do you need help, and do you want to stop?"""

import streamlit as st

from core.i18n import translate
from pages.kiosk.visit import Visit, end_visit


def ask_what_came_up(here: Visit) -> None:
    """Show the question that came up, if there is one; the page below stays as it is."""
    questions = {"help": _help, "leave": _leave}
    if here.asking in questions:
        title = translate(f"kiosk.{here.asking}.title", here.locale)
        st.dialog(title, dismissible=False)(questions[here.asking])(here)


def _help(here: Visit) -> None:
    """Say how to find somebody who helps; what was filled in stays."""
    st.write(translate("kiosk.help.how", here.locale))
    words = translate("kiosk.help.go_on", here.locale)
    if st.button(words, type="primary", key="go_on", width="stretch", on_click=here.ask):
        st.rerun()


def _leave(here: Visit) -> None:
    """Ask whether everything may be wiped."""
    st.write(translate("kiosk.leave.what", here.locale))
    stay, wipe = (translate(f"kiosk.leave.{name}", here.locale) for name in ("stay", "wipe"))
    if st.button(stay, type="primary", key="stay", width="stretch", on_click=here.ask):
        st.rerun()
    if st.button(wipe, key="wipe", width="stretch", on_click=end_visit):
        st.rerun()
