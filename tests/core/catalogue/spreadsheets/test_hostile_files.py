"""What could do harm is refused in words."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from core.catalogue.packages import Catalogue
from core.catalogue.spreadsheets.importing import SpreadsheetRefusedError, import_spreadsheet
from core.i18n import messages_of
from tests.core.catalogue.spreadsheets.workbooks import rewritten, saved


def bomb():
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        for number in range(5):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", b" " * (40 * 1024 * 1024))
    return out.getvalue()


def many_rows(count):
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1, count))
    sheet = b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>"
    return rewritten(saved(Workbook()), "xl/worksheets/sheet1.xml", lambda _: sheet)


def with_sheet(text):
    return rewritten(
        saved(Workbook()),
        "xl/worksheets/sheet1.xml",
        lambda _: (
            b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            + text
            + b"</worksheet>"
        ),
    )


HOSTILE = {
    "empty": (lambda: b"", "not_xlsx"),
    "csv": ("标签\n姓名".encode, "not_xlsx"),
    "old or encrypted": (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "protected"),
    "other zip": (
        lambda: rewritten(saved_zip(), "a.txt", lambda _: b"x"),
        "not_xlsx",
    ),
    "cut off": (lambda: saved(Workbook())[:900], "not_xlsx"),
    "bomb": (bomb, "bomb"),
    "entities": (
        lambda: rewritten(
            saved(Workbook()),
            "xl/workbook.xml",
            lambda text: b'<!DOCTYPE x [<!ENTITY a "b">]>' + text,
        ),
        "bomb",
    ),
    "macros": (
        lambda: rewritten(saved(Workbook()), "xl/vbaProject.bin", lambda _: b"x"),
        "macros",
    ),
    "external links": (
        lambda: rewritten(
            saved(Workbook()), "xl/externalLinks/externalLink1.xml", lambda _: b"<x/>"
        ),
        "external",
    ),
    "100,000 rows": (lambda: many_rows(100_000), "too_long"),
    "last row of all": (
        lambda: with_sheet(
            b'<sheetData><row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'
        ),
        "too_long",
    ),
    "last column of all": (
        lambda: with_sheet(b'<sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData>'),
        "too_wide",
    ),
    "everything merged": (
        lambda: with_sheet(
            b'<sheetData/><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        ),
        "too_long",
    ),
    "broken sheet": (lambda: with_sheet(b"<sheetData><row></sheetData>"), "damaged"),
}


def saved_zip():
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("readme.txt", "hello")
    return out.getvalue()


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_files_are_refused_in_words(kind):
    make, reason = HOSTILE[kind]

    with pytest.raises(SpreadsheetRefusedError) as refused:
        import_spreadsheet(make(), name="x", department="SCJG", catalogue=Catalogue())

    assert refused.value.message_key == f"error.design.spreadsheet_{reason}"
    for locale in ("zh-CN", "en"):
        words = messages_of(locale)[refused.value.message_key]
        assert "{" not in words.format(**refused.value.params)


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reading(raw):
    with pytest.raises(SpreadsheetRefusedError):
        import_spreadsheet(b"PK\x03\x04" + raw, name="x", department="D", catalogue=Catalogue())
