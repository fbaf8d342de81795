"""Tell why a change of the open theme was not taken."""

import streamlit as st

from core.errors import ConflictingChangesError
from core.i18n import translate
from core.services.designers import DesigningUseCases
from core.services.designers.edit_theme import open_draft
from core.services.staff.keep_accounts import KeepAccounts
from pages.designer.merging import ask_which_to_keep, tell_news
from pages.designer.wording import who
from pages.designer.workspace import Workspace
from pages.shared.feedback import tell


def tell_trouble(
    designing: DesigningUseCases, accounts: KeepAccounts, workspace: Workspace
) -> None:
    """Say what others changed, and why the last change of the open theme was not taken."""
    tell_news(designing, accounts, workspace)
    trouble = workspace.trouble
    if trouble is None:
        return
    params = dict(trouble.params)
    if workspace.is_stale:
        params["saved_by"] = who(params["saved_by"], accounts.names(workspace.session), workspace)
    with st.container(key="trouble"):
        tell(translate(trouble.message_key, workspace.locale, **params))
        if isinstance(trouble, ConflictingChangesError):
            ask_which_to_keep(designing, accounts, workspace, trouble)
        if workspace.is_stale:
            st.button(
                workspace.say("board.load_newest"),
                icon=":material/refresh:",
                key="load_newest",
                on_click=load_newest,
                args=(designing, workspace),
            )


def load_newest(designing: DesigningUseCases, workspace: Workspace) -> None:
    """Lay out the theme as it was saved last."""
    with workspace.refusing():
        workspace.lay_out(open_draft(designing, workspace.session, workspace.code))
