"""Change matters and lists of the library: what differs, what may not be, the file of it."""

from core.catalogue.editing.arrow_lines import (
    arrow_lines,
    field_lines,
    read_arrow_lines,
    read_field_lines,
)
from core.catalogue.editing.attributes import (
    LISTS,
    AttributeProblem,
    problems_of,
    stopped,
    with_attribute,
    with_field,
    with_material,
    with_part_value,
    with_value,
)
from core.catalogue.editing.breaking import Breakage, broken_by, repealed_by
from core.catalogue.editing.differences import PartDifference, differences_between
from core.catalogue.editing.entries import (
    code_of,
    entries_of,
    is_deprecated,
    name_of,
    problems_of_entry,
    with_entry,
    with_entry_in,
)
from core.catalogue.editing.entry_kinds import EntryKind
from core.catalogue.editing.evidence_texts import read_evidence, write_evidence
from core.catalogue.editing.named_codes import code_named, named_code
from core.catalogue.editing.questions import with_options
from core.catalogue.editing.revised_files import revised_file
from core.catalogue.editing.usage import UsePlace, Uses, uses_in, uses_of_library

__all__ = [
    "LISTS",
    "AttributeProblem",
    "Breakage",
    "EntryKind",
    "PartDifference",
    "UsePlace",
    "Uses",
    "arrow_lines",
    "broken_by",
    "code_named",
    "code_of",
    "differences_between",
    "entries_of",
    "field_lines",
    "is_deprecated",
    "name_of",
    "named_code",
    "problems_of",
    "problems_of_entry",
    "read_arrow_lines",
    "read_evidence",
    "read_field_lines",
    "repealed_by",
    "revised_file",
    "stopped",
    "uses_in",
    "uses_of_library",
    "with_attribute",
    "with_entry",
    "with_entry_in",
    "with_field",
    "with_material",
    "with_options",
    "with_part_value",
    "with_value",
    "write_evidence",
]
