"""Tell why a change of the open theme was not taken."""

import streamlit as st

from core.i18n import translate
from core.services.designers import DesigningUseCases
from core.services.designers.edit_theme import OpenTheme
from core.services.staff.keep_accounts import KeepAccounts
from pages.designer.desk import Desk
from pages.designer.wording import who
from pages.shared.feedback import tell


def tell_trouble(designing: DesigningUseCases, accounts: KeepAccounts, here: Desk) -> None:
    """Say why the last change of the open theme was not taken, and offer the newest state."""
    trouble = here.trouble
    if trouble is None:
        return
    params = dict(trouble.params)
    if here.is_stale:
        params["saved_by"] = who(params["saved_by"], accounts.names(here.session), here)
    with st.container(key="trouble"):
        tell(translate(trouble.message_key, here.locale, **params))
        if here.is_stale:
            st.button(
                here.say("board.load_newest"), icon=":material/refresh:", key="load_newest",
                on_click=load_newest, args=(designing, here),
            )  # fmt: skip


def load_newest(designing: DesigningUseCases, here: Desk) -> None:
    """Lay out the theme as it was saved last."""
    with here.refusing():
        here.lay_out(OpenTheme(designing.drafting.open(here.session, here.code)))
