"""What could do harm is refused in words."""

import re
import zipfile
from contextlib import suppress
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from core.catalogue.catalogue import Catalogue
from core.catalogue.spreadsheets.importing import SpreadsheetRefusedError, import_spreadsheet
from core.i18n import messages_of
from tests.core.catalogue.spreadsheets.workbooks import rewritten, saved, workbook_of


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


def two_sheets():
    workbook = Workbook()
    workbook.create_sheet("申请材料")
    return workbook


HOSTILE = {
    "empty": (lambda: b"", "not_xlsx"),
    "csv": ("标签\n姓名".encode, "not_xlsx"),
    "old or encrypted": (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "protected"),
    "other zip": (
        lambda: rewritten(saved_zip(), "a.txt", lambda _: b"x"),
        "not_xlsx",
    ),
    "cut off": (lambda: saved(Workbook())[:900], "damaged"),
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
    "two cells in one place": (
        lambda: with_sheet(
            b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
            b'<row r="1"><c r="A1"><v>2</v></c></row></sheetData>'
        ),
        "damaged",
    ),
    "a sheet without its part": (
        lambda: rewritten(
            saved(two_sheets()),
            "xl/_rels/workbook.xml.rels",
            lambda text: text.replace(b"sheet2.xml", b"sheet9.xml"),
        ),
        "damaged",
    ),
    "everything merged": (
        lambda: with_sheet(
            b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
            b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        ),
        "too_long",
    ),
    "a sheet so deep": (
        lambda: with_sheet(b"<sheetData>" + b"<a>" * 50_000 + b"</a>" * 50_000 + b"</sheetData>"),
        "damaged",
    ),
    "a row that no sheet has": (
        lambda: with_sheet(b'<sheetData><row r="9999999999"><c r="A1"/></row></sheetData>'),
        "damaged",
    ),
    "entities in other letters": (
        lambda: rewritten(
            saved(Workbook()),
            "xl/workbook.xml",
            lambda _: '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'.encode("utf-16"),
        ),
        "bomb",
    ),
    "no relations": (
        lambda: rewritten(saved(Workbook()), "xl/_rels/workbook.xml.rels", lambda _: b"<x/>"),
        "damaged",
    ),
    "no types": (
        lambda: rewritten(saved(Workbook()), "[Content_Types].xml", lambda _: b"<Types/>"),
        "damaged",
    ),
    "no such shared text": (
        lambda: with_sheet(b'<sheetData><row r="1"><c r="A1" t="s"><v>9</v></c></row></sheetData>'),
        "damaged",
    ),
    "checksum": (lambda: flipped(saved(Workbook())), "damaged"),
    "separated text": ("标签,类型\n姓名,文本".encode, "csv"),
    "old workbook": (
        lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "Workbook".encode("utf-16-le"),
        "xls",
    ),
    "open document": (
        lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
        "ods",
    ),
    "binary workbook": (
        lambda: zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.bin": "x"}),
        "xlsb",
    ),
    "broken sheet": (lambda: with_sheet(b"<sheetData><row></sheetData>"), "damaged"),
}


def saved_zip():
    return zipped({"readme.txt": "hello"})


def zipped(parts):
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def flipped(raw):
    """The same workbook with one bit of its sheet changed, which its checksum tells."""
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    stored = zipped(content)
    place = stored.index(b"<sheetData")
    return stored[:place] + b"<sheetdata" + stored[place + 10 :]


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_files_are_refused_in_words(kind):
    make, reason = HOSTILE[kind]

    with pytest.raises(SpreadsheetRefusedError) as refused:
        import_spreadsheet(make(), name="x", department="SCJG", catalogue=Catalogue())

    assert refused.value.message_key == f"error.design.spreadsheet_{reason}"
    for locale in ("zh-CN", "en"):
        words = messages_of(locale)[refused.value.message_key]
        assert "{" not in words.format(**refused.value.params)


def test_a_workbook_of_the_strict_kind_is_read_with_its_dates():
    raw = saved(workbook_of(["表单项名称", "类型", "填表说明"], ["姓名", "文本", date(2026, 1, 2)]))
    for part in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "_rels/.rels"):
        raw = rewritten(raw, part, as_strict)
    raw = rewritten(raw, "xl/_rels/workbook.xml.rels", as_strict)
    raw = rewritten(raw, "xl/sharedStrings.xml", as_strict)

    imported = import_spreadsheet(raw, name="x", department="SCJG", catalogue=Catalogue())

    [field] = imported.matters[0].fields
    assert (field.label, field.note) == ("姓名", "2026-01-02")


def as_strict(part):
    usual = rb"http://schemas.openxmlformats.org/(officeDocument|spreadsheetml)/2006/"
    part = re.sub(usual, rb"http://purl.oclc.org/ooxml/\1/", part)
    day = rb'(<c r="C2" s="\d+") t="n"><v>[\d.]+</v>'
    return re.sub(day, rb'\1 t="d"><v>2026-01-02T00:00:00</v>', part)


@pytest.mark.parametrize("cell", ["XFD2", "A90000", "ZZ5"])
def test_blanks_far_away_are_no_columns_and_no_rows(cell):
    workbook = workbook_of(["表单项名称", "类型"], ["姓名", "文本"])
    workbook.active[cell] = "\u200b \u200d"

    imported = import_spreadsheet(
        saved(workbook), name="x", department="SCJG", catalogue=Catalogue()
    )

    assert [row.row for row in imported.rows] == [1, 2]


@settings(max_examples=60)
@given(st.integers(0, 10**6), st.binary(min_size=1, max_size=6))
def test_a_damaged_workbook_is_read_or_refused(place, junk):
    raw = saved(workbook_of(["表单项名称", "类型"], ["姓名", "文本"]))
    place %= len(raw)

    with suppress(SpreadsheetRefusedError):
        import_spreadsheet(
            raw[:place] + junk + raw[place + len(junk) :],
            name="x",
            department="SCJG",
            catalogue=Catalogue(),
        )


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reading(raw):
    with pytest.raises(SpreadsheetRefusedError):
        import_spreadsheet(b"PK\x03\x04" + raw, name="x", department="D", catalogue=Catalogue())
