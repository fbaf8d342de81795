"""Who has an account: the list, the way to a new one, and one account to look after."""

from html import escape

import streamlit as st

from core.services.designers.export_handouts import ExportHandouts
from core.services.staff import AccountList, AccountUseCases
from pages.designer.accounts.creating import ask_for_account
from pages.designer.accounts.keeping import look_after
from pages.designer.accounts.listing import accounts_table
from pages.designer.accounts.past import draw_past
from pages.designer.accounts.pressing import AccountsView, tell_what_came
from pages.designer.frame import head
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.feedback import errors_shown, tell
from pages.shared.state import remembered

PARAMETER = "account"


def page(staff: AccountUseCases, exporting: ExportHandouts | None = None) -> None:
    """Show every account; make one, or look after the one of the address."""
    workspace = current_workspace()
    with errors_shown(workspace.locale):
        view = remembered(AccountsView)
        with head(workspace.say("nav.accounts"), below=workspace.say("accounts.below")):
            pass
        found = staff.overseeing.listed(workspace.session)
        tell_what_came(view, workspace)
        ask_for_account(staff.accounts, found.departments, view, workspace)
        active = sum(account.active for account in found.accounts)
        number = workspace.say("accounts.number", n=len(found.accounts), active=active)
        st.html(f"<p>{escape(number)}</p>")
        st.html(accounts_table(found, workspace))
        username = _choose(found, workspace)
        for account in found.accounts:
            if account.member.username == username:
                look_after(staff, account, found.departments, view)
        draw_past(staff.overseeing, exporting, found, workspace)


def _choose(found: AccountList, workspace: Workspace) -> str:
    """Let somebody choose an account; the address keeps it."""
    names = {account.member.username: account.member.display_name for account in found.accounts}
    asked = st.query_params.get(PARAMETER, "")
    if asked and asked not in names:
        tell(workspace.say("accounts.gone", username=asked[:80]))
    chosen = st.selectbox(
        workspace.say("accounts.open"),
        list(names),
        index=list(names).index(asked) if asked in names else None,
        placeholder=workspace.say("accounts.choose"),
        format_func=lambda name: f"{names.get(name, '')} {name}",
        key="accounts_chosen",
        width=420,
    )
    if chosen:
        st.query_params[PARAMETER] = chosen
    return chosen or ""
