"""Look after one account: switch it off or on, its password, its sessions."""

from collections.abc import Mapping
from functools import partial
from html import escape

import streamlit as st

from core.services.staff import AccountUseCases, KeepAccounts, ListedAccount, OverseeAccounts
from pages.designer.accounts.creating import ask_department, ask_password, ask_roles
from pages.designer.accounts.listing import table
from pages.designer.accounts.pressing import AccountsView, press
from pages.designer.wording import moment
from pages.designer.workspace import Workspace, current_workspace

_SESSION = ("started_at", "seen_at", "expires_at")


def look_after(
    staff: AccountUseCases,
    account: ListedAccount,
    departments: Mapping[str, str],
    view: AccountsView,
) -> None:
    """Offer what can be done with an account; of one's own, only its sessions."""
    workspace, member = current_workspace(), account.member
    st.html(f"<h2>{escape(member.display_name)} {escape(member.username)}</h2>")
    _sessions(staff.overseeing, member.username, view, workspace)
    if workspace.person is not None and member.username == workspace.person.username:
        st.html(f"<p>{escape(workspace.say('accounts.self'))}</p>")
        return
    _roles(staff.accounts, account, departments, view)
    _password(staff.accounts, member.username, view, workspace)
    _switch(staff.accounts, account, view, workspace)


def _sessions(
    overseeing: OverseeAccounts, username: str, view: AccountsView, workspace: Workspace
) -> None:
    found = overseeing.sessions_of(workspace.session, username)
    if not found:
        st.html(f'<p class="empty">{escape(workspace.say("accounts.sessions.none"))}</p>')
        return
    st.html(f"<p>{escape(workspace.say('accounts.sessions', n=len(found)))}</p>")
    heads = [workspace.say(f"accounts.session.{name}") for name in _SESSION]
    rows = [
        [str(place), *(moment(getattr(session, name)) for name in _SESSION)]
        for place, session in enumerate(found, start=1)
    ]
    st.html(table([workspace.say("accounts.session.place"), *heads], rows))
    with st.container(key="accounts_end_each", horizontal=True):
        for place, session in enumerate(found, start=1):
            if st.button(workspace.say("accounts.end_one", n=place), key=f"accounts_end_{place}"):
                end = partial(overseeing.end_session, workspace.session, username, session.key)
                press(view, partial(_nothing_shown, end), _said("ended_one", username, workspace))
    if _pressed("end", workspace):
        end = partial(overseeing.end_sessions, workspace.session, username)
        press(view, partial(_nothing_shown, end), _said("ended", username, workspace))


def _roles(
    accounts: KeepAccounts,
    account: ListedAccount,
    departments: Mapping[str, str],
    view: AccountsView,
) -> None:
    workspace, member = current_workspace(), account.member
    key = f"{member.username}_{view.done}"
    with st.form(f"roles_{key}", border=False):
        st.html(_why("change", workspace))
        roles = ask_roles(f"roles_{key}", workspace, member.roles)
        department = ask_department(f"department_{key}", departments, workspace, member.department)
        pressed = st.form_submit_button(workspace.say("accounts.change"), key="accounts_change")
    if pressed:
        change = partial(
            accounts.change,
            workspace.session,
            member.username,
            roles=roles,
            department=department,
        )
        said = _said("roles_changed", member.username, workspace)
        press(view, partial(_nothing_shown, change), said)


def _password(
    accounts: KeepAccounts, username: str, view: AccountsView, workspace: Workspace
) -> None:
    key = f"{username}_{view.done}"
    with st.form(f"password_{key}", border=False):
        st.html(_why("set_password", workspace))
        typed = ask_password(f"set_password_{key}", workspace)
        pressed = st.form_submit_button(
            workspace.say("accounts.set_password"), key="accounts_set_password"
        )
    if pressed:
        change = partial(_set_password, accounts, username, typed, workspace)
        press(view, change, _said("changed", username, workspace))


def _set_password(accounts: KeepAccounts, username: str, typed: str, workspace: Workspace) -> str:
    """Set it; return the password if it was generated."""
    session = workspace.session
    generated = "" if typed else accounts.generated_password(session)
    accounts.set_password(session, username, typed or generated)
    return generated


def _switch(
    accounts: KeepAccounts, account: ListedAccount, view: AccountsView, workspace: Workspace
) -> None:
    username = account.member.username
    if account.active and _pressed("disable", workspace):
        off = partial(accounts.switch_off, workspace.session, username)
        press(view, partial(_nothing_shown, off), _said("disabled", username, workspace))
    if not account.active and _pressed("enable", workspace):
        on = partial(accounts.switch_on, workspace.session, username)
        press(view, partial(_nothing_shown, on), _said("enabled", username, workspace))


def _pressed(name: str, workspace: Workspace) -> bool:
    st.html(_why(name, workspace))
    return st.button(workspace.say(f"accounts.{name}"), key=f"accounts_{name}")


def _why(name: str, workspace: Workspace) -> str:
    return f'<p class="muted">{escape(workspace.say(f"accounts.{name}.below"))}</p>'


def _said(name: str, username: str, workspace: Workspace) -> str:
    return workspace.say(f"accounts.{name}", username=username)


def _nothing_shown(act: partial[None]) -> str:
    act()
    return ""
