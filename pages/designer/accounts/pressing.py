"""What a press on the page of accounts came to, and what is said of it."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import streamlit as st

from core.errors import ServiceError
from pages.designer.workspace import Workspace
from pages.shared.feedback import tell, words_of


@dataclass
class AccountsView:
    """What came of the last press; each one done gives the forms new, empty entries."""

    said: str = ""
    password: str = ""
    trouble: ServiceError | None = None
    done: int = 0


def press(view: AccountsView, act: Callable[[], str], said: str) -> None:
    """Do it, and say at the top what came of it. ``act`` returns a password to show, or nothing."""
    view.said, view.password, view.trouble = "", "", None
    try:
        view.password = act()
        view.said, view.done = said, view.done + 1
    except ServiceError as error:
        view.trouble = error
    st.rerun()


def tell_what_came(view: AccountsView, workspace: Workspace) -> None:
    """Say what came of the last press, once: a generated password is on no later page."""
    said, password, trouble = view.said, view.password, view.trouble
    view.said, view.password, view.trouble = "", "", None
    if trouble is not None:
        tell(words_of(trouble, workspace.locale))
    elif said:
        st.html(f'<p role="status">{escape(said)}</p>')
    if password:
        st.html(f"<p>{escape(workspace.say('accounts.generated'))}</p>")
        st.code(password, language=None, width="content")
        st.html(f"<p>{escape(workspace.say('accounts.generated.change'))}</p>")
