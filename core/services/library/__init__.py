"""What staff do with the matter library: find, read, import, confirm, keep."""

from core.catalogue.editing import (
    LISTS,
    PartDifference,
    differences_between,
    problems_of,
    stopped,
    with_attribute,
    with_field,
    with_material,
)
from core.catalogue.searching import Facet
from core.catalogue.spreadsheets import Imported, ImportReport, ReportLine, RowReading, report_of
from core.catalogue.suggesting import Certainty, Suggestion, certainty_of
from core.services.library.binding import Binding, OpenField, bound
from core.services.library.find_matters import FoundMatter
from core.services.library.read_matter import MatterRecord, MatterUse, MatterValidity
from core.services.library.revise_matter import MatterChange
from core.services.library.use_cases import LibraryUseCases, library_use_cases
from core.themes.condition_words import condition_told as condition_words

__all__ = [
    "LISTS",
    "Binding",
    "Certainty",
    "Facet",
    "FoundMatter",
    "ImportReport",
    "Imported",
    "LibraryUseCases",
    "MatterChange",
    "MatterRecord",
    "MatterUse",
    "MatterValidity",
    "OpenField",
    "PartDifference",
    "ReportLine",
    "RowReading",
    "Suggestion",
    "bound",
    "certainty_of",
    "condition_words",
    "differences_between",
    "library_use_cases",
    "problems_of",
    "report_of",
    "stopped",
    "with_attribute",
    "with_field",
    "with_material",
]
