"""An address: as precise as it is known; a region can be told from it."""

from core.kinds.records import Family, FieldKind, SpreadsheetWords
from core.kinds.values.text import text_problem, tidy

KIND = FieldKind(
    problem=text_problem,
    normalise=tidy,
    fineness=90,
    family=Family.WORDS,
    has_lines=True,
    is_typed=True,
    words=SpreadsheetWords(chinese=("地址", "地址型"), xlsform_near=("geopoint",)),
)
