"""Start a theme by its name."""

from collections.abc import Mapping

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from core.catalogue.models import Department
from core.services.designers import DesigningUseCases
from core.services.designers.edit_theme import OpenTheme
from pages.designer.choosing import PARAMETER
from pages.designer.workspace import Workspace
from pages.shared.feedback import errors_shown, tell
from pages.shared.styling import plain

ASKING = "new"
"""The name of the dialog."""
AUDIENCES = {"企业": "business", "个人": "person"}
"""As themes write it, and the key of how it is told."""


def ask_for_theme(designing: DesigningUseCases, workspace: Workspace, board: StreamlitPage) -> None:
    """Ask in a dialog for what a theme begins with, and open it on the board."""

    @st.dialog(workspace.say("new.title"), on_dismiss=workspace.ask)
    def ask() -> None:
        departments: Mapping[str, Department] = {}
        names: dict[str, str] = {}
        with errors_shown(workspace.locale):
            names = {
                theme.code: theme.name for theme in designing.listing.themes(workspace.session)
            }
            departments = designing.reading.catalogue(workspace.session).departments
        with st.form("new_theme", border=False):
            name = st.text_input(workspace.say("new.name"), key="new_name", max_chars=100)
            lead = st.selectbox(
                workspace.say("new.lead"),
                list(departments),
                index=None,
                key="new_lead",
                placeholder=workspace.say("new.lead_hint"),
                format_func=lambda code: plain(departments[code].name),
            )
            template = st.selectbox(
                workspace.say("new.template"),
                list(names),
                index=None,
                key="new_template",
                placeholder=workspace.say("new.template_none"),
                format_func=lambda code: plain(f"{code}  {names[code]}"),
            )
            audience = st.radio(
                workspace.say("new.audience"),
                list(AUDIENCES),
                horizontal=True,
                key="new_audience",
                format_func=lambda kind: workspace.say(f"new.audience_{AUDIENCES[kind]}"),
            )
            notice = st.container()
            pressed = st.form_submit_button(
                workspace.say("new.create"), type="primary", key="new_create", width="stretch"
            )
        if pressed and not (name or "").strip():
            with notice:
                tell(workspace.say("new.name_missing"))
        elif pressed:
            with notice, errors_shown(workspace.locale):
                draft = designing.drafting.create(
                    workspace.session,
                    name=name or "",
                    lead_department=lead,
                    audience_kind=audience,
                    template=template or "",
                )
                workspace.ask()
                workspace.lay_out(OpenTheme(draft))
                st.switch_page(board, query_params={PARAMETER: draft.code})

    ask()
