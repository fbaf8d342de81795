"""Close the page of whoever has been away for too long, with nobody touching it."""

import streamlit as st

from core.services.staff.log_in import LogIn
from pages.designer.workspace import Workspace

_EVERY_SECONDS = 30


def watch_session(entering: LogIn, workspace: Workspace) -> None:
    """Look now and then whether the session is alive; looking does not keep it so."""
    st.fragment(run_every=_EVERY_SECONDS)(_look)(entering, workspace)


def _look(entering: LogIn, workspace: Workspace) -> None:
    if not entering.is_alive(workspace.session):
        st.rerun()  # the gate says what has become of the session
