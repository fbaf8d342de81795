"""What staff do with the matter library: read matters from spreadsheets, confirm, keep."""

from core.catalogue.spreadsheets import Imported, ImportReport, ReportLine, RowReading, report_of
from core.catalogue.suggesting import Suggestion
from core.services.library.binding import Binding, OpenField, bound
from core.services.library.use_cases import LibraryUseCases, library_use_cases

__all__ = [
    "Binding",
    "ImportReport",
    "Imported",
    "LibraryUseCases",
    "OpenField",
    "ReportLine",
    "RowReading",
    "Suggestion",
    "bound",
    "library_use_cases",
    "report_of",
]
