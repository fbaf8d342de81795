"""Import matters: what a spreadsheet says, row by row, and what a person confirms of it."""

from collections.abc import Sequence
from functools import partial
from html import escape
from pathlib import PurePath
from typing import Any

import streamlit as st

from core.i18n import listed
from core.services.library import (
    Imported,
    ImportReport,
    LibraryUseCases,
    ReportLine,
    RowReading,
    confirm,
    report_of,
    settled,
    sure_rows,
    undecided,
)
from core.staff.permissions import may
from core.staff.use_cases import UseCase
from pages.designer.changes import draw_impacts
from pages.designer.frame import head
from pages.designer.grid import draw_grid
from pages.designer.imports.deciding import take_import_event
from pages.designer.imports.grid_rows import import_grid, in_groups
from pages.designer.imports.memory import ImportWorkspace
from pages.designer.imports.naming import ImportNames
from pages.designer.imports.panel import draw_panel
from pages.designer.imports.party_words import offer_party_words
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.feedback import errors_told, tell
from pages.shared.handing_over import offer_file
from pages.shared.state import remembered
from pages.shared.styling import plain

_UNTOLD = frozenset({"as", "suggestions", "required", "type"})
"""What was understood of a row but is told elsewhere, or in no word of its own."""
_TABLES = ["xlsx", "xlsm", "xlsb", "xls", "ods", "csv"]
"""Other tables are let in as well, so that they are refused in words that say what to do."""
_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def page(library: LibraryUseCases) -> None:
    """Show the way in, or what was read."""
    workspace, table = current_workspace(), remembered(ImportWorkspace)
    with head(workspace.say("nav.import"), below=workspace.say("import.below")):
        pass
    with errors_told(workspace.locale):
        if table.imported is None:
            _ask_for_file(library, workspace, table)
            _offer_export(library, workspace)
            if may(workspace.person, UseCase.ADD_PARTY_WORD):
                offer_party_words(library, workspace)
        else:
            _show(library, table.imported, table)


def _ask_for_file(library: LibraryUseCases, workspace: Workspace, table: ImportWorkspace) -> None:
    if table.saved:
        words = workspace.say("import.saved", codes=listed(list(table.saved), workspace.locale))
        st.html(f'<p class="saved" role="status">{escape(words)}</p>')
    departments = library.matters.departments(workspace.session)
    with st.container(key="import_file"):
        department = st.selectbox(
            workspace.say("import.department"),
            list(departments),
            key="import_department",
            width=420,
            format_func=lambda code: plain(departments[code]),
        )
        file = st.file_uploader(
            workspace.say("import.file"), type=_TABLES, key=f"import_upload_{table.read}"
        )
    if file is None or department is None:
        return
    with st.spinner(workspace.say("import.reading")):
        imported = library.importing.read(
            workspace.session, file.getvalue(), name=PurePath(file.name).stem, department=department
        )
    rows = (
        row
        for matter in imported.matters
        for row in library.importing.open_fields(workspace.session, matter)
    )
    table.lay_out(imported, in_groups(tuple(rows)))
    st.rerun()


def _show(library: LibraryUseCases, imported: Imported, table: ImportWorkspace) -> None:
    workspace = current_workspace()
    report = report_of(imported, workspace.locale)
    words = workspace.say("import.summary", **report.counts)
    st.html(f'<p role="status">{escape(words)}</p>')
    if errors := report.counts["errors"]:
        tell(workspace.say("import.errors", count=errors))
    _end(library, imported, table)
    _decide(library, workspace, table)
    _tell_findings(report, workspace)
    with st.expander(workspace.say("import.rows"), expanded=False):
        st.html(_rows(imported.rows, workspace))


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


def _tell_findings(report: ImportReport, workspace: Workspace) -> None:
    """Show everything that was not understood, cell by cell: none is folded away."""
    if report.lines:
        st.html(f"<h2>{escape(workspace.say('import.told', count=len(report.lines)))}</h2>")
        st.html(_findings(report.lines, workspace))


def _findings(lines: Sequence[ReportLine], workspace: Workspace) -> str:
    heads = _heads(("row", "severity", "findings"), workspace)
    body = "".join(
        f"<tr><td>{escape(at)}</td><td>{escape(workspace.say(f'import.{severity.value}'))}</td>"
        f"<td>{escape(message)}</td></tr>"
        for at, severity, message in lines
    )
    return _table(heads, body, "rowstable reported")


def _rows(rows: Sequence[RowReading], workspace: Workspace) -> str:
    heads = _heads(("row", "understood", "findings"), workspace)
    body = "".join(
        f"<tr><td>{escape(row.at)}</td><td>{escape(_understood(row.understood, workspace))}</td>"
        f"<td>{_findings_of(row, workspace)}</td></tr>"
        for row in rows
    )
    return _table(heads, body, "rowstable")


def _heads(names: Sequence[str], workspace: Workspace) -> str:
    said = (escape(workspace.say(f"import.{name}")) for name in names)
    return "".join(f'<th scope="col">{words}</th>' for words in said)


def _table(heads: str, body: str, kind: str) -> str:
    return f'<table class="{kind}"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'


def _findings_of(row: RowReading, workspace: Workspace) -> str:
    return "<br>".join(escape(finding.message(workspace.locale)) for finding in row.findings)


def _understood(said: dict[str, Any], workspace: Workspace) -> str:
    """Return the words of a row that carry its meaning."""
    if said.get("as") == "heading":
        return workspace.say("import.heading")
    if "fields" in said:
        return "、".join(str(field.get("label", "")) for field in said["fields"])
    words = [_plainly(value) for name, value in said.items() if name not in _UNTOLD and value]
    return " · ".join(filter(None, words))


def _plainly(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "、".join(filter(None, map(_plainly, value)))
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _end(library: LibraryUseCases, imported: Imported, table: ImportWorkspace) -> None:
    workspace = current_workspace()
    replaced = library.saving.replaced(workspace.session, imported.matters)
    if replaced:
        words = workspace.say("import.replaces", codes=listed(list(replaced), workspace.locale))
        st.html(f'<p class="warn">{escape(words)}</p>')
        draw_impacts(library.saving.impacts(workspace.session, imported.matters), workspace)
    may_be_kept = bool(imported.matters) and not imported.has_errors
    with st.container(horizontal=True, key="import_end"):
        if may_be_kept and st.button(
            workspace.say("import.save"), type="primary", key="import_save"
        ):
            elements = library.matters.catalogue(workspace.session).elements
            matters = [settled(matter, table.decisions, elements) for matter in imported.matters]
            table.clear(library.saving.save(workspace.session, matters))
            st.rerun()
        if st.button(workspace.say("import.discard"), key="import_discard"):
            table.discard()
            st.rerun()
    if table.discarding:
        _ask_before_discarding(workspace, table)


def _ask_before_discarding(workspace: Workspace, table: ImportWorkspace) -> None:
    """Nothing that somebody has confirmed is lost by one press."""
    with st.container(key="import_sure", horizontal=True, vertical_alignment="center"):
        words = workspace.say("import.sure", count=len(table.decisions))
        st.html(f'<p class="warn" role="alert">{escape(words)}</p>')
        if st.button(workspace.say("import.discard_sure"), key="import_discard_sure"):
            table.clear()
            st.rerun()
        if st.button(workspace.say("import.go_on"), key="import_go_on"):
            table.discarding = False
            st.rerun()


def _offer_export(library: LibraryUseCases, workspace: Workspace) -> None:
    matters = library.matters.catalogue(workspace.session).matters
    with st.container(key="export_matter"):
        st.html(f"<h2>{escape(workspace.say('import.export'))}</h2>")
        code = st.selectbox(
            workspace.say("import.export_which"),
            sorted(matters),
            index=None,
            key="export_code",
            placeholder=workspace.say("import.choose"),
            format_func=lambda known: f"{known} {plain(matters[known].name)}",
            width=420,
        )
        if code is not None:
            offer_file(
                workspace.say("import.export_take"),
                partial(library.matters.spreadsheet, workspace.session, code),
                name=f"{code}.xlsx",
                media_type=_MEDIA_TYPE,
                key="export_take",
            )
