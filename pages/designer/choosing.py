"""Open a theme in the workspace: the one that the address names, or one from a list."""

import streamlit as st

from core.services.designers import DesigningUseCases
from core.services.designers.edit_theme import OpenTheme, open_draft
from pages.designer.frame import head
from pages.designer.wording import shown
from pages.designer.workspace import Workspace
from pages.shared.feedback import errors_shown
from pages.shared.styling import plain

PARAMETER = "theme"
"""The name under which the address of the board names its theme."""


def opened_or_chosen(
    designing: DesigningUseCases, workspace: Workspace, page: str
) -> OpenTheme | None:
    """Return the theme to work on; without one, let one be chosen on the page of that name."""
    with errors_shown(workspace.locale):
        opened = open_theme(designing, workspace)
        if opened is not None:
            return opened
    with errors_shown(workspace.locale):
        choose_theme(designing, workspace, page)
    return None


def open_theme(designing: DesigningUseCases, workspace: Workspace) -> OpenTheme | None:
    """Return the theme to work on, if one is named.

    Raises:
        UnknownThemeError: If the address names one that is not there.
    """
    code = st.query_params.get(PARAMETER) or workspace.code
    if not code:
        return None
    if workspace.theme is None or workspace.code != code:
        workspace.clear()
        workspace.lay_out(open_draft(designing, workspace.session, code))
    if st.query_params.get(PARAMETER) != code:
        st.query_params[PARAMETER] = code
    return workspace.theme


def take_from_list(designing: DesigningUseCases, workspace: Workspace, code: str) -> None:
    """Open a theme as it was saved last; a situation that was looked at stays."""
    newest = open_draft(designing, workspace.session, code)
    if workspace.theme != newest:
        workspace.lay_out(newest)


def choose_theme(designing: DesigningUseCases, workspace: Workspace, page: str) -> None:
    """Let a theme be chosen; ``page`` is what the menu calls the page."""
    with head(workspace.say(f"nav.{page}")):
        pass
    names = {theme.code: theme.name for theme in designing.listing.themes(workspace.session)}
    st.html(f'<p class="muted">{workspace.say("board.choose_first")}</p>')
    with st.container(key="choose", horizontal=True, vertical_alignment="bottom"):
        code = st.selectbox(
            workspace.say("board.choose"),
            list(names),
            index=None,
            format_func=lambda code: plain(f"{code}  {shown(names[code])}"),
            placeholder=workspace.say("board.choose_hint"),
            key="choose_code",
            width=420,
        )
    if code:
        st.query_params[PARAMETER] = code
        take_from_list(designing, workspace, code)
        st.rerun()
