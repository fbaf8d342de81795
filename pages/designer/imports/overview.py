"""Import matters: what a spreadsheet says, row by row, and what a person confirms of it."""

from functools import partial
from html import escape

import streamlit as st

from core.errors import DesignError
from core.services.library import (
    Imported,
    LibraryUseCases,
    UnfinishedImport,
    confirm,
    report_of,
    sure_rows,
    undecided,
)
from core.staff.permissions import may
from core.staff.use_cases import UseCase
from pages.designer.frame import head
from pages.designer.grid import draw_grid
from pages.designer.imports.addresses import in_address, show_in_address
from pages.designer.imports.beginning import ask_for_files, list_unfinished
from pages.designer.imports.deciding import take_import_event
from pages.designer.imports.ending import draw_end
from pages.designer.imports.exporting import offer_export
from pages.designer.imports.grid_rows import import_grid
from pages.designer.imports.memory import ImportWorkspace
from pages.designer.imports.naming import ImportNames
from pages.designer.imports.panel import draw_panel
from pages.designer.imports.party_words import offer_party_words
from pages.designer.imports.reported import tell_reading
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.feedback import errors_shown, tell
from pages.shared.state import remembered


def page(library: LibraryUseCases) -> None:
    """Show the way in, or what was read."""
    workspace, table = current_workspace(), remembered(ImportWorkspace)
    with head(workspace.say("nav.import"), below=workspace.say("import.below")):
        pass
    with errors_shown(workspace.locale):
        _keep_and_open(library, workspace, table)
        if table.kept is None or table.imported is None:
            ask_for_files(library, workspace, table)
            list_unfinished(library, workspace, table)
            offer_export(library, workspace)
            if may(workspace.person, UseCase.ADD_PARTY_WORD):
                offer_party_words(library, workspace)
        else:
            _show(library, table.kept, table.imported, table)


def _keep_and_open(library: LibraryUseCases, workspace: Workspace, table: ImportWorkspace) -> None:
    """Keep what was decided since, and look at the import that the address names.

    An import that is gone, or that another window works on, is closed and told.
    """
    try:
        if table.kept is not None and table.state != table.kept.state:
            table.kept = library.importing.keep_decisions(
                workspace.session, table.kept, table.state
            )
        if table.leaving:
            table.close()
        elif (named := in_address()) and (table.kept is None or table.kept.id != named):
            with st.spinner(workspace.say("import.reading")):
                table.lay_out(library.importing.open_import(workspace.session, named))
    except DesignError as trouble:
        table.close()
        table.trouble = trouble
    show_in_address(table.kept)


def _show(
    library: LibraryUseCases, kept: UnfinishedImport, imported: Imported, table: ImportWorkspace
) -> None:
    workspace = current_workspace()
    report = report_of(imported, workspace.locale)
    with st.container(horizontal=True, vertical_alignment="center", key="import_which"):
        st.html(f"<h2>{escape(kept.name)}</h2>", width="content")
        st.button(
            workspace.say("import.to_list"),
            key="import_to_list",
            icon=":material/arrow_back:",
            help=workspace.say("import.kept"),
            on_click=table.leave,
        )
    words = workspace.say("import.summary", **report.counts)
    st.html(f'<p role="status">{escape(words)}</p>')
    if errors := report.counts["errors"]:
        tell(workspace.say("import.errors", count=errors))
    draw_end(library, imported, table)
    _decide(library, workspace, table)
    tell_reading(imported, report, workspace)


def _decide(library: LibraryUseCases, workspace: Workspace, table: ImportWorkspace) -> None:
    """Show every open field as a row of the grid, and what can be said of the chosen one."""
    names = ImportNames(library, workspace)
    left = len(undecided(table.decisions, table.rows))
    with st.container(horizontal=True, vertical_alignment="center", key="import_tools"):
        words = names.say("open", count=left) if left else names.say("all_bound")
        st.html(f'<p role="status">{escape(words)}</p>', width="content")
        if sure := sure_rows(table.decisions, table.rows):
            st.button(
                names.say("confirm_sure", count=len(sure)),
                key="import_confirm_sure",
                icon=":material/done_all:",
                on_click=partial(table.decide, partial(confirm, rows=sure)),
            )
        if table.steps:
            st.button(
                names.say("undo"), key="import_undo", icon=":material/undo:", on_click=table.undo
            )
    if not table.rows:
        return
    grid_side, panel_side = st.columns([2.7, 1])
    with grid_side, st.container(key="importtable"):
        draw_grid(
            import_grid(table.rows, table.decisions, names),
            f"imports_{table.read}",
            take=partial(take_import_event, table),
            locale=workspace.locale,
        )
        st.html(f'<p class="muted">{escape(names.say("how"))}</p>')
    with panel_side:
        draw_panel(library, workspace, table, names)
