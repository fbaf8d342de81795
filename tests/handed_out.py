"""Read handouts back: every text that stands in a file of each format."""

import re
from io import BytesIO

from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader


def pdf_text(content: bytes) -> str:
    return squashed("".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages))


def docx_text(content: bytes) -> str:
    document = Document(BytesIO(content))
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return squashed("".join((*paragraphs, *cells)))


def xlsx_text(content: bytes) -> str:
    workbook = load_workbook(BytesIO(content))
    values = [
        str(cell.value)
        for sheet in workbook.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    return squashed("".join(values))


def squashed(text: str) -> str:
    """Return a text without blanks, for a page breaks lines anywhere."""
    return re.sub(r"\s+", "", text)


READERS = {"pdf": pdf_text, "docx": docx_text, "xlsx": xlsx_text}
