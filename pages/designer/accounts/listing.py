"""Every account in a table."""

from collections.abc import Mapping, Sequence
from html import escape

from core.i18n import translate
from core.services.staff import AccountList, ListedAccount
from core.staff.models import Role
from pages.designer.wording import moment
from pages.designer.workspace import Workspace

_COLUMNS = ("username", "name", "roles", "department", "state", "seen_at")


def accounts_table(found: AccountList, workspace: Workspace) -> str:
    """Return every account as HTML."""
    heads = [workspace.say(f"accounts.column.{name}") for name in _COLUMNS]
    return table(heads, [_row(account, found.departments, workspace) for account in found.accounts])


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table as HTML, which scrolls where it is wide; every word of it is escaped."""
    head = "".join(f'<th scope="col">{escape(word)}</th>' for word in heads)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>" for cells in rows
    )
    label = escape("、".join(heads))
    return (
        f'<div class="deptform accounts" role="region" tabindex="0" aria-label="{label}">'
        f"<table><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def role_name(workspace: Workspace, role: Role) -> str:
    """Return how a role is called."""
    return translate(f"designer.role.{role.value}", workspace.locale)


def _row(
    account: ListedAccount, departments: Mapping[str, str], workspace: Workspace
) -> tuple[str, ...]:
    member = account.member
    roles = [role_name(workspace, role) for role in member.roles]
    department = departments.get(member.department, member.department)
    return (
        member.username,
        member.display_name,
        " / ".join(roles) or workspace.say("accounts.no_role"),
        department or workspace.say("accounts.no_department"),
        workspace.say("accounts.active" if account.active else "accounts.off"),
        moment(account.seen_at) if account.seen_at else workspace.say("accounts.never"),
    )
