"""What staff do with the matter library: find, read, import, confirm, keep."""

from core.catalogue.editing import (
    LISTS,
    Breakage,
    EntryKind,
    PartDifference,
    UsePlace,
    code_named,
    differences_between,
    is_deprecated,
    named_code,
    problems_of,
    problems_of_entry,
    stopped,
    with_attribute,
    with_field,
    with_material,
    with_options,
    with_part_value,
    with_value,
)
from core.catalogue.searching import Facet
from core.catalogue.spreadsheets import Imported, ImportReport, ReportLine, RowReading, report_of
from core.catalogue.stops import MatterStop
from core.catalogue.suggesting import Certainty, Suggestion, certainty_of
from core.catalogue.suggesting.decisions import (
    UNDECIDED,
    Decisions,
    FieldDecision,
    ImportRow,
    choose,
    choose_element,
    confirm,
    leave_to_office,
    sure_rows,
    take_back,
    undecided,
    whose,
    with_whose_open,
)
from core.services.library.binding import Binding, bound, settled
from core.services.library.find_matters import FoundMatter
from core.services.library.pull_matters import PulledChange, PullsView
from core.services.library.read_entries import EntryRecord, ListedEntry
from core.services.library.read_matter import MatterRecord, MatterUse, MatterValidity
from core.services.library.revisions import LibraryRevision
from core.services.library.use_cases import LibraryUseCases, library_use_cases
from core.themes.condition_words import condition_told as condition_words

__all__ = [
    "LISTS",
    "UNDECIDED",
    "Binding",
    "Breakage",
    "Certainty",
    "Decisions",
    "EntryKind",
    "EntryRecord",
    "Facet",
    "FieldDecision",
    "FoundMatter",
    "ImportReport",
    "ImportRow",
    "Imported",
    "LibraryRevision",
    "LibraryUseCases",
    "ListedEntry",
    "MatterRecord",
    "MatterStop",
    "MatterUse",
    "MatterValidity",
    "PartDifference",
    "PulledChange",
    "PullsView",
    "ReportLine",
    "RowReading",
    "Suggestion",
    "UsePlace",
    "bound",
    "certainty_of",
    "choose",
    "choose_element",
    "code_named",
    "condition_words",
    "confirm",
    "differences_between",
    "is_deprecated",
    "leave_to_office",
    "library_use_cases",
    "named_code",
    "problems_of",
    "problems_of_entry",
    "report_of",
    "settled",
    "stopped",
    "sure_rows",
    "take_back",
    "undecided",
    "whose",
    "with_attribute",
    "with_field",
    "with_material",
    "with_options",
    "with_part_value",
    "with_value",
    "with_whose_open",
]
