"""Start a theme by its name."""

from collections.abc import Mapping

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from core.catalogue.models import Department
from core.services.designers import DesigningUseCases
from core.services.designers.edit_theme import OpenTheme
from pages.designer.choosing import PARAMETER
from pages.designer.desk import Desk
from pages.shared.feedback import errors_told, tell
from pages.shared.styling import plain

ASKING = "new"
"""The name of the dialog."""
_AUDIENCES = {"企业": "business", "个人": "person"}
"""As themes write it, and the key of how it is told."""


def ask_for_theme(designing: DesigningUseCases, here: Desk, board: StreamlitPage) -> None:
    """Ask in a dialog for what a theme begins with, and open it on the board."""

    @st.dialog(here.say("new.title"), on_dismiss=here.ask)
    def ask() -> None:
        departments: Mapping[str, Department] = {}
        with errors_told(here.locale):
            departments = designing.reading.catalogue(here.session).departments
        with st.form("new_theme", border=False):
            name = st.text_input(here.say("new.name"), key="new_name", max_chars=100)
            lead = st.selectbox(
                here.say("new.lead"), list(departments), index=None, key="new_lead",
                placeholder=here.say("new.lead_hint"),
                format_func=lambda code: plain(departments[code].name),
            )  # fmt: skip
            audience = st.radio(
                here.say("new.audience"), list(_AUDIENCES), horizontal=True, key="new_audience",
                format_func=lambda kind: here.say(f"new.audience_{_AUDIENCES[kind]}"),
            )  # fmt: skip
            told = st.container()
            pressed = st.form_submit_button(
                here.say("new.create"), type="primary", key="new_create", width="stretch"
            )
        if pressed and not (name or "").strip():
            with told:
                tell(here.say("new.name_missing"))
        elif pressed:
            with told, errors_told(here.locale):
                draft = designing.drafting.create(
                    here.session, name=name or "", lead_department=lead, audience_kind=audience
                )
                here.ask()
                here.lay_out(OpenTheme(draft))
                st.switch_page(board, query_params={PARAMETER: draft.code})

    ask()
