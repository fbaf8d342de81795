"""Matters from spreadsheets, however messy, and spreadsheets from matters, without loss."""

from core.catalogue.spreadsheets.files import MAX_BYTES, SpreadsheetRefusedError
from core.catalogue.spreadsheets.importing import Imported, import_spreadsheet
from core.catalogue.spreadsheets.reporting import ImportReport, ReportLine, report_of
from core.catalogue.spreadsheets.rows import RowReading
from core.catalogue.spreadsheets.writing import write_spreadsheet, write_text

__all__ = [
    "MAX_BYTES",
    "ImportReport",
    "Imported",
    "ReportLine",
    "RowReading",
    "SpreadsheetRefusedError",
    "import_spreadsheet",
    "report_of",
    "write_spreadsheet",
    "write_text",
]
