"""The way into an import: files to read, and what is not finished."""

from functools import partial
from html import escape
from pathlib import PurePath

import streamlit as st

from core.errors import ServiceError
from core.i18n import listed
from core.services.library import LibraryUseCases, OpenedImport, UnfinishedImport
from pages.designer.imports.addresses import show_in_address
from pages.designer.imports.memory import ImportWorkspace, RefusedFile
from pages.designer.workspace import Workspace
from pages.shared.feedback import errors_shown, tell, words_of
from pages.shared.styling import plain

_TABLES = ["xlsx", "xlsm", "xlsb", "xls", "ods", "csv"]
"""Other tables are let in as well, so that they are refused in words that say what to do."""


def ask_for_files(library: LibraryUseCases, workspace: Workspace, table: ImportWorkspace) -> None:
    """Ask for one or several spreadsheets of a department, and read them."""
    _tell_last(workspace, table)
    departments = library.matters.departments(workspace.session)
    with st.container(key="import_file"):
        department = st.selectbox(
            workspace.say("import.department"),
            list(departments),
            key="import_department",
            width=420,
            format_func=lambda code: plain(departments[code]),
        )
        files = st.file_uploader(
            workspace.say("import.file"),
            type=_TABLES,
            accept_multiple_files=True,
            key=f"import_upload_{table.read}",
        )
    if not files or department is None:
        return
    begun: list[OpenedImport] = []
    refused: list[RefusedFile] = []
    with st.spinner(workspace.say("import.reading")):
        for file in files:
            name = PurePath(file.name).stem
            try:
                begun.append(
                    library.importing.begin_import(
                        workspace.session, file.getvalue(), name=name, department=department
                    )
                )
            except ServiceError as error:
                refused.append(RefusedFile(file.name, error))
    table.close()
    if len(begun) == 1:
        table.lay_out(begun[0])
    table.refused = tuple(refused)
    show_in_address(table.kept)
    st.rerun()


def _tell_last(workspace: Workspace, table: ImportWorkspace) -> None:
    """Say what came of what was done last."""
    if table.saved:
        words = workspace.say("import.saved", codes=listed(list(table.saved), workspace.locale))
        st.html(f'<p class="saved" role="status">{escape(words)}</p>')
    for file in table.refused:
        tell(f"{file.name} · {words_of(file.error, workspace.locale)}")
    trouble, table.trouble = table.trouble, None
    with errors_shown(workspace.locale):
        if trouble is not None:
            raise trouble


def list_unfinished(library: LibraryUseCases, workspace: Workspace, table: ImportWorkspace) -> None:
    """List the imports that the person has not finished, each with the way on and out."""
    unfinished = library.importing.unfinished(workspace.session)
    if not unfinished:
        return
    departments = library.matters.departments(workspace.session)
    title = workspace.say("import.unfinished", count=len(unfinished))
    below = workspace.say("import.unfinished_below")
    st.html(f'<h2>{escape(title)}</h2><p class="muted">{escape(below)}</p>')
    for kept in unfinished:
        with st.container(
            horizontal=True, vertical_alignment="center", key=f"import_row_{kept.id}"
        ):
            words = workspace.say(
                "import.progress",
                department=departments.get(kept.department, kept.department),
                decided=kept.state.decided,
                rows=kept.state.rows,
            )
            st.html(f"<p><strong>{escape(kept.name)}</strong> {escape(words)}</p>", width=520)
            _offer_ways(library, workspace, table, kept)


def _offer_ways(
    library: LibraryUseCases, workspace: Workspace, table: ImportWorkspace, kept: UnfinishedImport
) -> None:
    st.button(
        workspace.say("import.continue"),
        key=f"import_open_{kept.id}",
        help=plain(kept.name),
        on_click=partial(show_in_address, kept),
    )
    with st.popover(workspace.say("import.discard"), key=f"import_drop_{kept.id}"):
        words = workspace.say("import.drop_below", name=kept.name)
        st.html(f"<p>{escape(words)}</p>")
        if st.button(workspace.say("import.discard_sure"), key=f"import_drop_sure_{kept.id}"):
            library.importing.discard_import(workspace.session, kept.id)
            table.close()
            st.rerun()
