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
    bound,
    report_of,
)
from pages.designer.changes import draw_impacts
from pages.designer.confirming import ImportDesk, confirm_fields
from pages.designer.desk import Desk, desk
from pages.designer.frame import head
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
    here, table = desk(), remembered(ImportDesk)
    with head(here.say("nav.import"), below=here.say("import.below")):
        pass
    with errors_told(here.locale):
        if table.imported is None:
            _ask_for_file(library, here, table)
            _offer_export(library, here)
        else:
            _show(library, table.imported, table)


def _ask_for_file(library: LibraryUseCases, here: Desk, table: ImportDesk) -> None:
    if table.saved:
        words = here.say("import.saved", codes=listed(list(table.saved), here.locale))
        st.html(f'<p class="saved" role="status">{escape(words)}</p>')
    departments = library.matters.departments(here.session)
    with st.container(key="import_file"):
        department = st.selectbox(
            here.say("import.department"), list(departments), key="import_department", width=420,
            format_func=lambda code: plain(departments[code]),
        )  # fmt: skip
        file = st.file_uploader(
            here.say("import.file"), type=_TABLES, key=f"import_upload_{table.read}"
        )
    if file is None or department is None:
        return
    with st.spinner(here.say("import.reading")):
        imported = library.importing.read(
            here.session, file.getvalue(), name=PurePath(file.name).stem, department=department
        )
    table.lay_out(imported)
    st.rerun()


def _show(library: LibraryUseCases, imported: Imported, table: ImportDesk) -> None:
    here = desk()
    _report(report_of(imported, here.locale), here)
    with st.expander(here.say("import.rows"), expanded=False):
        st.html(_rows(imported.rows, here))
    for matter in imported.matters:
        confirm_fields(library, matter, here, table)
    _end(library, imported, table)


def _report(report: ImportReport, here: Desk) -> None:
    """Show how much was read, and every finding in full view: none is folded away."""
    words = here.say("import.summary", **report.counts)
    st.html(f'<p role="status">{escape(words)}</p>')
    if errors := report.counts["errors"]:
        tell(here.say("import.errors", count=errors))
    for name, lines in (("told", report.lines), ("told_confirm", report.to_confirm)):
        if lines:
            st.html(f"<h2>{escape(here.say(f'import.{name}', count=len(lines)))}</h2>")
            st.html(_findings(lines, here))


def _findings(lines: Sequence[ReportLine], here: Desk) -> str:
    heads = _heads(("row", "severity", "findings"), here)
    body = "".join(
        f"<tr><td>{escape(at)}</td><td>{escape(here.say(f'import.{severity.value}'))}</td>"
        f"<td>{escape(message)}</td></tr>"
        for at, severity, message in lines
    )
    return _table(heads, body, "rowstable reported")


def _rows(rows: Sequence[RowReading], here: Desk) -> str:
    heads = _heads(("row", "understood", "findings"), here)
    body = "".join(
        f"<tr><td>{escape(row.at)}</td><td>{escape(_understood(row.understood, here))}</td>"
        f"<td>{'<br>'.join(escape(one.message(here.locale)) for one in row.findings)}</td></tr>"
        for row in rows
    )
    return _table(heads, body, "rowstable")


def _heads(names: Sequence[str], here: Desk) -> str:
    said = (escape(here.say(f"import.{name}")) for name in names)
    return "".join(f'<th scope="col">{words}</th>' for words in said)


def _table(heads: str, body: str, kind: str) -> str:
    return f'<table class="{kind}"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'


def _understood(said: dict[str, Any], here: Desk) -> str:
    """Return the words of a row that carry its meaning."""
    if said.get("as") == "heading":
        return here.say("import.heading")
    if "fields" in said:
        return "、".join(str(one.get("label", "")) for one in said["fields"])
    words = [_plainly(value) for name, value in said.items() if name not in _UNTOLD and value]
    return " · ".join(filter(None, words))


def _plainly(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "、".join(filter(None, map(_plainly, value)))
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _end(library: LibraryUseCases, imported: Imported, table: ImportDesk) -> None:
    here = desk()
    replaced = library.saving.replaced(here.session, imported.matters)
    if replaced:
        words = here.say("import.replaces", codes=listed(list(replaced), here.locale))
        st.html(f'<p class="warn">{escape(words)}</p>')
        draw_impacts(library.saving.impacts(here.session, imported.matters), here)
    may_be_kept = bool(imported.matters) and not imported.has_errors
    with st.container(horizontal=True, key="import_end"):
        if may_be_kept and st.button(here.say("import.save"), type="primary", key="import_save"):
            matters = [bound(matter, table.bindings) for matter in imported.matters]
            table.clear(library.saving.save(here.session, matters))
            st.rerun()
        if st.button(here.say("import.discard"), key="import_discard"):
            table.discard()
            st.rerun()
    if table.discarding:
        _ask_before_discarding(here, table)


def _ask_before_discarding(here: Desk, table: ImportDesk) -> None:
    """Nothing that somebody has confirmed is lost by one press."""
    with st.container(key="import_sure", horizontal=True, vertical_alignment="center"):
        words = here.say("import.sure", count=len(table.bindings))
        st.html(f'<p class="warn" role="alert">{escape(words)}</p>')
        if st.button(here.say("import.discard_sure"), key="import_discard_sure"):
            table.clear()
            st.rerun()
        if st.button(here.say("import.go_on"), key="import_go_on"):
            table.discarding = False
            st.rerun()


def _offer_export(library: LibraryUseCases, here: Desk) -> None:
    matters = library.matters.catalogue(here.session).matters
    with st.container(key="export_matter"):
        st.html(f"<h2>{escape(here.say('import.export'))}</h2>")
        code = st.selectbox(
            here.say("import.export_which"), sorted(matters), index=None, key="export_code",
            placeholder=here.say("import.choose"),
            format_func=lambda one: f"{one} {plain(matters[one].name)}", width=420,
        )  # fmt: skip
        if code is not None:
            offer_file(
                here.say("import.export_take"),
                partial(library.matters.spreadsheet, here.session, code),
                name=f"{code}.xlsx",
                media_type=_MEDIA_TYPE,
                key="export_take",
            )
