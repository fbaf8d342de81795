"""The page of the decision table: the bar, what is shown, the grid, what contradicts itself."""

from html import escape

import streamlit as st

from core.services.designers import DesigningUseCases
from core.services.staff.keep_accounts import KeepAccounts
from core.themes.editing.clashes import Clash
from pages.designer.choosing import opened_or_chosen
from pages.designer.conditions.editing import editing_of
from pages.designer.conditions.own_conditions import Pages
from pages.designer.decisions.bar import draw_bar
from pages.designer.decisions.memory import table_memory
from pages.designer.decisions.table import DecisionTable, Shows
from pages.designer.decisions.taking import save_cells, take_event
from pages.designer.frame import head
from pages.designer.grid import draw_grid
from pages.designer.stepping import ASKING, ask_which_step, draw_step_buttons
from pages.designer.trouble import tell_trouble
from pages.designer.wording import shown
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.feedback import errors_told
from pages.shared.state import keep_under, kept_under
from pages.shared.styling import plain, tag

_SHOWS: tuple[Shows, ...] = ("materials", "matters", "fields", "clashes")
_PARAMETER = "rows"


def page(designing: DesigningUseCases, accounts: KeepAccounts, board: Pages) -> None:
    """Show the decision table of the theme that the address names, or let one be chosen."""
    workspace = current_workspace()
    opened = opened_or_chosen(designing, workspace, "decisions")
    if opened is None:
        return
    with errors_told(workspace.locale):
        preview = designing.previewing.preview(workspace.session, opened.draft.document)
        memory = table_memory()
        memory.open(opened.draft.code)
        tags = tag(opened.draft.code) + f'<span class="muted">{escape(shown(opened.name))}</span>'
        with head(workspace.say("conditions.table.title"), tags):
            draw_step_buttons(designing, workspace, opened)
        if workspace.asking == ASKING:
            ask_which_step(designing, accounts, workspace, opened)
        tell_trouble(designing, accounts, workspace)
        editing = editing_of(designing, workspace, preview)
        table = DecisionTable(
            editing,
            memory,
            _shows(),
            str(kept_under("table_words") or ""),
            has_every_question=bool(kept_under("table_every")),
        )
        draw_bar(table, board)
        _draw_tools(table)
        _draw_table(table, workspace)
        _draw_clashes(table)
        st.html(f'<p class="muted">{escape(editing.say("table.how"))}</p>')


def _shows() -> Shows:
    asked = st.query_params.get(_PARAMETER, "")
    return next((shows for shows in _SHOWS if shows == asked), _SHOWS[0])


def _draw_tools(table: DecisionTable) -> None:
    say = table.editing.say
    with st.container(key="tabletools", horizontal=True, vertical_alignment="center"):
        st.text_input(
            say("table.find"),
            key="table_words",
            placeholder=say("table.find"),
            label_visibility="collapsed",
            width=250,
        )
        keep_under("table_shows", table.shows)
        st.segmented_control(
            say("table.shows"),
            _SHOWS,
            format_func=lambda name: say(f"table.show.{name}", n=len(table.clashes)),
            key="table_shows",
            label_visibility="collapsed",
            on_change=_keep_shows,
        )
        asked = len(table.order)
        st.toggle(
            say("table.every", n=asked - len(table.compared)),
            key="table_every",
            disabled=asked == len(table.compared),
        )
        said = say("table.compared", n=len(table.compared), of=asked)
        st.html(f'<p class="muted">{escape(said)}</p>', width="content")


def _keep_shows() -> None:
    shows = kept_under("table_shows")
    if shows in (None, _SHOWS[0]):
        st.query_params.pop(_PARAMETER, None)
    else:
        st.query_params[_PARAMETER] = shows


def _draw_table(table: DecisionTable, workspace: Workspace) -> None:
    grid = table.grid()
    if not table.compared:
        st.html(f'<p class="empty">{escape(table.editing.say("table.empty"))}</p>')
    if not grid.rows:
        st.html(f'<p class="empty">{escape(table.editing.say("table.nothing"))}</p>')
        return
    with st.container(key="decisiontable"):
        draw_grid(
            grid,
            "decisions",
            take=lambda event: take_event(table, event),
            locale=workspace.locale,
            chosen=(table.memory.row, table.memory.column) if table.memory.row else None,
            refused=table.memory.refused,
        )


def _draw_clashes(table: DecisionTable) -> None:
    if not table.clashes:
        return
    say = table.editing.say
    with st.container(key="clashes"):
        st.html(f"<h2>{escape(say('table.clashes', n=len(table.clashes)))}</h2>")
        for row, clash in table.clashes.items():
            with st.container(key=f"clash_{row}", horizontal=True, vertical_alignment="center"):
                st.html(f"<p>{escape(_told(table, clash))}</p>")
                _draw_repair(table, clash)


def _told(table: DecisionTable, clash: Clash) -> str:
    editing, part = table.editing, clash.part
    parts = editing.say("list_and").join(f"“{editing.told(one)}”" for one in clash.why.parts)
    name = " ".join((part.part or part.matter, shown(part.name)))
    return f"{name}：{editing.say(f'never.{clash.why.why}', parts=parts)}"


def _draw_repair(table: DecisionTable, clash: Clash) -> None:
    if clash.repair is None or not table.may_change(clash.part):
        return
    code, cell = clash.repair
    text = table.text(cell, code)
    st.button(
        plain(table.editing.say("table.repair", text=text)),
        key=f"repair_{clash.part.id}_{clash.at}",
        on_click=lambda: save_cells(table, {(clash.part.id, str(clash.at), code): cell}),
    )
