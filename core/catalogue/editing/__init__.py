"""Change matters of the library: what is said differently, what may not be, the file of it."""

from core.catalogue.editing.attributes import (
    LISTS,
    AttributeProblem,
    problems_of,
    stopped,
    with_attribute,
    with_field,
    with_material,
)
from core.catalogue.editing.differences import PartDifference, differences_between
from core.catalogue.editing.revised_files import revised_file

__all__ = [
    "LISTS",
    "AttributeProblem",
    "PartDifference",
    "differences_between",
    "problems_of",
    "revised_file",
    "stopped",
    "with_attribute",
    "with_field",
    "with_material",
]
