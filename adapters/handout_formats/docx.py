"""DOCX, to be written on: headings and tables as a word processor has them."""

from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING, Any

from adapters.charts import chart_picture
from adapters.handout_writing import HandoutFormat, printable
from core.handouts.models import (
    Handout,
    HandoutChart,
    HandoutHeading,
    HandoutParagraph,
    HandoutPart,
    HandoutTable,
)
from core.ports import Printer

if TYPE_CHECKING:
    from docx.document import Document

_MARGIN_MM = 15
_A4_MM = (210, 297)
_BODY, _HEADS, _LATIN = "宋体", "黑体", "Times New Roman"
_CELL_POINTS, _DENSE_POINTS, _DENSE_FROM = 9, 8, 10


def _write(handout: Handout, _: Printer) -> bytes:
    from docx import Document  # noqa: PLC0415 -- slow to load

    document = Document()
    _set_up(document, handout)
    document.add_heading(printable(handout.title), level=0)
    document.add_paragraph(printable(handout.about))
    for part in handout.parts:
        _add(document, part)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _set_up(document: "Document", handout: Handout) -> None:
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415
    from docx.shared import Mm, Pt  # noqa: PLC0415

    section = document.sections[0]
    short, long = _A4_MM
    if handout.is_wide:
        section.orientation = WD_ORIENT.LANDSCAPE
        short, long = long, short
    section.page_width, section.page_height = Mm(short), Mm(long)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Mm(_MARGIN_MM))
    styles = (("Normal", _BODY, 10.5), ("Title", _HEADS, 20), ("Heading 1", _HEADS, 13))
    for name, font, size in styles:
        _set_font(document.styles[name], font, Pt(size), handout.locale)
    document.core_properties.title = printable(handout.title)
    document.core_properties.author = ""
    document.core_properties.language = handout.locale
    _number_pages(section.footer.paragraphs[0])


def _set_font(style: Any, east_asian: str, size: Any, locale: str) -> None:
    """Name a font for each script: without one for Chinese every program takes its own."""
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.oxml.parser import OxmlElement  # noqa: PLC0415
    from docx.shared import RGBColor  # noqa: PLC0415

    style.font.name, style.font.size = _LATIN, size
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), east_asian)
    language = OxmlElement("w:lang")
    language.set(qn("w:eastAsia"), locale)
    style.element.rPr.append(language)


def _number_pages(paragraph: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415

    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _add_field(paragraph, "PAGE")
    paragraph.add_run(" / ")
    _add_field(paragraph, "NUMPAGES")


def _add_field(paragraph: Any, name: str) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.oxml.parser import OxmlElement  # noqa: PLC0415

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)


def _add(document: "Document", part: HandoutPart) -> None:
    if isinstance(part, HandoutHeading):
        document.add_heading(printable(part.text), level=1)
    elif isinstance(part, HandoutParagraph):
        document.add_paragraph(printable(part.text))
    elif isinstance(part, HandoutChart):
        _add_chart(document, part)
    else:
        _add_table(document, part)


def _add_chart(document: "Document", part: HandoutChart) -> None:
    """Add a picture that tells what it shows to whoever does not see it."""
    shape = document.add_picture(BytesIO(chart_picture(part)), width=_room(document))
    shape._inline.docPr.set("descr", printable(part.described))


def _add_table(document: "Document", part: HandoutTable) -> None:
    """Add a table whose head is repeated on every page and whose rows stay whole."""
    from docx.shared import Pt  # noqa: PLC0415

    dense = len(part.columns) >= _DENSE_FROM
    size = Pt(_DENSE_POINTS if dense else _CELL_POINTS)
    table = document.add_table(rows=0, cols=len(part.columns), style="Table Grid")
    table.autofit = False
    widths = [int(_room(document) * share / 100) for share in part.shares]
    rows = [[column.name for column in part.columns], *part.rows]
    for number, row in enumerate(rows):
        added = table.add_row()
        _mark_row(added, is_head=number == 0)
        _fill(added, zip(row, widths, strict=True), size, is_head=number == 0)
    for column, column_width in zip(table.columns, widths, strict=True):
        column.width = column_width


def _room(document: "Document") -> int:
    """Return how wide a table may be."""
    section = document.sections[0]
    return int((section.page_width or 0) - 2 * (section.left_margin or 0))


def _fill(row: Any, cells: Iterable[tuple[Any, int]], size: Any, *, is_head: bool) -> None:
    from docx.shared import Pt  # noqa: PLC0415

    for cell, (text, width) in zip(row.cells, cells, strict=True):
        cell.width = width
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(printable(str(text)))
        run.bold, run.font.size = is_head, size


def _mark_row(row: Any, *, is_head: bool) -> None:
    from docx.oxml.parser import OxmlElement  # noqa: PLC0415

    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if is_head:
        properties.append(OxmlElement("w:tblHeader"))


FORMAT = HandoutFormat(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", _write
)
