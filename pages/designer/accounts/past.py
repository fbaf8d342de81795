"""What was done to accounts: who, to whom, what and when, by filter, and as a file."""

from functools import partial
from html import escape

import streamlit as st

from core.i18n import translate
from core.services.designers.export_handouts import ExportHandouts
from core.services.staff import (
    AccountAction,
    AccountList,
    EventSearch,
    OverseeAccounts,
    event_cells,
)
from core.services.staff.oversee_accounts import MOST_EVENTS
from core.staff.permissions import OPERATOR_NAME
from pages.designer.accounts.listing import table
from pages.designer.workspace import Workspace
from pages.shared.handing_over import offer_file

_COLUMNS = ("at", "by", "username", "action", "before", "after")
_FORM = "xlsx"


def draw_past(
    overseeing: OverseeAccounts,
    exporting: ExportHandouts | None,
    accounts: AccountList,
    workspace: Workspace,
) -> None:
    """Show what was done to accounts, the newest first."""
    st.html(f"<h2>{escape(workspace.say('accounts.past'))}</h2>")
    asked = _search(accounts, workspace)
    events = overseeing.account_events(workspace.session, asked)
    if not events:
        words = workspace.say("accounts.past.none")
        st.html(f'<p class="empty" role="status">{escape(words)}</p>')
        return
    if len(events) == MOST_EVENTS:
        st.html(f"<p>{escape(workspace.say('accounts.past.most', n=MOST_EVENTS))}</p>")
    heads = [workspace.say(f"accounts.past.{name}") for name in _COLUMNS]
    rows = [event_cells(event, accounts.departments, workspace.locale) for event in events]
    st.html(table(heads, rows))
    if exporting is not None:
        write = partial(
            exporting.accounts_file, workspace.session, asked, form=_FORM, locale=workspace.locale
        )
        offer_file(
            workspace.say("accounts.past.file"),
            write,
            name=f"{workspace.say('accounts.past')}.{_FORM}",
            media_type=exporting.media_types[_FORM],
            key="accounts_past_file",
        )


def _search(accounts: AccountList, workspace: Workspace) -> EventSearch:
    names = [account.member.username for account in accounts.accounts]
    with st.container(key="accounts_past", horizontal=True):
        by = _choice("by", [*names, OPERATOR_NAME], workspace)
        username = _choice("username", names, workspace)
        action = _choice("action", [action.value for action in AccountAction], workspace)
    return EventSearch(by, username, AccountAction(action) if action else None)


def _choice(name: str, choices: list[str], workspace: Workspace) -> str:
    """Let the events be narrowed; the address keeps it."""
    asked = st.query_params.get(f"past_{name}", "")
    chosen = st.selectbox(
        workspace.say(f"accounts.past.{name}"),
        ["", *choices],
        index=choices.index(asked) + 1 if asked in choices else 0,
        format_func=partial(_called, name, workspace),
        key=f"accounts_past_{name}",
        width=260,
    )
    if chosen:
        st.query_params[f"past_{name}"] = chosen
    elif asked:
        del st.query_params[f"past_{name}"]
    return chosen or ""


def _called(name: str, workspace: Workspace, value: str) -> str:
    if not value:
        return workspace.say("accounts.past.all")
    return translate(f"accounts.action.{value}", workspace.locale) if name == "action" else value
