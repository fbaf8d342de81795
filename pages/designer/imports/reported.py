"""What a spreadsheet was understood to say, row by row, and everything that was not."""

from collections.abc import Sequence
from html import escape
from typing import Any

import streamlit as st

from core.services.library import Imported, ImportReport, ReportLine, RowReading
from pages.designer.workspace import Workspace

_UNTOLD = frozenset({"as", "suggestions", "required", "type"})
"""What was understood of a row but is told elsewhere, or in no word of its own."""


def tell_reading(imported: Imported, report: ImportReport, workspace: Workspace) -> None:
    """Show what was not understood in full, and every row folded."""
    _tell_findings(report, workspace)
    with st.expander(workspace.say("import.rows"), expanded=False):
        st.html(_rows(imported.rows, workspace))


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
