"""Read matters from a spreadsheet and write them as spreadsheets and files."""

from core.catalogue.matter_files import matter_file
from core.catalogue.spreadsheets.files import MAX_BYTES
from core.catalogue.spreadsheets.importing import Imported, import_spreadsheet, write_spreadsheet
from core.catalogue.spreadsheets.reporting import report_of

__all__ = [
    "MAX_BYTES",
    "Imported",
    "import_spreadsheet",
    "matter_file",
    "report_of",
    "write_spreadsheet",
]
