"""Workbooks as departments send them, made of rows; and parts of files that nobody should send."""

import zipfile
from io import BytesIO

from openpyxl import Workbook


def saved(workbook):
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def workbook_of(*rows, title="Sheet1", merged=()):
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)
    return workbook


def rewritten(raw, part, change):
    """The same workbook with one part changed, or added."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as old, zipfile.ZipFile(out, "w", 8) as new:
        names = old.namelist()
        for name in names:
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
        if part not in names:
            new.writestr(part, change(b""))
    return out.getvalue()


def rules(imported):
    return [finding.rule.removeprefix("spreadsheet-") for finding in imported.all_findings]


def findings_said(imported):
    """Every finding can be said in both languages; a parameter without a value would raise."""
    words = [
        finding.message(locale) for finding in imported.all_findings for locale in ("zh-CN", "en")
    ]
    return not any(word.startswith("finding.") for word in words)
