"""An amount of money."""

from core.kinds.records import Family, FieldKind, SpreadsheetWords
from core.kinds.values.numeric import as_number, money_problem

KIND = FieldKind(
    problem=money_problem,
    normalise=as_number,
    from_word=as_number,
    fineness=40,
    family=Family.NUMBER,
    is_typed=True,
    words=SpreadsheetWords(chinese=("金额", "货币", "货币型")),
)
