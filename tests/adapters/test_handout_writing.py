"""A handout says the same in every format, and no text of it is taken for anything else."""

from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from adapters.charts import picture_size
from adapters.handout_writing import FileHandoutWriter
from adapters.printing import PaperPrinter
from core.errors import ServiceError
from core.handouts.models import (
    Handout,
    HandoutBar,
    HandoutChart,
    HandoutColumn,
    HandoutHeading,
    HandoutParagraph,
    HandoutTable,
)
from tests.handed_out import READERS, squashed

FORMULAS = ('=HYPERLINK("http://x")', "+1+1", "-2", "@SUM(A1)", "#N/A", "=1+1")
WRITER = FileHandoutWriter(PaperPrinter())


def handout(*rows, **changes):
    heads = tuple(HandoutColumn(f"列{place}") for place in range(len(rows[0])))
    parts = (
        HandoutParagraph("先说一句：𠮷野家、龘。"),
        HandoutHeading("甲/乙: [表]"),
        HandoutTable(heads, rows),
        HandoutHeading("甲 乙: [表]"),
        HandoutTable(heads, rows),
    )
    return Handout("开餐饮店 <b>办事指南</b>", "T01 · 第 3 稿", parts, **changes)


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx"])
@pytest.mark.parametrize("is_wide", [False, True])
def test_every_format_says_every_text(form, is_wide):
    written = handout(("一行\n两行", 12), ("《食品安全法》第三十五条", -3), is_wide=is_wide)

    read = READERS[form](WRITER.write(written, form))

    assert [text for text in written.texts() if squashed(text) not in read] == []


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_what_is_not_real_says_so_in_every_part(form):
    writer = FileHandoutWriter(PaperPrinter(), watermark="培训房间 AB12")

    content = writer.write(handout(("甲", 1)), form)

    assert READERS[form](content).count(squashed("培训房间 AB12")) == 3
    if form == "xlsx":
        sheets = load_workbook(BytesIO(content)).worksheets
        said = [[cell.value for row in sheet.iter_rows() for cell in row] for sheet in sheets]
        assert all("培训房间 AB12" in cells for cells in said)


def test_a_text_that_begins_like_a_formula_stays_text_in_a_workbook():
    rows = tuple((text, 1) for text in FORMULAS)

    workbook = load_workbook(BytesIO(WRITER.write(handout(*rows), "xlsx")))

    cells = [cell for sheet in workbook.worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if isinstance(cell.value, str)} == {"s"}
    assert set(FORMULAS) <= {cell.value for cell in cells}
    assert [cell.value for cell in cells if cell.data_type == "n" and cell.value] == [1] * 12


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_what_no_office_file_may_hold_stands_by_its_code(form):
    read = READERS[form](WRITER.write(handout(("甲\x07乙￾",)), form))

    assert "甲〔U+0007〕乙〔U+FFFE〕" in read


def test_a_text_longer_than_a_cell_holds_is_refused_and_not_cut():
    with pytest.raises(ServiceError) as refused:
        WRITER.write(handout(("长" * 40_000,)), "xlsx")

    assert refused.value.params["limit"] == 32_767


def test_a_word_processor_repeats_the_head_and_finds_a_font_for_chinese():
    document = Document(BytesIO(WRITER.write(handout(("甲",), is_wide=True), "docx")))

    assert document.sections[0].page_width > document.sections[0].page_height
    xml = document.element.xml + document.styles.element.xml
    assert xml.count("w:tblHeader") == 2
    assert 'w:eastAsia="宋体"' in xml


CHART = HandoutChart(
    "填写项", (HandoutBar("分开办", 0, 9, "9", "#333"), HandoutBar("本人", 0, 3, "3", "#0E5A50"))
)


def test_a_chart_is_a_picture_in_every_format_and_says_what_it_shows():
    charted = Handout("成效", "2026", (HandoutHeading("图"), CHART, HandoutParagraph("下面一句")))
    word = Document(BytesIO(WRITER.write(charted, "docx")))
    book = load_workbook(BytesIO(WRITER.write(charted, "xlsx")))
    page = PdfReader(BytesIO(WRITER.write(charted, "pdf"))).pages[0]

    assert len(word.inline_shapes) == 1
    assert 'descr="填写项: 分开办 9; 本人 3"' in word.element.xml
    assert [len(sheet._images) for sheet in book.worksheets] == [0, 1]
    assert len(page.images) == 1
    for form, read in READERS.items():
        assert "下面一句" in read(WRITER.write(charted, form))


def test_all_charts_of_a_handout_are_one_picture():
    alone = WRITER.picture(Handout("一", "", (CHART,)))
    both = WRITER.picture(Handout("二", "", (CHART, CHART)))

    assert alone.startswith(b"\x89PNG")
    assert picture_size(both)[1] > 1.6 * picture_size(alone)[1]


def test_sheets_have_names_that_spreadsheets_take():
    names = load_workbook(BytesIO(WRITER.write(handout(("甲",)), "xlsx"))).sheetnames

    assert names == ["开餐饮店 <b>办事指南< b>", "甲 乙   表", "甲 乙   表 2"]
