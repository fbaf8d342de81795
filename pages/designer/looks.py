"""The access log, for supervisors: by case, by member of the staff, by day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from html import escape

import streamlit as st

from core.i18n import messages_of
from core.services.officers import LOOKS_AT_ONCE, REFUSED, Look, LookPage, LookSearch, ReadAccessLog
from core.staff.models import StaffMember
from pages.designer.frame import head
from pages.designer.wording import moment
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.days import ask_day
from pages.shared.feedback import errors_shown
from pages.shared.handing_over import offer_file
from pages.shared.state import remembered

_COLUMNS = ("at", "who", "use", "case", "part")


@dataclass
class LogView:
    """How far somebody leafed through the log, for what they ``asked``."""

    asked: tuple[str, str, date | None] = ("", "", None)
    page: int = 0

    def turn_page(self, by: int) -> None:
        """Leaf through the log."""
        self.page = max(self.page + by, 0)


def page(log: ReadAccessLog) -> None:
    """Show who of the staff read which case."""
    workspace = current_workspace()
    with errors_shown(workspace.locale):
        view = remembered(LogView)
        with head(workspace.say("nav.looks"), below=workspace.say("looks.below")):
            pass
        search = _search(view, log, workspace)
        found = log.looks(workspace.session, search)
        if not found.looks:
            st.html(f'<p class="empty" role="status">{escape(workspace.say("looks.none"))}</p>')
            return
        st.html(_table(found, workspace))
        _turn_pages(view, found, workspace)
        offer_file(
            workspace.say("looks.take"),
            partial(log.looks_file, workspace.session, search),
            name="access-log.csv",
            media_type="text/csv",
            key="looks_take",
        )


def _search(view: LogView, log: ReadAccessLog, workspace: Workspace) -> LookSearch:
    """Ask what is looked for; another question begins at its first page."""
    names = log.members(workspace.session)
    with st.container(horizontal=True, key="look_filters"):
        case = st.text_input(
            workspace.say("looks.case"),
            key="looks_case",
            placeholder=workspace.say("looks.any_case"),
            width=320,
        )
        who = st.selectbox(
            workspace.say("looks.who"),
            list(names),
            index=None,
            key="looks_who",
            width=260,
            format_func=lambda username: _name(username, names),
            placeholder=workspace.say("looks.everybody"),
        )
        day = ask_day(workspace.say("looks.day"), key="looks_day", width=200)
    asked = (case or "", who or "", day if isinstance(day, date) else None)
    if asked != view.asked:
        view.asked, view.page = asked, 0
    return LookSearch(*asked, page=view.page)


def _name(username: str, members: Mapping[str, StaffMember]) -> str:
    member = members.get(username)
    return f"{member.display_name} ({username})" if member else username


def _table(found: LookPage, workspace: Workspace) -> str:
    heads = "".join(
        f'<th scope="col">{escape(workspace.say(f"looks.{name}"))}</th>' for name in _COLUMNS
    )
    rows = "".join(_row(look, found.members, workspace) for look in found.looks)
    return (
        f'<div class="deptform"><table><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(look: Look, members: Mapping[str, StaffMember], workspace: Workspace) -> str:
    what = workspace.say("looks.refused") if look.part == REFUSED else look.part
    part = " · ".join(filter(None, (look.matter, what)))
    cells = (
        moment(look.at),
        _name(look.who, members),
        _done(look.use_case, workspace),
        look.case_number,
        part,
    )
    return "<tr>" + "".join(f"<td>{escape(cell) or '—'}</td>" for cell in cells) + "</tr>"


def _done(use_case: str, workspace: Workspace) -> str:
    """Say what was done; what a later version writes is shown as it is."""
    key = f"looks.use.{use_case}"
    return workspace.say(key) if f"designer.{key}" in messages_of(workspace.locale) else use_case


def _turn_pages(view: LogView, found: LookPage, workspace: Workspace) -> None:
    first = view.page * LOOKS_AT_ONCE
    last = first + len(found.looks)
    with st.container(horizontal=True, vertical_alignment="center", key="look_pages"):
        extent = workspace.say("looks.extent", first=first + 1, last=last, number=found.number)
        st.html(f'<p class="muted" role="status">{escape(extent)}</p>')
        if found.number > LOOKS_AT_ONCE:
            st.button(
                workspace.say("looks.newer"),
                key="looks_newer",
                icon=":material/chevron_left:",
                disabled=not view.page,
                on_click=view.turn_page,
                args=(-1,),
            )
            st.button(
                workspace.say("looks.older"),
                key="looks_older",
                icon=":material/chevron_right:",
                disabled=last >= found.number,
                on_click=view.turn_page,
                args=(1,),
            )
