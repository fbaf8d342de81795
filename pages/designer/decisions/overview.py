"""The page of the decision table: the bar, what is shown, the grid, what contradicts itself."""

from html import escape

import streamlit as st

from core.services.designers import DesigningUseCases
from core.services.library import LibraryUseCases
from core.services.staff.keep_accounts import KeepAccounts
from pages.designer.choosing import opened_or_chosen
from pages.designer.conditions.editing import editing_of
from pages.designer.conditions.own_conditions import Pages
from pages.designer.decisions.bar import draw_bar
from pages.designer.decisions.contradictions import draw_clashes
from pages.designer.decisions.memory import table_memory
from pages.designer.decisions.table import DecisionTable, Shows
from pages.designer.decisions.taking import take_event
from pages.designer.frame import head
from pages.designer.grid import draw_grid
from pages.designer.stepping import ASKING, ask_which_step, draw_step_buttons
from pages.designer.trouble import tell_trouble
from pages.designer.wording import shown
from pages.designer.workshop.bench import bench
from pages.designer.workshop.submitting import draw_pending
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.feedback import errors_shown
from pages.shared.state import keep_under, kept_under
from pages.shared.styling import tag

_SHOWS: tuple[Shows, ...] = ("materials", "matters", "questions", "fields", "clashes")
_PARAMETER = "rows"


def page(
    designing: DesigningUseCases,
    accounts: KeepAccounts,
    board: Pages,
    library: LibraryUseCases | None = None,
) -> None:
    """Show the decision table of the theme that the address names, or let one be chosen."""
    workspace = current_workspace()
    opened = opened_or_chosen(designing, workspace, "decisions")
    if opened is None:
        return
    with errors_shown(workspace.locale):
        preview = designing.previewing.preview(workspace.session, opened.draft.document)
        memory = table_memory()
        memory.open(opened.draft.code)
        tags = tag(opened.draft.code) + f'<span class="muted">{escape(shown(opened.name))}</span>'
        with head(workspace.say("conditions.table.title"), tags):
            draw_step_buttons(designing, workspace, opened)
        if workspace.asking == ASKING:
            ask_which_step(designing, accounts, workspace, opened)
        tell_trouble(designing, accounts, workspace)
        editing = editing_of(designing, workspace, preview, library)
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
        draw_clashes(table)
        _draw_pending(table)
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


def _draw_pending(table: DecisionTable) -> None:
    """Have what is changed of a matter submitted with a reason, one matter after another."""
    editing = table.editing
    catalogue = editing.preview.catalogue
    changed = [part.matter for part in table.parts if bench().differences(part.matter)]
    if editing.library is not None and (changed or bench().said or bench().trouble):
        code = next(iter(changed), table.parts[0].matter if table.parts else "")
        if code in catalogue.matters:
            matter = catalogue.matters[code]
            draw_pending(editing.library, matter, editing.sentence, editing.workspace)
