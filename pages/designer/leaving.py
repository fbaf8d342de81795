"""Close the page of whoever has been away for too long, with nobody touching it."""

import streamlit as st

from core.services.staff import StaffService
from pages.designer.desk import Desk

_EVERY_SECONDS = 30


def watch_session(staff: StaffService, here: Desk) -> None:
    """Look now and then whether the session is alive; looking does not keep it so."""
    st.fragment(run_every=_EVERY_SECONDS)(_look)(staff, here)


def _look(staff: StaffService, here: Desk) -> None:
    if not staff.is_alive(here.session):
        st.rerun()  # the door says what has become of the session
