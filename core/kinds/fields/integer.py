"""A count."""

from core.kinds.records import Family, FieldKind, SpreadsheetWords
from core.kinds.values.numeric import as_number, integer_problem

KIND = FieldKind(
    problem=integer_problem,
    normalise=as_number,
    from_word=as_number,
    fineness=50,
    family=Family.NUMBER,
    is_counted=True,
    is_typed=True,
    words=SpreadsheetWords(chinese=("整数", "整型", "整数型"), xlsform=("integer", "int")),
)
