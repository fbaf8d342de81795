"""Make an account."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from html import escape

import streamlit as st

from core.services.staff import KeepAccounts
from core.staff.models import Role
from pages.designer.accounts.listing import role_name
from pages.designer.accounts.pressing import AccountsView, press
from pages.designer.workspace import Workspace

_LONGEST_NAME = 64


@dataclass(frozen=True)
class _Entries:
    username: str
    name: str
    roles: tuple[Role, ...]
    department: str
    password: str


def ask_for_account(
    accounts: KeepAccounts,
    departments: Mapping[str, str],
    view: AccountsView,
    workspace: Workspace,
) -> None:
    """Ask for what an account needs; what is refused stays as it was typed."""
    opened = st.expander(workspace.say("accounts.new"), key=f"accounts_new_{view.done}")
    with opened, st.form(f"new_account_{view.done}", border=False):
        st.html(f'<p class="muted">{escape(workspace.say("accounts.new.below"))}</p>')
        entries = _entries(departments, view.done, workspace)
        pressed = st.form_submit_button(
            workspace.say("accounts.add"), type="primary", key="accounts_add"
        )
    if pressed:
        said = workspace.say("accounts.added", username=entries.username.strip().lower())
        press(view, partial(_add, accounts, entries, workspace), said)


def _entries(departments: Mapping[str, str], done: int, workspace: Workspace) -> _Entries:
    def typed(name: str) -> str:
        label, key = workspace.say(f"accounts.{name}"), f"new_{name}_{done}"
        return st.text_input(label, key=key, max_chars=_LONGEST_NAME, width=420) or ""

    username, name = typed("username"), typed("name")
    roles = ask_roles(f"new_roles_{done}", workspace)
    department = ask_department(f"new_department_{done}", departments, workspace)
    return _Entries(
        username, name, roles, department, ask_password(f"new_password_{done}", workspace)
    )


def ask_roles(key: str, workspace: Workspace, given: tuple[Role, ...] = ()) -> tuple[Role, ...]:
    """Ask for roles; those given already are chosen."""
    roles = st.multiselect(
        workspace.say("accounts.roles"),
        list(Role),
        default=list(given),
        key=key,
        placeholder=workspace.say("accounts.choose"),
        format_func=partial(role_name, workspace),
        select_all=False,
        width=420,
    )
    return tuple(roles)


def ask_department(
    key: str, departments: Mapping[str, str], workspace: Workspace, given: str = ""
) -> str:
    """Ask for a department of the library; one that is no longer there stays as it is given."""
    codes = list(dict.fromkeys(["", given, *departments]))
    return st.selectbox(
        workspace.say("accounts.department"),
        codes,
        index=codes.index(given),
        key=key,
        format_func=lambda code: (
            departments.get(code) or code or workspace.say("accounts.no_department")
        ),
        width=420,
    )


def ask_password(key: str, workspace: Workspace) -> str:
    """Ask for a password; left empty, one is to be generated."""
    label = workspace.say("accounts.password")
    typed = st.text_input(label, key=key, type="password", autocomplete="new-password", width=420)
    return typed or ""


def _add(accounts: KeepAccounts, entries: _Entries, workspace: Workspace) -> str:
    """Make it; return the password if it was generated."""
    session = workspace.session
    generated = "" if entries.password else accounts.generated_password(session)
    accounts.add(
        session,
        entries.username,
        entries.name,
        roles=entries.roles,
        password=entries.password or generated,
        department=entries.department,
    )
    return generated
